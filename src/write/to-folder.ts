import { access, constants, lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { atomicFile } from './atomic-file.ts';
import { fileNames } from './file-names.ts';
import { type FormatName, formats, startSequence } from './formats.ts';
import { outputError, type UnitSink } from './sink.ts';

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
      const sequence = startSequence(format);
      const text = sequence.next(units) + sequence.end();
      if (await holds(target, text)) unchanged += 1;
      else await writeWhole(target, text);
    },
    close: async () => undefined,
    folder: { path, ending, names, unchanged: () => unchanged, reserve: (id) => void nextName(id) },
  };
}

/** Whether there is such a file already: then its time of change stays too, for whoever builds on it. */
async function holds(path: string, text: string): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw outputError(path, error);
  });
  if (found === null || !found.isFile() || found.size !== Buffer.byteLength(text)) return false;
  return (await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(outputError(path, error)))) === text;
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await atomicFile(path);
  try {
    await file.write(text);
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}
