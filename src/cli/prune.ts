import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KuError } from '../errors.ts';
import { documentOfOwnFile } from '../validate/own-file.ts';
import { printable } from '../validate/problems.ts';
import { isNameOf } from '../write/file-names.ts';
import type { FolderOutput, UnitSink } from '../write/index.ts';
import type { CommandContext } from './context.ts';
import { counted, type Tally } from './tally.ts';

/** The folder that --prune is about, or null without the flag. Throws KuError('usage') where it would remove too much. */
export async function folderToPrune({ flags }: CommandContext, sink: UnitSink): Promise<FolderOutput | null> {
  if (flags.prune !== true) return null;
  if (sink.folder === undefined) {
    await sink.abandon?.();
    throw new KuError('usage', '--prune needs a folder', 'name one with --out, ending in /: one file a document');
  }
  for (const other of ['limit', 'retry-failed']) {
    if (flags[other] === undefined) continue;
    throw new KuError(
      'usage',
      `--prune does not go with --${other}`,
      'leave one out: together they would remove too much',
    );
  }
  return sink.folder;
}

/**
 * Removes the files of documents that are no longer among the inputs, and names each. Where not every document could be read, or
 * none was, nothing is removed. A file is removed only where its name and all of its content are as ku wrote them.
 */
export async function prune(
  folder: FolderOutput,
  { documents, unread }: Pick<Tally, 'documents' | 'unread'>,
  { terminal }: CommandContext,
): Promise<void> {
  if (documents === 0 || unread > 0) {
    const why = documents === 0 ? 'no document was read' : `${counted(unread, 'input')} could not be read`;
    terminal.notice(`nothing is removed from ${folder.path}: ${why}, so it is not known which sources are gone`);
    return;
  }
  for (const name of await leftOver(folder)) {
    await rm(join(folder.path, name));
    terminal.line(`removed  ${printable(join(folder.path, name))}: no source stands behind it any more`);
  }
}

async function leftOver({ path, ending, names }: FolderOutput): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const unknown = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !names.has(entry.name))
    .map(({ name }) => name)
    .sort();
  const found: string[] = [];
  for (const name of unknown) {
    const id = await documentOfOwnFile(join(path, name));
    if (id !== null && isNameOf(id, name.slice(0, -ending.length))) found.push(name);
  }
  return found;
}
