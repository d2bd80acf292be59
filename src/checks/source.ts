import { formulaSpans } from '../text/brackets.ts';
import { indexSource, ngramHashes, type SourceIndex, wordHashes } from '../text/copying.ts';
import { lazily } from '../text/lazily.ts';
import { indexNumbers, type NumberIndex } from '../text/number-match.ts';
import type { NumberMention } from '../text/number-mention.ts';
import { type Word, wordsOfText } from '../text/words.ts';
import type { Document } from '../types/document.ts';
import type { Target } from '../types/engine.ts';
import type { Passage, Sentence } from '../types/passage.ts';
import { numbersOfDocument } from './document-numbers.ts';
import { type DocumentWords, firstFrom, listedWords, packedWords } from './document-words.ts';
import { wordsSetAside } from './exemption.ts';
import { rememberedLast } from './remembered.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';

/** A document as the copying checks ask it: read once, for all its passages. */
export type DocumentSource = {
  text: string;
  words: DocumentWords;
  index: SourceIndex;
  /** Of each word 1 when it is part of a name, a number with its unit, a formula or the title. */
  setAside: Uint8Array;
  numbers: readonly NumberMention[];
};

export type SourceSentence = {
  /** Its number, as evidence cites it: the first is 1. */
  number: number;
  text: string;
  /** The text of the document, into which the offsets of words and numbers lead. */
  whole: string;
  words: Word[];
  /** Of each stem the places, among the words, where it stands; made at the first question. */
  places(): Map<string, number[]>;
  /** Of each word 1 when it is part of a name, a number, a formula or the title. */
  setAside: Uint8Array;
  numbers: NumberIndex;
};

/** A passage as the checks ask it: read once, for all its drafts. */
export type PassageSource = {
  document: DocumentSource;
  text: string;
  /** The same in lower case; made at the first question. */
  lowerText(): string;
  words: string[];
  sentences: SourceSentence[];
  /** Of each stem of a content word the numbers of the sentences that have it; made at the first question. */
  sentencesWith(): Map<string, number[]>;
  /** All words and stems, the first letters of the words in a row, and its acronyms in lower case. */
  vocabulary: Set<string>;
  initials: string;
  acronyms: Set<string>;
  numbers: NumberIndex;
  /** Null where nothing was shown but the passage. */
  surroundings: Surroundings | null;
  /** As `ngramHashes` gives them. */
  ngrams(size: number): Float64Array;
};

/** The indexes of a target; made at the first question. */
export const sourceOf = ({ document, passage }: Target): PassageSource => passageSource(passage, document);

/** Where a document has many passages, and they are asked in any order, it is read once for all of them. */
const documents = new WeakMap<Document, DocumentSource>();

const passageSource = rememberedLast((passage: Passage, document: Document): PassageSource => {
  const surroundings = surroundingsOf({ document, passage });
  if (passage.of === 1) return { ...readPassage(readDocument(document, false), passage), surroundings };
  const source = documents.get(document) ?? readDocument(document, true);
  documents.set(document, source);
  return { ...readPassage(source, passage), surroundings };
});

/** @param ofMany whether it has many passages, so that it is kept for long */
function readDocument({ text, credit }: Document, ofMany: boolean): DocumentSource {
  const numbers = numbersOfDocument(text);
  const words = wordsOfText(text);
  return {
    text,
    words: ofMany ? packedWords(words) : listedWords(words),
    numbers,
    index: indexSource(words.map((word) => word.text)),
    setAside: wordsSetAside(text, words, { title: credit.title, formulas: formulaSpans(text), numbers }),
  };
}

function readPassage(document: DocumentSource, passage: Passage): Omit<PassageSource, 'surroundings'> {
  const sentences = passage.sentences.map((sentence, at) => readSentence(document, passage, sentence, at + 1));
  const own = document.words.inside(passage.start, passage.end).words;
  const words = own.map((word) => word.text);
  const sets = new Map<number, Float64Array>();
  let hashes: Int32Array | null = null;
  return {
    document,
    text: passage.text,
    lowerText: lazily(() => passage.text.toLowerCase()),
    words,
    sentences,
    sentencesWith: lazily(() => invert(sentences)),
    vocabulary: vocabularyOf(own),
    initials: words.map((word) => word.charAt(0)).join(''),
    acronyms: acronymsOf(passage.text),
    numbers: indexNumbers(() => passage.text, inside(document.numbers, passage.start, passage.end)),
    ngrams: (size) => {
      hashes ??= wordHashes(words);
      const set = sets.get(size) ?? ngramHashes([hashes], size);
      sets.set(size, set);
      return set;
    },
  };
}

const acronymsOf = (text: string): Set<string> => {
  const found = text.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}]{0,6}\p{Lu}s?(?![\p{L}\p{N}])/gu) ?? [];
  return new Set(found.map((word) => word.toLowerCase()));
};

/** Those that begin within bounds, of things in the order of their beginnings. */
function inside<Thing extends { start: number }>(things: readonly Thing[], start: number, end: number): Thing[] {
  const startOf = (position: number): number => things[position]?.start ?? 0;
  return things.slice(firstFrom(things.length, startOf, start), firstFrom(things.length, startOf, end));
}

function readSentence(document: DocumentSource, passage: Passage, span: Sentence, number: number): SourceSentence {
  const start = passage.start + span.start;
  const end = passage.start + span.end;
  const { words, first } = document.words.inside(start, end);
  const numbers = inside(document.numbers, start, end);
  return {
    number,
    text: span.text,
    whole: document.text,
    words,
    places: lazily(() => placesOf(words)),
    setAside: document.setAside.subarray(first, first + words.length),
    numbers: indexNumbers(() => span.text, numbers),
  };
}

function placesOf(words: readonly Word[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at < words.length; at += 1) {
    const key = words[at]?.stem ?? '';
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  }
  return places;
}

function vocabularyOf(words: readonly Word[]): Set<string> {
  const vocabulary = new Set<string>();
  for (const { text, stem } of words) vocabulary.add(text).add(stem);
  return vocabulary;
}

function invert(sentences: readonly SourceSentence[]): Map<string, number[]> {
  const inverted = new Map<string, number[]>();
  for (const { number, words } of sentences) {
    for (const { stem: key, isContent } of words) {
      if (!isContent) continue;
      const known = inverted.get(key);
      if (known === undefined) inverted.set(key, [number]);
      else if (known.at(-1) !== number) known.push(number);
    }
  }
  return inverted;
}
