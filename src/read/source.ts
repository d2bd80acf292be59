import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { DocumentError, KuError } from '../errors.ts';

/** One thing to read. `path` is absolute; null is standard input. */
export type Source = {
  /** The id of its document, or what the ids of its records begin with. */
  stem: string;
  /** As messages name it. */
  place: string;
  path: string | null;
  /** Name of its format; null where the first characters decide. */
  format: string | null;
};

export type ByteStream = { chunks: AsyncGenerator<Buffer, void>; close(): Promise<void> };

const chunkSize = 256 * 1024;

/** Room for a read that should find the end of a file, or for one whose size the system does not tell. */
const leastRead = 4096;

const reasons: Record<string, [string, string]> = {
  EACCES: ['permission to read it is denied', 'give yourself the right to read it (chmod +r)'],
  EPERM: ['permission to read it is denied', 'give yourself the right to read it (chmod +r)'],
  ENOENT: ['it does not exist (any more), or is a link that leads nowhere', 'restore it, or leave it out'],
  ELOOP: ['it is a link that leads back to itself', 'repair or remove the link'],
  EISDIR: ['it is a folder', 'name the folder itself as an input'],
  EMFILE: ['too many files are open', 'raise the limit of open files (ulimit -n)'],
};

/** What a failed call of the file system means for one document. */
export function unreadable(error: unknown): DocumentError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  // Node has put U+FFFD where the bytes of the name are no UTF-8, and no such file is there.
  if (code === 'ENOENT' && error instanceof Error && 'path' in error && String(error.path).includes('\ufffd'))
    return new DocumentError('unreadable', 'its name is not in UTF-8', 'rename it', { cause: error });
  const [message, hint] = reasons[code] ?? [
    `it could not be read (${code})`,
    'see that the file and its disk are sound',
  ];
  return new DocumentError('unreadable', message, hint, { cause: error });
}

/**
 * The bytes of a source in chunks, read as they are asked for. `close` may be called at any time and more than once.
 * @throws {DocumentError} `unreadable`, from the chunks, where the file can't be opened or read or is none;
 *   the signal's reason once it is aborted.
 */
export function openBytes(source: Source, stdin: NodeJS.ReadableStream | null, signal: AbortSignal): ByteStream {
  if (source.path !== null) {
    const chunks = fileChunks(source.path, signal);
    return { chunks, close: async () => void (await chunks.return()) };
  }
  if (stdin === null) throw new KuError('missing-input', 'there is no standard input', 'name a file instead of -');
  return openStream(stdin, signal);
}

/** One chunk is read ahead while the one before is worked on. */
async function* fileChunks(path: string, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const { file, size } = await openFile(path);
  let left = size;
  const next = () => readChunk(file, Math.min(Math.max(left + 1, leastRead), chunkSize));
  let ahead = next();
  try {
    while (true) {
      const chunk = await ahead;
      if (chunk instanceof DocumentError) throw chunk;
      if (chunk.length === 0) return;
      signal.throwIfAborted();
      left -= chunk.length;
      ahead = next();
      yield chunk;
    }
  } finally {
    await ahead;
    await file.close();
  }
}

/** A failure is a value here: nobody may wait for the chunk any more when it comes. */
async function readChunk(file: FileHandle, most: number): Promise<Buffer | DocumentError> {
  const buffer = Buffer.allocUnsafe(most);
  try {
    const { bytesRead } = await file.read(buffer, 0, most);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    return unreadable(error);
  }
}

async function openFile(path: string) {
  const status = await stat(path).catch(rethrowUnreadable);
  if (status.isDirectory()) throw unreadable(Object.assign(new Error('folder'), { code: 'EISDIR' }));
  if (!status.isFile()) {
    throw new DocumentError(
      'unreadable',
      'it is no regular file',
      'pipe its content into standard input and name - instead',
    );
  }
  // Not to hang, should a named pipe have taken the file's place since.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(rethrowUnreadable);
  return { file, size: status.size };
}

function rethrowUnreadable(error: unknown): never {
  throw unreadable(error);
}

function openStream(stream: NodeJS.ReadableStream, signal: AbortSignal): ByteStream {
  const destroy = () => {
    if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy();
  };
  const chunks = streamChunks(stream, signal);
  signal.addEventListener('abort', destroy, { once: true });
  return {
    chunks,
    // A chunk may be asked for and not there yet: only the end of the stream lets the generator end.
    close: async () => {
      signal.removeEventListener('abort', destroy);
      destroy();
      await chunks.return();
    },
  };
}

async function* streamChunks(stream: NodeJS.ReadableStream, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  try {
    signal.throwIfAborted();
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    signal.throwIfAborted();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw unreadable(error);
  }
}
