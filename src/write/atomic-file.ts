import { lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KuError } from '../errors.ts';
import { makeFolder } from '../files/make-folder.ts';
import { outputError } from './sink.ts';
import { removeAbandoned, temporaryName } from './temporary-names.ts';

/** A file that is complete or not there at all: its text has a temporary name until `commit`. */
export type AtomicFile = {
  /** Adds text at the end; texts of overlapping calls stand in the order of the calls. */
  write(text: string): Promise<void>;
  /** Flushes to the disk and gives the file its name; what had the name before is replaced. */
  commit(): Promise<void>;
  /** Takes the temporary file away. Does nothing after `commit`. */
  discard(): Promise<void>;
};

/** Only files and links are replaced: renaming over a named pipe or a device would take it away from its readers. */
async function refuseWhatIsNoFile(path: string): Promise<void> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null || found.isFile() || found.isSymbolicLink()) return;
  const hint = 'name a file, or end the name with / for a folder with one file per document';
  throw new KuError('output', `${path} exists and is not a file`, hint);
}

async function openTemporary(path: string, isTidy: boolean) {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName());
  await makeFolder(folder);
  if (!isTidy) await removeAbandoned(folder);
  await refuseWhatIsNoFile(path);
  return { temporary, handle: await open(temporary, 'wx') };
}

/**
 * Opens a file to be written at once: a temporary one in the same folder (made when it is missing), so that a place that
 * cannot be written is known before any work is done. A symbolic link at `path` is replaced, not followed.
 * Everything throws KuError('output') for what the file system refuses; after that, `discard`.
 * @param isTidy whether the folder was looked through for what killed runs have left
 */
export async function atomicFile(path: string, isTidy = false): Promise<AtomicFile> {
  const asOutputError = (error: unknown) => {
    throw outputError(path, error);
  };
  const { temporary, handle } = await openTemporary(path, isTidy).catch(asOutputError);
  let last: Promise<void> = Promise.resolve();
  let open = true;

  async function release(): Promise<void> {
    if (!open) return;
    open = false;
    await handle.close();
  }

  async function finish(): Promise<void> {
    await last;
    await handle.sync();
    await release();
    await rename(temporary, path);
  }

  return {
    write(text) {
      last = last.then(() => handle.appendFile(text));
      return last.catch(asOutputError);
    },
    commit: () => finish().catch(asOutputError),
    async discard() {
      await release().catch(asOutputError);
      await rm(temporary, { force: true }).catch(asOutputError);
    },
  };
}
