import type { Fact } from './fields.ts';
import type { SourceSentence } from './source.ts';

export type Match = { stem: string; places: number[] };

/** Where the stems stand in a sentence; those that don't are left out. */
export const matchesIn = (sentence: SourceSentence, stems: Iterable<string>): Match[] =>
  [...stems].flatMap((key) => {
    const places = sentence.places.get(key);
    return places === undefined ? [] : [{ stem: key, places }];
  });

/** Whether every place of every match is marked. */
export const areAllIn = (marks: Uint8Array, matches: readonly Match[]): boolean =>
  matches.every((match) => match.places.every((place) => marks[place] === 1));

/** Whether some match has a place that is not marked. */
export const hasOutside = (marks: Uint8Array, matches: readonly Match[]): boolean =>
  matches.some((match) => match.places.some((place) => marks[place] === 0));

/**
 * Whether a sentence has what a fact says in marked places alone: all that the two share, of at least two words or of all
 * that the fact has; or the whole predicate of a relation; or two words and more of an attribute's value, all that is there.
 */
export function isWithinMarks(sentence: SourceSentence, marks: Uint8Array, fact: Fact): boolean {
  const core = fact.core();
  const matches = matchesIn(sentence, core.all);
  if (matches.length === 0) return false;
  if (areAllIn(marks, matches)) {
    if (matches.length >= Math.min(2, core.all.size)) return true;
    if (fact.what === 'relation')
      return core.label.size > 0 && matchesIn(sentence, core.label).length === core.label.size;
  }
  const said = matchesIn(sentence, core.said);
  return fact.what === 'attribute' && said.length >= 2 && areAllIn(marks, said);
}
