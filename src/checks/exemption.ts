import { longFormSpans, unitSpans } from '../text/acronyms.ts';
import { indexSource } from '../text/copying.ts';
import type { NumberMention } from '../text/number-mention.ts';
import { type Word, wordsOf } from '../text/words.ts';
import type { DocumentWords } from './document-words.ts';
import { headsOf } from './heads.ts';

type Span = { start: number; end: number };

/** Content words that may stand beside names, numbers, formulas and titles in a run that is no copied wording. */
const mostContentWords = 2;

/**
 * Of each word of a document 1 when it is set aside before a shared run is judged: it is (part of) a name, a number with
 * its unit, a formula, the long form of an acronym, or the document's title where the whole of it stands in the text. What is a name the document's
 * own orthography says: capitals inside of a sentence or inside of the word, or digits.
 */
export function wordsSetAside(
  text: string,
  words: readonly Word[],
  known: { title: string | null; formulas: readonly Span[]; numbers: readonly NumberMention[] },
): Uint8Array {
  const aside = new Uint8Array(words.length);
  const isNumber = ({ kind, soft }: NumberMention): boolean => kind !== 'formula' && !soft;
  const formulas = known.formulas.filter((span) => isFormula(text.slice(span.start, span.end)));
  markInside(
    aside,
    words,
    [
      ...formulas,
      ...known.numbers.filter(isNumber).map((one) => withReference(text, one)),
      ...longFormSpans(text),
      ...unitSpans(text),
    ].sort((one, other) => one.start - other.start),
  );
  markNames(aside, text, words);
  if (known.title !== null) markTitle(aside, words, known.title);
  return aside;
}

/** What a unit is counted for, which stands behind it: "0.3 µg/kg bw/day", "5 mg per kg body weight per day". */
const countedFor =
  /\s(?:bw|[dfw]w|(?:body|dry|fresh|wet) weight)(?![\p{L}\p{N}])(?:(?:\s?\/\s?|\sper\s)(?:day|week|month|year)(?![\p{L}\p{N}]))?/uy;

function withReference(text: string, { start, end, unit }: NumberMention): Span {
  if (unit === null) return { start, end };
  countedFor.lastIndex = end;
  return { start, end: countedFor.test(text) ? countedFor.lastIndex : end };
}

/** Between dollar signs there can be prose as well (`\\text{…}`): more than three plain words in it are no formula. */
const isFormula = (span: string): boolean => {
  const plain = span.replace(/\\[a-zA-Z]+/g, ' ').match(/\p{L}{3,}/gu) ?? [];
  return plain.length <= 3;
};

/** A shared run is exempt when, with names, numbers, formulas and titles set aside, at most two content words remain. */
export function isExempt(aside: Uint8Array, words: DocumentWords, start: number, length: number): boolean {
  let remaining = 0;
  for (let at = start; at < start + length; at += 1) {
    if (aside[at] === 0 && words.at(at)?.isContent === true) remaining += 1;
    if (remaining > mostContentWords) return false;
  }
  return true;
}

function markInside(aside: Uint8Array, words: readonly Word[], spans: readonly Span[]): void {
  let at = 0;
  for (const { start, end } of spans) {
    while (at > 0 && (words[at - 1]?.end ?? 0) > start) at -= 1;
    while (at < words.length && (words[at]?.end ?? 0) <= start) at += 1;
    for (; at < words.length && (words[at]?.start ?? end) < end; at += 1) aside[at] = 1;
  }
}

/**
 * Capitals tell a name where most words have none: in a sentence in which more than half of the words have capitals
 * (a heading, a text in capitals) they tell nothing, nor at a sentence's head, unless the word has them elsewhere as well.
 */
function markNames(aside: Uint8Array, text: string, words: readonly Word[]): void {
  const heads = headsOf(text, words);
  const shouted = shoutedStretches(text, words, heads);
  const capitals: { word: Word; at: number }[] = [];
  let before: Word | undefined;
  let at = 0;
  for (const word of words) {
    if (word.shape !== 'plain' && shouted[at] === 0) capitals.push({ word, at });
    if (isEpithet(text, before, word)) aside[at] = 1;
    before = word;
    at += 1;
  }
  const shouting = new Set(capitals.flatMap(({ word }) => (isAllCapitals(text, word) ? word.text : [])));
  const plain = plainAmong(words, shouting);
  const isName = ({ word, at }: { word: Word; at: number }): boolean =>
    word.shape === 'mixed' ? !plain.has(word.text) || !isAllCapitals(text, word) : heads[at] === 0;
  const named = new Set(capitals.filter(isName).map(({ word }) => word.text));
  for (const { word, at } of capitals) {
    if (!named.has(word.text)) continue;
    aside[at] = 1;
    if (word.shape === 'mixed' && /\d/.test(word.text)) markJoined(aside, text, words, at);
  }
}

