import type { Fact } from './fields.ts';
import type { SourceSentence } from './source.ts';

export type Match = { stem: string; places: number[] };

/** Where the stems stand in a sentence; those that don't are left out. */
export const matchesIn = (sentence: SourceSentence, stems: Iterable<string>): Match[] =>
  [...stems].flatMap((key) => {
    const places = sentence.places().get(key);
    return places === undefined ? [] : [{ stem: key, places }];
  });

/** Whether every place of every match is marked. */
export const areAllIn = (marks: Uint8Array, matches: readonly Match[]): boolean =>
  matches.every((match) => match.places.every((place) => marks[place] === 1));

/** Whether some match has a place that is not marked. */
export const hasOutside = (marks: Uint8Array, matches: readonly Match[]): boolean =>
  matches.some((match) => match.places.some((place) => marks[place] === 0));

/**
 * Whether a sentence has what a fact says in marked places alone. Of a relation: its whole predicate, and of the other
 * words that the two share some place each. Of an attribute: two words and more of its value, or all that the two share
 * where that is two words or all that the fact has.
 */
export function isWithinMarks(sentence: SourceSentence, marks: Uint8Array, fact: Fact): boolean {
  const core = fact.core();
  const matches = matchesIn(sentence, core.all);
  if (matches.length === 0) return false;
  if (areAllIn(marks, matches) && matches.length >= Math.min(2, core.all.size)) return true;
  if (fact.what === 'attribute') {
    const said = matchesIn(sentence, core.said);
    if (said.length === 0 || !areAllIn(marks, said)) return false;
    return said.length >= 2 || matches.filter((match) => areAllIn(marks, [match])).length >= 2;
  }
  const label = matchesIn(sentence, core.label);
  if (label.length === 0 || label.length < core.label.size || !areAllIn(marks, label)) return false;
  return matches.every((match) => match.places.some((place) => marks[place] === 1));
}
