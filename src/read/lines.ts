import { isAscii, isUtf8 } from 'node:buffer';
import type { TextInput } from './text.ts';

/** Whole lines of an input, some hundred KB of them at a time, or one line that is over the limit and left out. */
export type Block =
  | { kind: 'lines'; firstLine: number; text: string }
  | {
      kind: 'long-line';
      firstLine: number;
      /** Its first characters. */
      start: string;
      /** How many quotation marks (") it has. */
      quotes: number;
    };

const lineFeed = 0x0a;
const quotationMark = 0x22;
const startLength = 64;

type LongLine = { start: Buffer; quotes: number };

/**
 * The lines of an input in blocks. `text` has LF alone at the ends of lines, and ends with one unless the input does not.
 * Memory: no more than one chunk and one line of at most `maxBytes`. A line that is not UTF-8 is read as Windows-1252, and
 * the first such line of an input is said.
 */
export async function* readBlocks(input: TextInput, maxBytes: number = input.maxBytes): AsyncGenerator<Block, void> {
  const decode = blockDecoder(input);
  let line = 1;
  for await (const part of wholeLines(input.bytes, maxBytes)) {
    if ('quotes' in part) {
      yield longBlock(part, line++);
      continue;
    }
    // Not `yield*`: it would wait once more for every block.
    for (const block of leaveOutLongLines(part, line, maxBytes, decode)) yield block;
    line += countByte(part, lineFeed);
  }
}

/** The bytes cut after line feeds; a line is held until it ends, or until it is over the limit, and then let go. */
async function* wholeLines(bytes: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer | LongLine, void> {
  const held: Held = { parts: [], size: 0 };
  let long: LongLine | null = null;
  for await (const chunk of bytes) {
    const rest = long === null ? chunk : skipLine(long, chunk);
    if (rest === null) continue;
    if (long !== null) yield long;
    long = null;
    const end = rest.lastIndexOf(lineFeed) + 1;
    if (end > 0) yield takeWith(held, rest.subarray(0, end));
    hold(held, rest.subarray(end));
    if (held.size > maxBytes) long = longLine(takeWith(held, nothing));
  }
  if (long !== null) yield long;
  else if (held.size > 0) yield takeWith(held, nothing);
}

type Held = { parts: Buffer[]; size: number };

const nothing = Buffer.alloc(0);

function hold(held: Held, bytes: Buffer): void {
  if (bytes.length > 0) held.parts.push(bytes);
  held.size += bytes.length;
}

/** What is held and `bytes` after it; nothing is held any more. */
function takeWith(held: Held, bytes: Buffer): Buffer {
  const all = held.size === 0 ? bytes : Buffer.concat([...held.parts, bytes]);
  held.parts = [];
  held.size = 0;
  return all;
}

/** What follows the line in the chunk; null where the line goes on beyond it. */
function skipLine(long: LongLine, chunk: Buffer): Buffer | null {
  const end = chunk.indexOf(lineFeed);
  long.quotes += countByte(end < 0 ? chunk : chunk.subarray(0, end), quotationMark);
  return end < 0 ? null : chunk.subarray(end + 1);
}

function longLine(bytes: Buffer): LongLine {
  return { start: Buffer.from(bytes.subarray(0, startLength)), quotes: countByte(bytes, quotationMark) };
}

function longBlock(long: LongLine, firstLine: number): Block {
  return { kind: 'long-line', firstLine, start: long.start.toString('utf8'), quotes: long.quotes };
}

function countByte(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count++;
  return count;
}

type Decode = (bytes: Buffer, firstLine: number) => string;

function* leaveOutLongLines(
  bytes: Buffer,
  firstLine: number,
  maxBytes: number,
  decode: Decode,
): Generator<Block, void> {
  let line = firstLine;
  let kept = { start: 0, line };
  for (let start = 0; start < bytes.length && bytes.length > maxBytes; line++) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    if (end - start > maxBytes) {
      const before = bytes.subarray(kept.start, start);
      if (before.length > 0) yield { kind: 'lines', firstLine: kept.line, text: decode(before, kept.line) };
      yield longBlock(longLine(bytes.subarray(start, end)), line);
      kept = { start: end + 1, line: line + 1 };
    }
    start = end + 1;
  }
  const last = bytes.subarray(kept.start);
  if (last.length > 0) yield { kind: 'lines', firstLine: kept.line, text: decode(last, kept.line) };
}

function blockDecoder(input: TextInput): Decode {
  let said = false;
  return (bytes, firstLine) => {
    if (isAscii(bytes)) return withLineFeeds(bytes.toString('latin1'));
    if (isUtf8(bytes)) return withLineFeeds(bytes.toString('utf8'));
    const repaired = decodeByLine(bytes);
    const place = `${input.place}:${firstLine + repaired.firstBad}`;
    if (!said) input.notice(`${place}: the line is not valid UTF-8; such lines of this file are read as windows-1252`);
    said = true;
    return withLineFeeds(repaired.text);
  };
}

function withLineFeeds(text: string): string {
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

/** `firstBad`: 0-based number of the first line that is not UTF-8. */
function decodeByLine(bytes: Buffer): { text: string; firstBad: number } {
  const windows1252 = new TextDecoder('windows-1252');
  const lines: string[] = [];
  let firstBad = -1;
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    const valid = isUtf8(line);
    if (!valid && firstBad < 0) firstBad = lines.length;
    lines.push(valid ? line.toString('utf8') : windows1252.decode(line));
    start = end + 1;
  }
  return { text: lines.join('\n'), firstBad };
}
