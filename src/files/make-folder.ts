import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder and those above it, with these permissions. Node's own `recursive` never returns where the system refuses with ENOENT (/proc). */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  if ((await attempt(path, mode)) || dirname(path) === path) return;
  await makeFolder(dirname(path), mode);
  await mkdir(path, mode).catch(unlessItExists);
}

/** False where the folder above is missing. */
async function attempt(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, mode);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    unlessItExists(error);
    return true;
  }
}

/** What exists may be a file: then opening a file in it fails, and says so. */
function unlessItExists(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);
