import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { KuError } from '../errors.ts';
import type { Bytes } from './bytes.ts';
import { formatOfEnding } from './formats.ts';

/** A file to be read: what messages call it, and where it is; `-` is standard input. */
export type UnitFile = { name: string; path: string };

const isGlob = (source: string) => /[*?[\]{}]/.test(source);

function missing(name: string, error: unknown): KuError {
  const gone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  const reason = error instanceof Error ? error.message : String(error);
  const message = gone ? `${name} does not exist` : `${name} could not be read: ${reason}`;
  return new KuError('missing-input', message, 'name unit files (.jsonl, .json, .yaml), folders of them, or -', {
    cause: error,
  });
}

/** Which files of a folder count: those that end like unit files, or all. */
export type Wanted = 'unit-files' | 'all-files';

/** The files of a folder, in order of their names; hidden ones and links (which could lead out of it) are passed over. */
async function filesIn(folder: UnitFile, wanted: Wanted): Promise<UnitFile[]> {
  const entries = await readdir(folder.path, { withFileTypes: true });
  const sorted = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const found: UnitFile[] = [];
  for (const entry of sorted) {
    const file = { name: join(folder.name, entry.name), path: join(folder.path, entry.name) };
    if (entry.isDirectory()) found.push(...(await filesIn(file, wanted)));
    else if (entry.isFile() && (wanted === 'all-files' || formatOfEnding(extname(entry.name)) !== null))
      found.push(file);
  }
  return found;
}

async function matching(pattern: string, cwd: string): Promise<UnitFile[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, { cwd, followSymbolicLinks: false, expandDirectories: false });
  return found.sort().map((name) => ({ name, path: resolve(cwd, name) }));
}

async function filesOfSource(source: string, cwd: string, wanted: Wanted): Promise<UnitFile[]> {
  if (source === '-') return [{ name: '-', path: '-' }];
  const file = { name: source, path: resolve(cwd, source) };
  try {
    return (await stat(file.path)).isDirectory() ? await filesIn(file, wanted) : [file];
  } catch (error) {
    const matched = isGlob(source) ? await matching(source, cwd) : [];
    if (matched.length > 0) return matched;
    throw missing(source, error);
  }
}

/**
 * The files that sources stand for, in the order of the sources: files, folders (recursive), globs, `-`. Throws
 * KuError('missing-input') for what does not exist, and for a folder that holds no unit file.
 */
export async function filesOf(
  sources: readonly string[],
  cwd: string,
  wanted: Wanted = 'unit-files',
): Promise<UnitFile[]> {
  const files: UnitFile[] = [];
  for (const source of sources) {
    const found = await filesOfSource(source, cwd, wanted);
    if (found.length > 0) files.push(...found);
    else
      throw new KuError('missing-input', `${source} holds no unit files`, 'unit files end in .jsonl, .json or .yaml');
  }
  return files;
}

/** The bytes of a file. Throws KuError('missing-input') when it cannot be read. */
export async function* bytesOf(file: UnitFile): Bytes {
  try {
    yield* createReadStream(file.path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw missing(file.name, error);
  }
}
