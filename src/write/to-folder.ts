import { access, constants, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { KuError } from '../errors.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';
import { atomicFile } from './atomic-file.ts';
import { fileNames } from './file-names.ts';
import { type FormatName, formats, piecesOf, startSequence } from './formats.ts';
import { outputError, type UnitSink } from './sink.ts';
import { removeAbandoned } from './temporary-names.ts';

/**
 * Writes one file per document into a folder (made when it is missing), named after the document's id by `fileNames`, each complete or
 * not there at all. `write` resolves when the file has its name; a file that holds the same bytes already is left as it is. Throws KuError('output').
 */
export async function toFolder(path: string, format: FormatName): Promise<UnitSink> {
  try {
    await makeFolder(path);
    await access(path, constants.W_OK);
  } catch (error) {
    throw outputError(path, error);
  }
  await removeAbandoned(path);
  const [ending] = formats[format].endings;
  const nameOf = fileNames(ending);
  const names = new Set<string>();
  let unchanged = 0;
  const nextName = (id: string): string => {
    const name = nameOf(id);
    names.add(name);
    return name;
  };

  return {
    async write(document, units) {
      const target = join(path, nextName(document.id));
      if (await isUpToDate(target, textOf(format, units))) unchanged += 1;
      else if (await isForeign(target)) throw foreignFile(target);
      else await writeWhole(target, textOf(format, units));
    },
    close: async () => undefined,
    folder: { path, ending, names, unchanged: () => unchanged, reserve: (id) => void nextName(id) },
  };
}

/** All of the file of a document, in pieces. */
async function* textOf(format: FormatName, units: UnitsOfDocument): AsyncGenerator<string> {
  const sequence = startSequence(format);
  yield* piecesOf(sequence, units);
  yield sequence.end();
}

/** Whether there is such a file already: then its time of change stays too, for whoever builds on it. */
async function isUpToDate(path: string, pieces: AsyncIterable<string>): Promise<boolean> {
  const file = await openToCompare(path);
  if (file === null) return false;
  try {
    return await holds(file, pieces);
  } catch (error) {
    throw outputError(path, error);
  } finally {
    await file.close();
  }
}

/** What a file is not opened for that is to be replaced, or that is none. */
const isNoFile: ReadonlySet<string> = new Set(['ENOENT', 'ELOOP', 'EISDIR', 'ENXIO', 'EACCES']);

/** Null where there is no such file, or none that can be read. */
async function openToCompare(path: string): Promise<FileHandle | null> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    if ((await file.stat()).isFile()) return file;
    await file.close();
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (typeof code === 'string' && isNoFile.has(code)) return null;
    throw outputError(path, error);
  }
}

/** Units say their schema among the first of their keys. */
const withinBytes = 1024;

/** Whether a file with something in it is there that ku has not written, like a source of the same name: it is never replaced. */
async function isForeign(path: string): Promise<boolean> {
  const file = await openToCompare(path);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(withinBytes), 0, withinBytes, 0);
    return bytesRead > 0 && !buffer.includes('ku/1');
  } catch (error) {
    throw outputError(path, error);
  } finally {
    await file.close();
  }
}

const foreignFile = (path: string): KuError =>
  new KuError(
    'output',
    `${path} is there, and was not written by ku`,
    'name another folder with --out, or move that file',
  );

async function holds(file: FileHandle, pieces: AsyncIterable<string>): Promise<boolean> {
  let at = 0;
  for await (const piece of pieces) {
    const wanted = Buffer.from(piece, 'utf8');
    const found = Buffer.alloc(wanted.length);
    const { bytesRead } = await file.read(found, 0, wanted.length, at);
    if (bytesRead !== wanted.length || !found.equals(wanted)) return false;
    at += wanted.length;
  }
  return (await file.stat()).size === at;
}

async function writeWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = await atomicFile(path, true);
  try {
    for await (const piece of pieces) await file.write(piece);
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}