/** What is written together with a name with digits is part of it: "tri-Fe3+/catechol"; one part on either side. */
function markJoined(aside: Uint8Array, text: string, words: readonly Word[], at: number): void {
  const [before, word, behind] = [words[at - 1], words[at], words[at + 1]];
  if (word === undefined) return;
  if (before !== undefined && isPrefix(before) && /^[-‐‑]$/.test(text.slice(before.end, word.start))) aside[at - 1] = 1;
  if (behind !== undefined && /^[+−-]?\/$/.test(text.slice(word.end, behind.start))) aside[at + 1] = 1;
}

const isPrefix = ({ text }: Word): boolean => /^(?:mono|bis|di|tris?|tetra|penta|hexa|poly)$/.test(text);

/** Those of the wanted words that stand without a capital somewhere. */
function plainAmong(words: readonly Word[], wanted: ReadonlySet<string>): Set<string> {
  const plain = new Set<string>();
  if (wanted.size === 0) return plain;
  for (const word of words) if (word.shape === 'plain' && wanted.has(word.text)) plain.add(word.text);
  return plain;
}

const isAllCapitals = (text: string, word: Word): boolean =>
  word.shape === 'mixed' && word.end - word.start >= 3 && /^\p{Lu}{3,}$/u.test(text.slice(word.start, word.end));

function shoutedStretches(text: string, words: readonly Word[], heads: Uint8Array): Uint8Array {
  const shouted = new Uint8Array(words.length);
  let start = 0;
  let capitals = 0;
  let end = 0;
  for (const { shape } of words) {
    if (shape !== 'plain') capitals += 1;
    end += 1;
    if (end < words.length && heads[end] === 0) continue;
    if (end - start >= 6 && capitals > (end - start) / 2) {
      const stretch = words.slice(start, end);
      if (!isProse(text, stretch)) shouted.fill(1, start + wordsOfAddress(text, stretch), end);
    }
    start = end;
    capitals = 0;
  }
  return shouted;
}

/** Prose with many names and acronyms has words without capitals between them; a title has few, a text in capitals none. */
const isProse = (text: string, words: readonly Word[]): boolean =>
  !areShouted(text, words) &&
  words.filter(({ shape, isContent }) => shape === 'plain' && isContent).length * 6 >= words.length;

const areShouted = (text: string, words: readonly Word[]): boolean =>
  words.filter((word) => isAllCapitals(text, word)).length * 2 > words.length;

/** How many words an address in brackets has, at the head of a stretch: "(Pelka Seeds, Brunn, Lower Lakes, USA)"; 0 where there is none. */
function wordsOfAddress(text: string, words: readonly Word[]): number {
  const start = words[0]?.start ?? 0;
  const inside = text.charAt(start - 1) === '(' ? (text.slice(start, start + 160).split(')', 1)[0] ?? '') : '';
  const own = words.filter((word) => word.start < start + inside.length);
  const parts = inside.split(',').map((part) => part.trim().split(/\s+/).length);
  const isAddress = parts.length > 1 && Math.max(...parts) <= 5 && !areShouted(text, own);
  return isAddress && own.every(({ shape }) => shape !== 'plain') ? own.length : 0;
}

/** The second part of a species' name: "E. coli", "M. phaseolina". */
const isEpithet = (text: string, before: Word | undefined, word: Word): boolean =>
  before?.shape === 'mixed' &&
  /^\p{Lu}$/u.test(text.slice(before.start, before.end)) &&
  /^\.\s?$/.test(text.slice(before.end, word.start)) &&
  /^\p{Ll}{3,}$/u.test(text.slice(word.start, word.end));

/** A title is a line of at most so many words and no more than half of its document; else it is text under another name. */
const titleLimits = { words: 30, share: 1 / 2 } as const;

function markTitle(aside: Uint8Array, words: readonly Word[], title: string): void {
  const titleWords = wordsOf(title).map((word) => word.text);
  if (titleWords.length < 3 || titleWords.length > Math.min(titleLimits.words, words.length * titleLimits.share))
    return;
  const texts = words.map((word) => word.text);
  for (const run of indexSource(titleWords).sharedRuns(texts, titleWords.length)) {
    aside.fill(1, run.start, run.start + run.length);
  }
}
