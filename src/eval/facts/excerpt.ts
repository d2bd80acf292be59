import { isContentWord, stem, wordTexts } from '../../text/words.ts';

/** Words of a context that is shown whole; of a longer one, what is nearest to the facts, up to as many. */
export const mostWords = 2500;

type Line = { text: string; words: number; stems: Set<string> };

/** What facts are looked for in: its lines in their order, and the lines that have a stem. */
export type Source = { lines: readonly Line[]; words: number; withStem: ReadonlyMap<string, number[]> };

/** @param texts the lines of a record or the sentences of a text */
export function sourceOf(texts: readonly string[]): Source {
  const lines = texts.map(lineOf);
  const withStem = new Map<string, number[]>();
  for (const [at, { stems }] of lines.entries()) {
    for (const one of stems) {
      const known = withStem.get(one);
      if (known === undefined) withStem.set(one, [at]);
      else known.push(at);
    }
  }
  return { lines, words: lines.reduce((sum, { words }) => sum + words, 0), withStem };
}

/**
 * What is shown with the facts: all of a source that is short. Of a long one the lines that share the most and the rarest stems with
 * the facts, taken in turns so that each fact has its share, with a line on either side, in their order; so that what all facts of a
 * document cost is linear in its length.
 */
export function excerptFor(source: Source, facts: readonly string[], most = mostWords): string {
  const { lines, words } = source;
  if (words <= most) return lines.map(({ text }) => text).join('\n');
  const taken = new Set<number>();
  let room = most;
  for (const at of inTurns(facts.map((fact) => nearest(source, fact)))) {
    if (room <= 0) break;
    const line = lines[at];
    if (line === undefined || taken.has(at)) continue;
    taken.add(at);
    room -= line.words;
  }
  return [...taken]
    .sort((one, other) => one - other)
    .map((at) => lines[at]?.text ?? '')
    .join('\n');
}

/** The first of each list, then the second of each: every one with its neighbours. */
function* inTurns(lists: readonly (readonly number[])[]): Generator<number> {
  const longest = lists.reduce((most, list) => Math.max(most, list.length), 0);
  for (let rank = 0; rank < longest; rank += 1) {
    for (const list of lists) {
      const at = list[rank];
      if (at !== undefined) yield* [at, at - 1, at + 1];
    }
  }
}

/** Lines that are weighed for one fact, about: those that have its rarest stems. */
const mostWeighed = 500;

/** The lines that share a stem with the fact, the nearest first; a stem weighs as much as it is rare. */
function nearest({ lines, withStem }: Source, fact: string): number[] {
  const rarestFirst = [...lineOf(fact).stems]
    .map((one) => withStem.get(one) ?? [])
    .sort((one, other) => one.length - other.length);
  const scores = new Map<number, number>();
  let weighed = 0;
  for (const found of rarestFirst) {
    if (weighed > 0 && weighed + found.length > mostWeighed) break;
    weighed += found.length;
    const weight = Math.log(1 + lines.length / found.length);
    for (const at of found) scores.set(at, (scores.get(at) ?? 0) + weight);
  }
  return [...scores].sort(([one, mine], [other, its]) => its - mine || one - other).map(([at]) => at);
}

function lineOf(text: string): Line {
  const words = wordTexts(text);
  return { text, words: words.length, stems: new Set(words.filter(isContentWord).map(stem)) };
}
