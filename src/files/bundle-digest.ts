import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';

const ownFolder = new URL('./', import.meta.url);

/** Whether this runs from the bundle, of which it is known what belongs to it. Nobody knows that of the sources. */
export const isBundled: boolean = ownFolder.pathname.endsWith('/bundle/');

/**
 * SHA-256 of the code that runs, by the names and bytes of all files of the bundle. Null where one of them was changed since this process started:
 * what runs may be what was there before.
 */
export function bundleDigest(folder: URL = ownFolder, started: number = performance.timeOrigin): string | null {
  const hash = createHash('sha256');
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  for (const name of names.sort()) {
    const file = openSync(new URL(name, folder), 'r');
    try {
      if (fstatSync(file).ctimeMs > started) return null;
      const bytes = readFileSync(file);
      hash.update(`${JSON.stringify([name, bytes.length])}\n`).update(bytes);
    } finally {
      closeSync(file);
    }
  }
  return hash.digest('hex');
}
