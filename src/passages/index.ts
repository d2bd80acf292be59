import { splitSentences } from '../text/sentences.ts';
import type { Document, TextBlock } from '../types/document.ts';
import type { Passage, PassageKind, Sentence, Setting } from '../types/passage.ts';
import { type Beside, besideOf } from './captions.ts';
import { around, mentionsOf, type Surroundings, surroundingsOf } from './context.ts';
import { countWords, type Measured, pack } from './packing.ts';
import { isOneSection, type Piece, piecesOf } from './pieces.ts';
import { blocksIn } from './sections.ts';

export type PassageOptions = {
  /** Words of a passage, at most; only a sentence that is longer goes beyond. */
  words: number;
  /** Words of read-only text on each side, at most. */
  contextWords: number;
  /** Names of the sections that are read; null: all. */
  sections: readonly string[] | null;
};

const usualPassages: PassageOptions = { words: 200, contextWords: 150, sections: null };

/** A text without headings is one passage up to so many times the words of a passage: abstracts are not cut. */
const wholeTimes = 2.5;

/** The passages of a document, each made when it is asked for: with their contexts they are three times as large as its text. */
export type Layout = { length: number; passage(index: number): Passage };

/**
 * How a document is cut into passages. A text without structure is one passage up to two and a half times the limit. All else is cut
 * between sentences and never across a heading; captions, tables and formulas with what defines them are passages of their own.
 * A document without text has none, and neither has one without the wanted sections.
 */
export function layOut(document: Document, given: Partial<PassageOptions> = {}): Layout {
  const options = { ...usualPassages, ...given };
  const { text } = document;
  if (isPlain(document) && countWords(text) <= options.words * wholeTimes) {
    const sentences = splitSentences(text);
    return { length: Math.min(sentences.length, 1), passage: () => wholeOf(text, sentences) };
  }
  const blocks = document.blocks.length === 0 ? [wholeBlock(text)] : document.blocks;
  const pieces = piecesOf(document, blocksIn(blocks, options.sections));
  const surroundings = surroundingsOf(pieces);
  const places = runsOf(pieces).flatMap((run) => placesOf(run, options));
  return {
    length: places.length,
    passage(index) {
      const place = places[index];
      if (place === undefined) throw new Error(`there is no passage ${index} of ${places.length}`);
      return passageAt(text, place, settingOf(place, surroundings, options), index, places.length);
    },
  };
}

/** All passages of a document, in order. */
export function passagesOf(document: Document, given: Partial<PassageOptions> = {}): Passage[] {
  const { length, passage } = layOut(document, given);
  return Array.from({ length }, (_, index) => passage(index));
}

const wholeOf = (text: string, sentences: Sentence[]): Passage => ({
  index: 0,
  of: 1,
  start: 0,
  end: text.length,
  text,
  sentences,
});

const isPlain = ({ blocks }: Document): boolean =>
  blocks.every(({ kind, section }) => kind === 'paragraph' && section.length === 0);

const wholeBlock = (text: string): TextBlock => ({
  kind: 'paragraph',
  section: [],
  start: 0,
  end: text.length,
  rows: null,
});

/** Pieces that go together: paragraphs that follow one another in one section; each other piece alone, a table with its captions. */
type Run = { pieces: Piece[]; beside: Beside };

function runsOf(pieces: readonly Piece[]): Run[] {
  const runs: Run[] = [];
  let last: Piece | null = null;
  for (const [at, piece] of pieces.entries()) {
    const follows = last !== null && last.kind === piece.kind && isOneSection(last, piece);
    if (piece.kind === 'prose' && follows) runs.at(-1)?.pieces.push(piece);
    else runs.push({ pieces: [piece], beside: besideOf(pieces, at) });
    last = piece;
  }
  return runs;
}

/** Where a passage stands, with the piece that it begins in; `above` is what stands before a part of a table that goes on. */
type Place = { sentences: Sentence[]; kind: PassageKind; section: string[]; beside: Beside; above: string };

function placesOf({ pieces, beside }: Run, options: PassageOptions): Place[] {
  const [first] = pieces;
  if (first === undefined) return [];
  const { kind, section } = first;
  const groups = pack(pieces.flatMap(measured), options.words);
  const head = groups[0]?.[0]?.text ?? '';
  return groups.map((sentences, at) => ({ sentences, kind, section, beside, above: at > 0 ? head : '' }));
}

function settingOf(
  { sentences, kind, section, beside, above }: Place,
  surroundings: Surroundings,
  { contextWords }: PassageOptions,
): Setting {
  if (kind === 'prose' || kind === 'formula') {
    const bounds = { start: sentences[0]?.start ?? 0, end: sentences.at(-1)?.end ?? 0 };
    return { kind, section, ...around(surroundings, bounds.start, bounds.end, contextWords) };
  }
  // A table that goes on in a further passage takes its head along.
  const before = [beside.before, kind === 'table' ? above : ''].filter((text) => text !== '').join(' ');
  return { kind, section, before, after: mentionsOf(surroundings, beside.label, contextWords) };
}

const measured = ({ sentences }: Piece): Measured[] =>
  sentences.map((sentence, at) => ({
    sentence,
    words: countWords(sentence.text),
    endsParagraph: at === sentences.length - 1,
  }));

function passageAt(text: string, { sentences }: Place, setting: Setting, index: number, of: number): Passage {
  const start = sentences[0]?.start ?? 0;
  const end = sentences.at(-1)?.end ?? start;
  const own = sentences.map((one) => ({ start: one.start - start, end: one.end - start, text: one.text }));
  return { index, of, start, end, text: text.slice(start, end), sentences: own, setting };
}
