import { isUtf8 } from 'node:buffer';

export type Bytes = AsyncIterable<Buffer>;

/** A line without its end. `broken` says why it has no text. */
export type Line = { number: number } & ({ text: string } | { broken: 'encoding' | 'too-long' });

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function lineOf(number: number, parts: Buffer[], limit: number, size: number): Line {
  if (size > limit) return { number, broken: 'too-long' };
  let bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  if (number === 1 && bytes.subarray(0, 3).equals(byteOrderMark)) bytes = bytes.subarray(3);
  if (bytes.at(-1) === carriageReturn) bytes = bytes.subarray(0, -1);
  return isUtf8(bytes) ? { number, text: bytes.toString('utf8') } : { number, broken: 'encoding' };
}

/** Splits bytes into lines; what is over the limit (in bytes) is passed over without being kept. */
export async function* linesOf(bytes: Bytes, limit: number): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let size = 0;

  function keep(part: Buffer): void {
    size += part.length;
    if (size > limit) parts = [];
    else if (part.length > 0) parts.push(part);
  }

  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      yield lineOf(number, parts, limit, size);
      number += 1;
      parts = [];
      size = 0;
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (size > 0) yield lineOf(number, parts, limit, size);
}

/** Decodes bytes as they come, without a byte-order mark; null for what is not UTF-8, and nothing after it. */
export async function* textOf(bytes: Bytes): AsyncGenerator<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    yield null;
  }
}
