import { DocumentError } from '../errors.ts';
import type { Entry } from './folder.ts';
import { papersIn } from './latex/papers.ts';
import { bytesOfFile } from './source-files.ts';

/** Bytes of a LaTeX file beyond which it is taken for a document without looking. */
const mostLookedAt = 10_000_000;

/** Which files of a folder are parts of LaTeX papers in it. */
export async function papersInFolder(entries: readonly Entry[]): Promise<(path: string) => boolean> {
  const byPath = new Map(entries.map((entry) => [entry.relative, entry]));
  return papersIn([...byPath.keys()], (path) => sourceOf(byPath.get(path)));
}

/** Null of what can't be read, which shows when it is. */
async function sourceOf(entry: Entry | undefined): Promise<string | null> {
  if (entry === undefined || entry.error !== null) return null;
  try {
    return (await bytesOfFile(entry.path, mostLookedAt))?.toString('latin1') ?? null;
  } catch (error) {
    if (error instanceof DocumentError) return null;
    throw error;
  }
}
