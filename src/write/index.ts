import { stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { KuError } from '../errors.ts';
import { type FormatName, formatNames } from './formats.ts';
import { outputError, type UnitSink } from './sink.ts';
import { formatOfFile, toFile } from './to-file.ts';
import { toFolder } from './to-folder.ts';
import { toStream } from './to-stream.ts';

export { type FolderOutput, isBrokenPipe, outputError, type UnitSink } from './sink.ts';

export type SinkOptions = {
  /** A file, or a folder: one that exists, or any name that ends with a slash; null is standard output. */
  out: string | null;
  /** One of `formatNames`, or null for the usual one: jsonl for standard output, json in a folder, by the ending for a file. */
  format: string | null;
  stdout: NodeJS.WritableStream;
};

function knownFormat(name: string | null): FormatName | null {
  if (name === null) return null;
  const known = formatNames.find((format) => format === name);
  if (known !== undefined) return known;
  throw new KuError('usage', `there is no format "${name}"`, `give one of ${formatNames.join(', ')}`);
}

async function isFolder(path: string): Promise<boolean> {
  if (path.endsWith('/') || path.endsWith(sep)) return true;
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw outputError(path, error);
  }
}

/**
 * Opens where a run writes to, and so tells whether it can be written before any work is done. Throws KuError('usage') for
 * an unknown format or ending and for two that disagree, KuError('output') for what the file system refuses.
 */
export async function openSink({ out, format, stdout }: SinkOptions): Promise<UnitSink> {
  const asked = knownFormat(format);
  if (out === null) return toStream(stdout, asked ?? 'jsonl');
  if (out === '') throw new KuError('usage', '--out is empty', 'name a file, or a folder with / at its end');
  if (await isFolder(out)) return toFolder(out, asked ?? 'json');
  return toFile(out, formatOfFile(out, asked));
}
