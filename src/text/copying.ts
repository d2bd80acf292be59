import { suffixAutomaton } from './automaton.ts';

/** A run of words that a text shares with the source: where it stands in either, in words, and how long it is. */
export type SharedRun = { start: number; sourceStart: number; length: number };

/** What is asked of a source whose words were indexed once. */
export type SourceIndex = {
  /**
   * The maximal shared runs of at least `shortest` words, in order; none is a part of another. Of several places in the
   * source the first is given. Linear in the words, whatever the size of the source.
   */
  sharedRuns(words: readonly string[], shortest: number): SharedRun[];
};

/** Indexes the words of a source, in linear time. */
export function indexSource(sourceWords: readonly string[]): SourceIndex {
  const numbers = new Map<string, number>();
  const symbols = new Int32Array(sourceWords.length);
  for (let at = 0; at < sourceWords.length; at += 1) {
    const word = sourceWords[at] ?? '';
    const known = numbers.get(word);
    symbols[at] = known ?? numbers.size;
    if (known === undefined) numbers.set(word, numbers.size);
  }
  const automaton = suffixAutomaton(symbols);
  return { sharedRuns: (words, shortest) => sharedRuns({ automaton, numbers }, words, shortest) };
}

type Index = { automaton: ReturnType<typeof suffixAutomaton>; numbers: Map<string, number> };

/** Matching statistics: walks the automaton and keeps, at each word, the longest run that ends there. */
function sharedRuns({ automaton, numbers }: Index, words: readonly string[], shortest: number): SharedRun[] {
  const runs: SharedRun[] = [];
  let state = 0;
  let length = 0;
  for (let at = 0; at <= words.length; at += 1) {
    const word = words[at];
    const symbol = word === undefined ? undefined : numbers.get(word);
    if (symbol !== undefined && automaton.next(state, symbol) !== -1) {
      state = automaton.next(state, symbol);
      length += 1;
      continue;
    }
    if (length >= shortest) runs.push(runThatEnds(automaton, state, at, length));
    [state, length] = symbol === undefined ? [0, 0] : step(automaton, state, symbol);
  }
  return runs;
}

const runThatEnds = (automaton: Index['automaton'], state: number, end: number, length: number): SharedRun => ({
  start: end - length,
  sourceStart: (automaton.firstEnd[state] ?? 0) + 1 - length,
  length,
});

/** Drops words from the front of the run until it can go on with the symbol. */
function step(automaton: Index['automaton'], from: number, symbol: number): [state: number, length: number] {
  let state = from;
  while (state !== -1 && automaton.next(state, symbol) === -1) state = automaton.link[state] ?? -1;
  if (state === -1) return [0, 0];
  return [automaton.next(state, symbol), (automaton.length[state] ?? 0) + 1];
}

/** A hash of each word. */
export function wordHashes(words: readonly string[]): Int32Array {
  const hashes = new Int32Array(words.length);
  for (let at = 0; at < words.length; at += 1) hashes[at] = wordHash(words[at] ?? '');
  return hashes;
}

/**
 * Hashes of the different n-grams in texts, whose words are given by their hashes: ascending integers below 2^52. Among a million
 * a false meeting has odds of 1 : 10,000. (A set of such numbers takes ten times as long to fill.)
 */
export function ngramHashes(texts: readonly Int32Array[], size: number): Float64Array {
  const all = new Float64Array(texts.reduce((sum, { length }) => sum + Math.max(0, length - size + 1), 0));
  let filled = 0;
  for (const hashes of texts) {
    for (let at = 0; at + size <= hashes.length; at += 1) {
      all[filled] = ngramHash(hashes, at, at + size);
      filled += 1;
    }
  }
  return withoutRepeats(all.sort());
}

function ngramHash(hashes: Int32Array, start: number, end: number): number {
  let high = 0x12345;
  let low = 0x9abcd;
  for (let at = start; at < end; at += 1) {
    const hash = hashes[at] ?? 0;
    high = Math.imul(high ^ hash, 0x01000193) ^ (high >>> 15);
    low = Math.imul(low ^ (hash >>> 3) ^ (hash << 7), 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 6) * 0x4000000 + (low >>> 6);
}

function withoutRepeats(ascending: Float64Array): Float64Array {
  let kept = 0;
  for (let at = 0; at < ascending.length; at += 1) {
    if (at > 0 && ascending[at] === ascending[at - 1]) continue;
    ascending[kept] = ascending[at] ?? 0;
    kept += 1;
  }
  return ascending.subarray(0, kept);
}

function wordHash(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 12);
}

/** The Jaccard index of two sets, 0 to 1, each given by its members in ascending order; 0 when both are empty. */
export function jaccard(one: Float64Array, other: Float64Array): number {
  let common = 0;
  let at = 0;
  for (const member of one) {
    while (at < other.length && (other[at] ?? 0) < member) at += 1;
    if (other[at] === member) common += 1;
  }
  const union = one.length + other.length - common;
  return union === 0 ? 0 : common / union;
}
