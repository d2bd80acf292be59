import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicFile } from './atomic-file.ts';
import { fileNames } from './file-names.ts';
import { type FormatName, formats, startSequence } from './formats.ts';
import { makeFolder } from './make-folder.ts';
import { outputError, type UnitSink } from './sink.ts';

/**
 * Writes one file per document into a folder (made when it is missing), named after the document's id by `fileNames`, each complete or
 * not there at all. `write` resolves when the file has its name. Throws KuError('output').
 */
export async function toFolder(path: string, format: FormatName): Promise<UnitSink> {
  try {
    await makeFolder(path);
    await access(path, constants.W_OK);
  } catch (error) {
    throw outputError(path, error);
  }
  const nameOf = fileNames(formats[format].endings[0]);

  return {
    async write(document, units) {
      const target = join(path, nameOf(document.id));
      const sequence = startSequence(format);
      const file = await atomicFile(target);
      try {
        await file.write(sequence.next(units) + sequence.end());
        await file.commit();
      } catch (error) {
        await file.discard();
        throw error;
      }
    },
    close: async () => undefined,
  };
}
