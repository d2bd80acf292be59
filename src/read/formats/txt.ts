import { normaliseText } from '../../text/normalise.ts';
import type { Reading } from '../../types/document.ts';
import { type Collector, collector } from '../collector.ts';
import { documentReading, noCredit, readingOf } from '../document.ts';
import { counted, type Origin, tooLarge } from '../failures.ts';
import { type Block, readBlocks } from '../lines.ts';
import type { TextInput } from '../text.ts';
import { plainPaper } from '../txt/sections.ts';

/** What an abstract of a list begins with, at the start of a line. */
const marker = /^\f*abstract:/gim;

/** `whole` is false for the start of a line that is over the limit. */
type Piece = { marker: string | null; text: string; line: number; whole: boolean };
type Entry = { marker: string; line: number; collected: Collector };

/**
 * Plain text: one document, or a list of abstracts, each begun by `Abstract:`. It is a list when it begins with one or has
 * two; lines above the first one are then no document, and said.
 */
export async function* readTxt(input: TextInput): AsyncGenerator<Reading, void> {
  const before = collector(input.maxBytes);
  let entry: Entry | null = null;
  let position = 0;
  let isList = false;
  for await (const piece of pieces(input)) {
    if (piece.marker !== null) {
      if (entry !== null && !isList) input.notice(linesLeftOut(input, entry));
      isList = entry !== null || before.isBlank();
      if (entry !== null) yield entryReading(entry, ++position, input);
      entry = { marker: piece.marker, line: piece.line, collected: collector(input.maxBytes) };
    }
    (entry?.collected ?? before).add(piece.text, piece.whole);
  }
  if (entry !== null && isList) yield entryReading(entry, position + 1, input);
  else yield wholeReading(before, entry, input);
}

async function* pieces(input: TextInput): AsyncGenerator<Piece, void> {
  for await (const block of readBlocks(input)) for (const piece of piecesOf(block)) yield piece;
}

/** The text of a block, cut before every marker. */
function* piecesOf(block: Block): Generator<Piece, void> {
  const whole = block.kind === 'lines';
  const text = whole ? block.text : block.start;
  let piece: Piece = { marker: null, text: '', line: block.firstLine, whole };
  let start = 0;
  for (const match of text.matchAll(marker)) {
    piece.text = text.slice(start, match.index);
    if (match.index > 0) yield piece;
    piece = { marker: match[0], text: '', line: piece.line + countLines(piece.text), whole };
    start = match.index + match[0].length;
  }
  piece.text = text.slice(start);
  yield piece;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function linesLeftOut(input: TextInput, first: Entry): string {
  return `${input.place}: ${counted(first.line - 1, 'line')} above the first abstract left out`;
}

function entryReading(entry: Entry, position: number, input: TextInput): Reading {
  const origin: Origin = { id: `${input.stem}#${position}`, place: `${input.place}:${entry.line}` };
  return collectedReading(origin, 'abstract', entry.collected.text(), input);
}

/** A file that is no list; a single marker further down is part of its text. */
function wholeReading(before: Collector, entry: Entry | null, input: TextInput): Reading {
  const origin: Origin = { id: input.stem, place: input.place };
  const [start, end] = [before.text(), entry === null ? '' : entry.collected.text()];
  if (start === null || end === null) return tooLarge(origin, 'file', input.maxBytes);
  const text = normaliseText(`${start}${entry?.marker ?? ''}${end}`);
  const paper = plainPaper(text);
  if (paper === null) return documentReading(origin, 'file', text, noCredit, input.maxBytes);
  const { title, blocks } = paper;
  const content = { text, blocks, language: null, credit: { ...noCredit, title } };
  return readingOf(origin, 'file', content, input.maxBytes);
}

function collectedReading(origin: Origin, what: string, text: string | null, input: TextInput): Reading {
  if (text === null) return tooLarge(origin, what, input.maxBytes);
  return documentReading(origin, what, text, noCredit, input.maxBytes);
}
