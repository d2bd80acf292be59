import { beforeNumbers, neverLast, openers, seldomLast } from './abbreviations.ts';
import { formulaSpans, matchBrackets } from './brackets.ts';

export type SentenceSpan = { start: number; end: number; text: string };

const isBlank = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);
const isUpper = (character: string): boolean => /\p{Lu}|\p{Lt}/u.test(character);
const isLower = (character: string): boolean => /\p{Ll}/u.test(character);
const isDigit = (character: string): boolean => /\p{Nd}/u.test(character);

/** Closing quotation marks and brackets that may stand between a full stop and the blank after it. */
const closers = new Set(['"', "'", ')', ']', '}', '”', '’', '»', '›', '」', '』', '）', '】', '》', '*', '_']);
const stops = new Set(['.', '!', '?', '…']);
const wideStops = new Set(['。', '！', '？', '｡']);
const bullets = new Set(['•', '‣', '▪', '►', '▸', '●', '◦', '■', '◆', '➢', '➤', '✓']);

type Scene = {
  text: string;
  /** Offset of the closing bracket by that of the opening one. */
  brackets: Map<number, number>;
  /** Words that the text has in lower case somewhere (names of species aside): capitalised, they open a sentence. */
  lowerWords: () => Set<string>;
};

/**
 * Splits scientific prose into sentences: rules for abbreviations, names with initials, species, citations, numbers,
 * brackets and formulas; a blank line, a bullet or a wide full stop (。) also bounds one. Linear in the text.
 * The spans are trimmed and in order, offsets are UTF-16 units, and each character that is not blank is in exactly one.
 */
export function splitSentences(text: string): SentenceSpan[] {
  return withoutMarkOnlyPieces(text, cut(text, findBounds(text)));
}

/** Offsets at which a new sentence may begin, ascending. */
function findBounds(text: string): number[] {
  const scene = readScene(text);
  const formulas = formulaSpans(text);
  const bounds: number[] = [];
  const bracketEnds: number[] = [];
  let formula = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (formulas[formula]?.start === at) {
      at = (formulas[formula]?.end ?? at + 1) - 1;
      formula += 1;
      continue;
    }
    const closing = scene.brackets.get(at);
    if (closing !== undefined && !isBlank(text[at]) && at !== firstInk(text, start)) bracketEnds.push(closing);
    while (bracketEnds.length > 0 && (bracketEnds.at(-1) ?? 0) < at) bracketEnds.pop();
    const next = boundAt(scene, at, start, bracketEnds.at(-1));
    if (next === -1) continue;
    bounds.push(next);
    start = next;
    at = Math.max(at, next - 1);
  }
  return bounds;
}

function readScene(text: string): Scene {
  let words: Set<string> | undefined;
  const lowerWords = (): Set<string> => {
    words ??= new Set(text.match(/(?<![\p{L}\p{N}]|\p{Lu}\.\s?)\p{Ll}{2,40}(?![\p{L}\p{N}])/gu) ?? []);
    return words;
  };
  return { text, brackets: matchBrackets(text), lowerWords };
}

const firstInk = (text: string, start: number): number => {
  let at = start;
  while (isBlank(text[at])) at += 1;
  return at;
};

/** The offset after which a new sentence begins when `at` ends one, else -1. */
function boundAt(scene: Scene, at: number, start: number, bracketEnd: number | undefined): number {
  const { text } = scene;
  const character = text.charAt(at);
  if (stops.has(character)) return boundAtStop(scene, at, start, bracketEnd);
  if (wideStops.has(character)) return afterClosers(text, at + 1);
  if (bullets.has(character)) return at > start && isBullet(text, at) ? at : -1;
  return character === '\n' && /^\n[ \t\r]*\n/.test(text.slice(at, at + 80)) ? at + 1 : -1;
}

function boundAtStop(scene: Scene, at: number, start: number, bracketEnd: number | undefined): number {
  const { text } = scene;
  if (stops.has(text.charAt(at - 1))) return -1;
  let end = at + 1;
  while (stops.has(text.charAt(end))) end += 1;
  const after = afterReference(text, at, afterClosers(text, end));
  if (bracketEnd !== undefined && after <= bracketEnd) return -1;
  if (after >= text.length) return -1;
  if (!isBlank(text[after])) return isGlued(text, at, after) ? after : -1;
  return isSentenceEnd(scene, { at, end, after, start }) ? after : -1;
}

