import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';

const ownFolder = new URL('./', import.meta.url);

/** Whether this runs from the bundle, of which it is known what belongs to it. Nobody knows that of the sources. */
export const isBundled: boolean = ownFolder.pathname.endsWith('/bundle/');

/**
 * SHA-256 of the code that runs, by the names and bytes of all files of the bundle. Null where one of them was changed since this process started:
 * what runs may be what was there before.
 */
export function bundleDigest(folder: URL = ownFolder, started: number = performance.timeOrigin): string | null {
  const hash = createHash('sha256');
  const bytes = Buffer.alloc(65_536);
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  for (const name of names.sort()) {
    const file = openSync(new URL(name, folder), 'r');
    try {
      const { size, ctimeMs } = fstatSync(file);
      if (ctimeMs > started) return null;
      hash.update(`${JSON.stringify([name, size])}\n`);
      for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes))
        hash.update(bytes.subarray(0, read));
    } finally {
      closeSync(file);
    }
  }
  return hash.digest('hex');
}
