import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder and those above it. Node's own `recursive` never returns where the system refuses with ENOENT (/proc). */
export async function makeFolder(path: string): Promise<void> {
  if ((await attempt(path)) || dirname(path) === path) return;
  await makeFolder(dirname(path));
  await mkdir(path).catch(unlessItExists);
}

/** False where the folder above is missing. */
async function attempt(path: string): Promise<boolean> {
  try {
    await mkdir(path);
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
