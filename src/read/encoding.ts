import { isAscii, isUtf8 } from 'node:buffer';
import { DocumentError } from '../errors.ts';
import { knownBinary } from './signatures.ts';

/** What the first 64 KB decide: how the bytes become text. */
export const headSize = 64 * 1024;

export type Encoding = {
  /** A label that TextDecoder knows. */
  name: string;
  /** Bytes of the byte-order mark that the head begins with. */
  mark: number;
};

/** chardet's confidence (0 to 100) from which its guess is taken; below it Windows-1252 is as likely as any. */
const minimalConfidence = 50;

/** Share of the bytes of one parity that are NUL in UTF-16 of an alphabetic script: spaces and punctuation alone give this. */
const minimalNulShare = 0.1;

/**
 * Decides the encoding: byte-order mark, UTF-16 by its NULs, UTF-8, then a guess from the statistics of the bytes.
 * A head that is UTF-8 on most of its lines is UTF-8; the odd line out is repaired when it is read.
 * @throws {DocumentError} `binary` where the head is not text.
 */
export async function decideEncoding(head: Buffer): Promise<Encoding> {
  const mark = byteOrderMark(head);
  if (mark !== null) return mark;
  const binary = knownBinary(head);
  if (binary !== null) throw notText(`it seems to be ${binary}`);
  if (head.includes(0)) {
    const name = utf16ByNuls(head);
    if (name === null) throw notText('it holds NUL bytes');
    return { name, mark: 0 };
  }
  if (isAscii(head) || isUtf8(withoutCutCharacter(head)) || mostlyUtf8(head)) return { name: 'utf-8', mark: 0 };
  if (controlShare(head) > 0.05) throw notText('it holds control characters');
  return { name: declared(head) ?? (await guess(head)), mark: 0 };
}

/** What XML and HTML say of themselves, where the head can be read so. */
function declared(head: Buffer): string | null {
  const start = head.subarray(0, 2048).toString('latin1');
  const [, xml, html] = /^\s*<\?xml[^>]*\sencoding=["']([\w-]+)|<meta[^>]*\bcharset=["']?([\w-]+)/i.exec(start) ?? [];
  const name = xml ?? html;
  return name === undefined || decodeFatally(head, name) === null ? null : new TextDecoder(name).encoding;
}

function notText(why: string): DocumentError {
  return new DocumentError('binary', `this is not text: ${why}`, 'convert it to plain text in UTF-8 first');
}

function byteOrderMark(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', mark: 2 };
  return null;
}

/** Little or big endian, where the NULs stand on one side of the pairs of bytes and no control character results. */
function utf16ByNuls(head: Buffer): string | null {
  let odd = 0;
  let all = 0;
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1), all++) odd += at % 2;
  const [name, many] = odd * 2 > all ? ['utf-16le', odd] : ['utf-16be', all - odd];
  const share = many / (head.length / 2);
  if (share < minimalNulShare || all - many > many * 0.05) return null;
  const text = decodeFatally(head, name);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters tell binary data
  if (text === null || /[\x00-\x08\x0e-\x1f]/.test(text)) return null;
  // Strings of a binary file, each ended by one NUL, pass so far; text that is not mostly ASCII has spaces or lines.
  return share > 0.5 || /[ \n]/.test(text) ? name : null;
}

function decodeFatally(bytes: Buffer, name: string): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    // TypeError: not valid in this encoding; RangeError: an encoding that TextDecoder does not know.
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The head without the character that its end may cut in two. */
function withoutCutCharacter(head: Buffer): Buffer {
  if (head.length < headSize) return head;
  for (let cut = 1; cut <= 3; cut++) {
    const lead = head[head.length - cut] ?? 0;
    if (lead >= 0xc0) return head.subarray(0, head.length - cut);
    if (lead < 0x80) return head;
  }
  return head;
}

function mostlyUtf8(head: Buffer): boolean {
  let good = 0;
  let bad = 0;
  for (let start = 0; start < head.length; ) {
    const newline = head.indexOf(0x0a, start);
    const line = head.subarray(start, newline < 0 ? head.length : newline);
    if (!isAscii(line) && isUtf8(line)) good++;
    else if (!isAscii(line)) bad++;
    start += line.length + 1;
  }
  return good > bad;
}

function controlShare(head: Buffer): number {
  let count = 0;
  for (const byte of head) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) count++;
  return count / head.length;
}

async function guess(head: Buffer): Promise<string> {
  const { analyse } = await import('chardet');
  for (const { name, confidence } of analyse(head)) {
    if (confidence < minimalConfidence) break;
    if (decodeFatally(head, name) !== null) return new TextDecoder(name).encoding;
  }
  return 'windows-1252';
}
