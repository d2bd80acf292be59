import { wordsOfText, wordTexts } from '../../text/words.ts';
import { gather } from './gather.ts';

/** Guards against copied wording: fields share no run of six words with the passage, and none of a fact when it is read aloud. */

const copiedRun = 6;

/** The words of a passage; where each of them stands last, and of each place where its word stood before, or -1. */
type Source = { words: readonly string[]; last: Map<string, number>; before: Int32Array };

function sourceOf(words: readonly string[]): Source {
  const last = new Map<string, number>();
  const before = new Int32Array(words.length);
  for (const [at, word] of words.entries()) {
    before[at] = last.get(word) ?? -1;
    last.set(word, at);
  }
  return { words, last, before };
}

/** Does a run that holds the word at `at` stand in the source where that word stands at `place`? */
function holdsRunAt(source: Source, words: readonly string[], at: number, place: number): boolean {
  let from = 1;
  while (from < copiedRun && from <= place && source.words[place - from] === words[at - from]) from++;
  let to = 1;
  while (to + from <= copiedRun && at + to < words.length && source.words[place + to] === words[at + to]) to++;
  return from + to > copiedRun;
}

function holdsRun(source: Source, words: readonly string[], at: number): boolean {
  for (let place = source.last.get(words[at] as string) ?? -1; place >= 0; place = source.before[place] as number)
    if (holdsRunAt(source, words, at, place)) return true;
  return false;
}

/** Each run of six words holds every sixth word once. */
function sharesRun(source: Source, words: readonly string[]): boolean {
  for (let at = copiedRun - 1; at < words.length; at += copiedRun) if (holdsRun(source, words, at)) return true;
  return false;
}

/** The words of the parts that facts are made of: names and predicates come again and again. */
const knownWords = new Map<string, string[]>();
const mostKnown = 5000;

function wordsOfPart(part: string): string[] {
  const known = knownWords.get(part);
  if (known !== undefined) return known;
  if (knownWords.size >= mostKnown) knownWords.clear();
  const words = wordTexts(part.replaceAll('_', ' '));
  knownWords.set(part, words);
  return words;
}

export type CopyGuard = { fieldPasses(text: string): boolean; factPasses(parts: string[]): boolean };

/** Reads a passage once; every question after that goes through the places of the passage where the words asked about stand. */
export function guardAgainst(passage: string): CopyGuard {
  const source = sourceOf(wordsOfText(passage).map((word) => word.text));
  return {
    fieldPasses: (text) => !sharesRun(source, wordsOfPart(text)),
    factPasses: (parts) => !sharesRun(source, gather(parts, wordsOfPart)),
  };
}
