import { formulaSpans } from '../text/brackets.ts';
import { indexSource, ngramHashes, type SourceIndex } from '../text/copying.ts';
import { indexNumbers, type NumberIndex } from '../text/numberMatch.ts';
import { isContentWord, stem, type Word, wordsOf } from '../text/words.ts';
import type { Document } from '../types/document.ts';
import type { Target } from '../types/engine.ts';
import type { Passage } from '../types/passage.ts';
import { wordsSetAside } from './exemption.ts';

/** A document as the copying checks ask it: read once, for all its passages. */
export type DocumentSource = {
  text: string;
  words: Word[];
  index: SourceIndex;
  /** Of each word 1 when it is part of a name, a number with its unit, a formula or the title. */
  setAside: Uint8Array;
};

export type SourceSentence = {
  /** Its number, as evidence cites it: the first is 1. */
  number: number;
  text: string;
  words: Word[];
  /** Of each stem the places, among the words, where it stands. */
  places: Map<string, number[]>;
  /** Of each word 1 when it is part of a name, a number, a formula or the title. */
  setAside: Uint8Array;
  numbers: NumberIndex;
};

/** A passage as the checks ask it: read once, for all its drafts. */
export type PassageSource = {
  document: DocumentSource;
  text: string;
  words: string[];
  sentences: SourceSentence[];
  /** Of each stem of a content word the numbers of the sentences that have it. */
  sentencesWith: Map<string, number[]>;
  /** All words and stems, the first letters of the words in a row, and its acronyms in lower case. */
  vocabulary: Set<string>;
  initials: string;
  acronyms: Set<string>;
  numbers: NumberIndex;
  ngrams(size: number): Set<number>;
};

const documents = new WeakMap<Document, DocumentSource>();
const passages = new WeakMap<Passage, PassageSource>();

/** The indexes of a target; made at the first question, kept as long as the passage is. */
export function sourceOf({ document, passage }: Target): PassageSource {
  const known = passages.get(passage);
  if (known !== undefined) return known;
  const made = readPassage(documentSource(document), passage);
  passages.set(passage, made);
  return made;
}

function documentSource(document: Document): DocumentSource {
  const known = documents.get(document);
  if (known !== undefined) return known;
  const words = wordsOf(document.text);
  const made: DocumentSource = {
    text: document.text,
    words,
    index: indexSource(words.map((word) => word.text)),
    setAside: wordsSetAside(document.text, words, {
      title: document.credit.title,
      formulas: formulaSpans(document.text),
    }),
  };
  documents.set(document, made);
  return made;
}

function readPassage(document: DocumentSource, passage: Passage): PassageSource {
  const asideAt = asideReader(document);
  const sentences = passage.sentences.map(({ text, start }, at) =>
    readSentence(text, at + 1, passage.start + start, asideAt),
  );
  const words = wordsOf(passage.text).map((word) => word.text);
  const sets = new Map<number, Set<number>>();
  return {
    document,
    text: passage.text,
    words,
    sentences,
    sentencesWith: invert(sentences),
    vocabulary: new Set(words.flatMap((word) => [word, stem(word)])),
    initials: words.map((word) => word.charAt(0)).join(''),
    acronyms: new Set(
      (passage.text.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}]{0,6}\p{Lu}s?(?![\p{L}\p{N}])/gu) ?? []).map((word) =>
        word.toLowerCase(),
      ),
    ),
    numbers: indexNumbers(passage.text),
    ngrams: (size) => {
      const set = sets.get(size) ?? ngramHashes(words, size);
      sets.set(size, set);
      return set;
    },
  };
}

type AsideReader = (offset: number) => number;

/** Whether the document's word at an offset is set aside. */
function asideReader(document: DocumentSource): AsideReader {
  const byStart = new Map(document.words.map((word, at) => [word.start, at]));
  return (offset) => document.setAside[byStart.get(offset) ?? -1] ?? 0;
}

function readSentence(text: string, number: number, offset: number, asideAt: AsideReader): SourceSentence {
  const words = wordsOf(text);
  const places = new Map<string, number[]>();
  for (const [at, word] of words.entries()) {
    const key = stem(word.text);
    const known = places.get(key);
    if (known === undefined) places.set(key, [at]);
    else known.push(at);
  }
  const setAside = Uint8Array.from(words, (word) => asideAt(offset + word.start));
  return { number, text, words, places, setAside, numbers: indexNumbers(text) };
}

function invert(sentences: readonly SourceSentence[]): Map<string, number[]> {
  const inverted = new Map<string, number[]>();
  for (const { number, words } of sentences) {
    for (const key of new Set(words.flatMap((word) => (isContentWord(word.text) ? [stem(word.text)] : [])))) {
      const known = inverted.get(key);
      if (known === undefined) inverted.set(key, [number]);
      else known.push(number);
    }
  }
  return inverted;
}
