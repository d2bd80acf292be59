import { formulaSpans } from './brackets.ts';
import { isSentenceEnd, readScene, type Scene } from './sentence-ends.ts';

export type SentenceSpan = { start: number; end: number; text: string };

const isBlank = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

/** Closing quotation marks and brackets that may stand between a full stop and the blank after it. */
const closers = new Set(['"', "'", ')', ']', '}', '”', '’', '»', '›', '」', '』', '）', '】', '》', '*', '_']);
const stops = new Set(['.', '!', '?', '…']);
const wideStops = new Set(['。', '！', '？', '｡']);
const bullets = new Set(['•', '‣', '▪', '►', '▸', '●', '◦', '■', '◆', '➢', '➤', '✓']);

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
  const nextMark = marksOf(text);
  const bounds: number[] = [];
  const bracketEnds: number[] = [];
  let start = 0;
  for (let at = nextMark(0); at < text.length; at = nextMark(at + 1)) {
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

/** All that can end a sentence or open a bracket. */
const mark = /[.!?…。！？｡•‣▪►▸●◦■◆➢➤✓\n([{]/g;

/** Makes what finds the first mark outside of formulas from an offset on; asked with growing offsets. */
function marksOf(text: string): (from: number) => number {
  const formulas = formulaSpans(text);
  let formula = 0;
  return (from) => {
    for (mark.lastIndex = from; ; mark.lastIndex = formulas[formula]?.end ?? text.length) {
      const at = mark.exec(text)?.index ?? text.length;
      while ((formulas[formula]?.end ?? text.length) <= at && formula < formulas.length) formula += 1;
      if (at < (formulas[formula]?.start ?? text.length + 1)) return at;
    }
  };
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
