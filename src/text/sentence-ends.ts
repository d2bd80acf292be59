import { beforeNumbers, neverLast, openers, seldomLast } from './abbreviations.ts';
import { matchBrackets } from './brackets.ts';

const isUpper = (character: string): boolean => /\p{Lu}|\p{Lt}/u.test(character);
const isLower = (character: string): boolean => /\p{Ll}/u.test(character);
const isDigit = (character: string): boolean => /\p{Nd}/u.test(character);

/** A text with what the rules ask about it. */
export type Scene = {
  text: string;
  /** Offset of the closing bracket by that of the opening one. */
  brackets: Map<number, number>;
  /** Words that the text has in lower case somewhere (names of species aside): capitalised, they open a sentence. */
  lowerWords: () => Set<string>;
};

export function readScene(text: string): Scene {
  let words: Set<string> | undefined;
  const lowerWords = (): Set<string> => {
    words ??= new Set(text.match(/(?<![\p{L}\p{N}]|\p{Lu}\.\s?)\p{Ll}{2,40}(?![\p{L}\p{N}])/gu) ?? []);
    return words;
  };
  return { text, brackets: matchBrackets(text), lowerWords };
}

/** A full stop or other mark: where it stands, ends with its like, and ends with what closes; where its sentence began. */
export type Stop = { at: number; end: number; after: number; start: number };

/** Whether the stop at `at` ends a sentence, given that a blank follows at `after`. */
export function isSentenceEnd(scene: Scene, stop: Stop): boolean {
  const { text } = scene;
  const next = text.slice(stop.after, stop.after + 60).trimStart();
  const start = kindOfStart(next);
  if (start === 'lower' || start === 'none') return false;
  if (text[stop.at] !== '.' || stop.end - stop.at > 1) return start !== 'number' || text[stop.at] !== '…';
  const word = /[^\s([{"“‘«]*$/u.exec(text.slice(Math.max(stop.start, stop.at - 60), stop.at))?.[0] ?? '';
  if (isShortBracket(text, stop)) return false;
  return endsAfter(scene, word, { next, start, stop });
}

/** "(Del.) Benth.": a bracket of fewer than four words is no sentence of its own. */
function isShortBracket(text: string, stop: Stop): boolean {
  if (!/[)\]]/.test(text.slice(stop.end, stop.after))) return false;
  const inside = text.slice(Math.max(stop.start, stop.at - 200), stop.at);
  const open = Math.max(inside.lastIndexOf('('), inside.lastIndexOf('['));
  if (open === -1) return false;
  return (
    inside
      .slice(open + 1)
      .trim()
      .split(/\s+/).length < 4
  );
}

type Following = { next: string; start: Start; stop: Stop };
type Start = 'upper' | 'lower' | 'number' | 'mark' | 'none';

const openingMarks = /^["'“‘«‹([{*_¿¡]+/u;

/** How the text after the blank begins. Marks are formulas, symbols and enumerators in brackets. */
function kindOfStart(next: string): Start {
  const bare = next.replace(openingMarks, '');
  const first = String.fromCodePoint(bare.codePointAt(0) ?? 32);
  if (bare === '' || first === ' ') return 'none';
  if (isUpper(first)) return 'upper';
  if (isDigit(first)) return 'number';
  if (isLower(first)) return kindOfLower(next, bare, first);
  if (/[-–—]/u.test(first)) return dashStart(bare);
  return /[,;:.)\]}]/.test(first) ? 'lower' : 'mark';
}

/** A sentence may open with a lower-case letter: "p53 binds", "mRNA is", "α-synuclein is", "(ii) the", "xGen-MM". */
function kindOfLower(next: string, bare: string, first: string): Start {
  if (/^[Ͱ-Ͽ]/u.test(first)) return 'mark';
  if (/^\((?:\p{Ll}|[ivx]{1,4})\)/u.test(next)) return 'mark';
  return /^\p{Ll}{1,3}-?[\p{Lu}\p{Nd}]/u.test(bare) ? 'upper' : 'lower';
}

const dashStart = (bare: string): Start => {
  if (/^[-–—]+\s+\p{Lu}/u.test(bare)) return 'mark';
  return /^[-–—]\d/u.test(bare) ? 'number' : 'lower';
};

/** Whether a full stop after this word ends the sentence before a start of this kind. */
function endsAfter(scene: Scene, word: string, following: Following): boolean {
  const key = word.toLowerCase().replace(/^[^\p{L}\p{N}]+/u, '');
  if (key === '') return true;
  if (isEnumerator(scene.text, word, following.stop)) return false;
  if (neverLast.has(key) || /(?:^|[-/])(?:fig|eq|ref|approx|vs)$/.test(key)) return false;
  if (following.start === 'number' && beforeNumbers.has(key)) return false;
  if (seldomLast.has(key) || isInitialism(word)) return opensSentence(scene, following.next);
  if (isInitial(word) && isNamedAfter(scene.text, word, following)) return false;
  if (isInitial(word)) return opensSentence(scene, following.next) || endsAfterLetter(scene.text, following.stop);
  return true;
}

/** "U.S", "e.g", "Ph.D": letters with full stops between them. */
const isInitialism = (word: string): boolean => /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word) && word.length < 12;

const isInitial = (word: string): boolean => /^(?:\p{Lu}\p{M}*|[cflnpsv])$|^\p{Lu}\.?-\p{Lu}$/u.test(word);

/** "1. We show", "(a). The", "A. Methods" at the start of a sentence belong to what follows. */
function isEnumerator(text: string, word: string, stop: Stop): boolean {
  if (!/^(?:\d{1,3}|\p{L}|[ivxIVX]{1,4})[)\]]?$/u.test(word)) return false;
  return (
    text
      .slice(stop.start, stop.at)
      .trim()
      .replace(/^[•([\s]+/u, '') === word
  );
}

/** A single letter ends a sentence where a noun that takes letters precedes it: "vitamin C.", "type B.", "group A.". */
function endsAfterLetter(text: string, stop: Stop): boolean {
  const before = text.slice(Math.max(stop.start, stop.at - 30), stop.at);
  return /(?:vitamin|group|type|class|phase|stage|panel|case|model|site|hepatitis|influenza|grade|arm|cohort|scenario|part|chromosome|factor|protein|by|set|=|over) \p{L}$/iu.test(
    before,
  );
}

/** "the M. Phaseolina isolates": an initial behind an article, or one that has this name in small letters elsewhere. */
function isNamedAfter(text: string, word: string, { next, stop }: Following): boolean {
  const before = text.slice(Math.max(stop.start, stop.at - word.length - 8), stop.at - word.length);
  const name = /^\p{L}{4,}/u.exec(next)?.[0].toLowerCase();
  return /(?:^|\s)(?:the|an?|this|each)\s$/i.test(before) || (name !== undefined && text.includes(` ${word}. ${name}`));
}

/** Whether the next word is known to open sentences, or stands in lower case elsewhere in the text. */
function opensSentence(scene: Scene, next: string): boolean {
  const first = /^\p{L}+(?![\p{L}\p{N}.])/u.exec(next.replace(openingMarks, ''))?.[0];
  if (first === undefined || !isUpper(first.charAt(0))) return false;
  const lower = first.toLowerCase();
  return openers.has(lower) || (lower.length > 3 && scene.lowerWords().has(lower));
}
