import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { DocumentError } from '../errors.ts';
import { unreadable } from './source.ts';

/** The files among which a document stands and that it may name: its folder, or its archive. */
export type SourceFiles = {
  /** Path of the document itself, from the folder in which it stands. */
  own: string;
  /**
   * The bytes of a file by its path from that folder; null where there is none, `outside` where a link leads out of it.
   * @throws {DocumentError} `too-large`, `unreadable`
   */
  read(path: string, maxBytes: number): Promise<Buffer | null | 'outside'>;
};

/** The folder of a file, and what is in it and below. */
export function folderOf(file: string): SourceFiles {
  const folder = dirname(file);
  return {
    own: basename(file),
    async read(path, maxBytes) {
      const real = await realpath(join(folder, path)).catch(missingIsNull);
      if (real === null) return null;
      const root = await realpath(folder);
      if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return 'outside';
      return bytesOfFile(real, maxBytes);
    },
  };
}

function missingIsNull(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE')
    return null;
  throw unreadable(error);
}

/**
 * The bytes of a file; null of a folder and of what is no regular file.
 * @throws {DocumentError} `too-large`, `unreadable`
 */
export async function bytesOfFile(file: string, maxBytes: number): Promise<Buffer | null> {
  // Not to hang at a named pipe.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
    throw unreadable(error);
  });
  try {
    const status = await handle.stat();
    if (!status.isFile()) return null;
    if (status.size > maxBytes) {
      throw new DocumentError('too-large', `${basename(file)}, which it names, is over the size limit`, 'split it');
    }
    return await handle.readFile();
  } catch (error) {
    throw error instanceof DocumentError ? error : unreadable(error);
  } finally {
    await handle.close();
  }
}