const afterClosers = (text: string, from: number): number => {
  let at = from;
  while (closers.has(text.charAt(at))) at += 1;
  return at;
};

/** Steps over a reference that follows the full stop without a blank: "growth.[12] We", "growth.3,4 We". */
function afterReference(text: string, stop: number, after: number): number {
  if (after !== stop + 1 || !/\p{Ll}{3}$/u.test(text.slice(Math.max(0, stop - 3), stop))) return after;
  const reference = /^(?:\[[\d,–\- ]{1,40}\]|\d{1,3}(?:[,–-]\d{1,3}){0,9})(?=\s+\p{Lu})/u.exec(
    text.slice(after, after + 80),
  );
  return after + (reference?.[0].length ?? 0);
}

/** A sentence that follows without a blank: "was found.The next". Not inside of addresses and names of files. */
function isGlued(text: string, stop: number, after: number): boolean {
  if (after !== stop + 1 || text[stop] !== '.') return false;
  const before = text.slice(Math.max(0, stop - 60), stop);
  const word = /\S*$/.exec(before)?.[0] ?? '';
  return (
    /^[\p{Ll}\p{Pd}]{4,}$/u.test(word.replace(/^[("'“‘]+/, '')) &&
    /^\p{Lu}\p{Ll}*\s/u.test(text.slice(after, after + 30))
  );
}

function isBullet(text: string, at: number): boolean {
  const before = text[at - 1];
  const lineStart = /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 20), at));
  if (lineStart) return true;
  if (text[at] !== '•' && text[at] !== '●') return true;
  if (!isBlank(before)) return false;
  const next = text.slice(at + 1, at + 12);
  if (/^\s*\p{Lu}\p{Ll}/u.test(next) || /^\s+\p{Lu}/u.test(next)) return true;
  return /[.!?:;)\]]\s*$/.test(text.slice(Math.max(0, at - 4), at)) && /^\s/.test(next);
}

type Stop = { at: number; end: number; after: number; start: number };

/** Whether the stop at `at` ends a sentence, given that a blank follows at `after`. */
function isSentenceEnd(scene: Scene, stop: Stop): boolean {
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

/** Whether the next word is known to open sentences, or stands in lower case elsewhere in the text. */
function opensSentence(scene: Scene, next: string): boolean {
  const first = /^\p{L}+(?![\p{L}\p{N}.])/u.exec(next.replace(openingMarks, ''))?.[0];
  if (first === undefined || !isUpper(first.charAt(0))) return false;
  const lower = first.toLowerCase();
  return openers.has(lower) || (lower.length > 3 && scene.lowerWords().has(lower));
}

function cut(text: string, bounds: number[]): SentenceSpan[] {
  const sentences: SentenceSpan[] = [];
  let from = 0;
  for (const bound of [...bounds, text.length]) {
    const span = trimmed(text, from, bound);
    if (span !== null) sentences.push(span);
    from = bound;
  }
  return sentences;
}

function trimmed(text: string, from: number, to: number): SentenceSpan | null {
  const piece = text.slice(from, to);
  const ink = piece.trim();
  if (ink === '') return null;
  const start = from + piece.indexOf(ink.charAt(0));
  return { start, end: start + ink.length, text: ink };
}

/** A piece of nothing but marks ("***") is no sentence: it goes with the one before it, or else the one after it. */
function withoutMarkOnlyPieces(text: string, sentences: SentenceSpan[]): SentenceSpan[] {
  const kept: SentenceSpan[] = [];
  let pending: number | null = null;
  for (const sentence of sentences) {
    const last = kept.at(-1);
    if (/[\p{L}\p{N}]/u.test(sentence.text)) {
      const start: number = pending ?? sentence.start;
      kept.push({ start, end: sentence.end, text: text.slice(start, sentence.end) });
      pending = null;
    } else if (last !== undefined) {
      kept[kept.length - 1] = { start: last.start, end: sentence.end, text: text.slice(last.start, sentence.end) };
    } else {
      pending ??= sentence.start;
    }
  }
  const only = sentences.at(-1);
  if (kept.length === 0 && pending !== null && only !== undefined) {
    return [{ start: pending, end: only.end, text: text.slice(pending, only.end) }];
  }
  return kept;
}
