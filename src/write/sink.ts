import { KuError } from '../errors.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';

/**
 * Where units go. `write` is called once per document, in the order of the input, and resolves when the units are handed
 * over; the caller waits for it. `close` makes what was written whole, also when a run was interrupted; `abandon` instead
 * takes away what is not whole. Errors are `KuError('output', …)`, but for a pipe that its reader closed, see
 * `isBrokenPipe`. After `write` has thrown, `close` only cleans up.
 */
export type UnitSink = {
  write(document: { id: string; sha256: string }, units: UnitsOfDocument): Promise<void>;
  close(): Promise<void>;
  abandon?(): Promise<void>;
  /** Only where there is one file per document. */
  folder?: FolderOutput;
};

export type FolderOutput = {
  path: string;
  /** Ending of the files, with its full stop. */
  ending: string;
  /** Names of the documents of this run so far. */
  names: ReadonlySet<string>;
  /** Files that had the same bytes before, and were left as they are. */
  unchanged(): number;
  /** A document without units: its name is its own all the same, and a file of an earlier run stays. */
  reserve(id: string): void;
};

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

const brokenPipeCodes = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Whether an error says that the reader of a pipe is gone (as after `| head -1`): the end of the run, not a failure. */
export function isBrokenPipe(error: unknown): boolean {
  return brokenPipeCodes.has(codeOf(error));
}

const elsewhere = 'name another place';
const hints: Record<string, string> = {
  ENOSPC: 'free some space, or write to another disk',
  EACCES: 'write to a folder that you may change',
  EPERM: 'write to a folder that you may change',
  EROFS: 'write to a disk that may be changed',
  ENAMETOOLONG: 'choose a shorter name',
};

/** An error of the file system or of a stream as one that ends the run; a KuError stays as it is. */
export function outputError(target: string, error: unknown): KuError {
  if (error instanceof KuError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const hint = hints[codeOf(error)] ?? elsewhere;
  return new KuError('output', `${target} could not be written: ${reason}`, hint, { cause: error });
}
