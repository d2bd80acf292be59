import { DocumentError } from '../errors.ts';
import type { Reading } from '../types/document.ts';
import { decideEncoding, type Encoding, headSize } from './encoding.ts';
import type { ByteStream } from './source.ts';
import type { SourceFiles } from './source-files.ts';

/** What a format reads: text as UTF-8 bytes (checked and repaired by lines), and what it needs to know beside. */
export type TextInput = {
  stem: string;
  place: string;
  /** The first bytes of `bytes`, at most 64 KB, to look at. */
  head: Buffer;
  /** Ends of lines are LF or CRLF. For formats that take bytes, these and the head are as they were read. */
  bytes: AsyncIterable<Buffer>;
  maxBytes: number;
  textField: string | null;
  /** The files that it may name; null of standard input. */
  files: SourceFiles | null;
  containers: Containers;
  /** Says something that fails nothing; it reaches the user before the next reading. */
  notice(message: string): void;
};

/** What a format that holds files, like an archive, needs to have them read. */
export type Containers = {
  /** The formats in which this input stands, the outermost first and its own last. */
  within: readonly string[];
  /** Bytes that may still be unpacked, together with all that stands in one another. */
  budget: { left: number };
  /** The format by the ending of a name; null where none knows it. */
  formatOf(name: string): string | null;
  read(member: Member): AsyncGenerator<Reading, void>;
};

type Member = {
  /** Its path with its ending, of which the id is made. */
  name: string;
  place: string;
  chunks: AsyncGenerator<Buffer, void>;
  files: SourceFiles | null;
};

/**
 * Decides the encoding on the first bytes and gives the whole as UTF-8.
 * @throws {DocumentError} `binary` as soon as the first bytes show it; `unreadable`
 */
export async function decodeStream(
  { head, rest, chunks }: Begun,
  place: string,
  notice: (message: string) => void,
): Promise<{ head: Buffer; bytes: AsyncGenerator<Buffer, void> }> {
  const encoding = await decideEncoding(head);
  if (encoding.name !== 'utf-8') notice(`${place}: it is not in UTF-8; read as ${encoding.name}`);
  const convert = converter(encoding);
  const first = convert(head.subarray(encoding.mark), false);
  const lineEnds = hasLoneReturnsOnly(first) ? returnsToLineFeeds : (chunk: Buffer) => chunk;
  return {
    head: lineEnds(first),
    bytes: decoded(lineEnds(first), rest, chunks, (...part) => lineEnds(convert(...part))),
  };
}

/**
 * The text of a small file.
 * @throws {DocumentError} `binary`
 */
export async function decodeWhole(bytes: Buffer): Promise<string> {
  const { name, mark } = await decideEncoding(bytes.subarray(0, headSize));
  return new TextDecoder(name).decode(bytes.subarray(mark)).replaceAll(/\r\n?/g, '\n');
}

/** The bytes of a stream that was begun, as they are. */
export async function* rawBytes({ head, rest, chunks }: Begun): AsyncGenerator<Buffer, void> {
  yield head;
  if (rest.length > 0) yield rest;
  yield* chunks;
}

type Converter = (chunk: Buffer, last: boolean) => Buffer;

/** Exactly the first 64 KB (less only when there is no more), however the chunks are cut; what came along; and the rest. */
type Begun = { head: Buffer; rest: Buffer; chunks: AsyncGenerator<Buffer, void> };

/** @throws {DocumentError} `empty` where there is nothing; `unreadable` */
export async function begin({ chunks }: Pick<ByteStream, 'chunks'>): Promise<Begun> {
  const parts: Buffer[] = [];
  let size = 0;
  while (size < headSize) {
    const { value, done } = await chunks.next();
    if (done === true || value === undefined) break;
    parts.push(value);
    size += value.length;
  }
  const all = Buffer.concat(parts);
  if (all.length === 0) throw new DocumentError('empty', 'the file is empty', 'fill in its text, or leave it out');
  return { head: all.subarray(0, headSize), rest: all.subarray(headSize), chunks };
}

function converter(encoding: Encoding): Converter {
  if (encoding.name === 'utf-8') return (chunk) => chunk;
  const decoder = new TextDecoder(encoding.name, { ignoreBOM: true });
  return (chunk, last) => Buffer.from(decoder.decode(chunk, { stream: !last }));
}

async function* decoded(
  first: Buffer,
  rest: Buffer,
  chunks: AsyncGenerator<Buffer, void>,
  convert: Converter,
): AsyncGenerator<Buffer, void> {
  yield first;
  if (rest.length > 0) yield convert(rest, false);
  for await (const chunk of chunks) yield convert(chunk, false);
  const end = convert(Buffer.alloc(0), true);
  if (end.length > 0) yield end;
}

/** Lines that end as on the first Macintosh: carriage returns before other characters, and not one line feed. */
function hasLoneReturnsOnly(head: Buffer): boolean {
  const at = head.indexOf(0x0d);
  return at >= 0 && at < head.length - 1 && !head.includes(0x0a);
}

function returnsToLineFeeds(chunk: Buffer): Buffer {
  const changed = Buffer.from(chunk);
  for (let at = changed.indexOf(0x0d); at >= 0; at = changed.indexOf(0x0d, at + 1)) changed[at] = 0x0a;
  return changed;
}
