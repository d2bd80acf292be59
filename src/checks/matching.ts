import { isContentWord, stem } from '../text/words.ts';
import type { Fact } from './fields.ts';
import type { SourceSentence } from './source.ts';

/** The stems of the content words of some lists of words. */
export function contentStems(...lists: readonly (readonly string[])[]): Set<string> {
  const stems = new Set<string>();
  for (const words of lists) for (const word of words) if (isContentWord(word)) stems.add(stem(word));
  return stems;
}

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

/** Values that only affirm the name of their attribute. */
const affirmations = new Set(['yes', 'true', 'ye', 'found', 'given']);

/** What a fact says of its subject, in stems: its label, what is said, and both; the subject's own words left out. */
export type Core = { label: Set<string>; said: Set<string>; all: Set<string> };

const cores = new WeakMap<Fact, Core>();

export function coreOf(fact: Fact): Core {
  const known = cores.get(fact);
  if (known !== undefined) return known;
  const [subjectWords = [], ...others] = fact.nameWords;
  const subject = contentStems(subjectWords);
  const own = (...lists: string[][]): Set<string> =>
    new Set([...contentStems(...lists)].filter((key) => !subject.has(key) && !affirmations.has(key)));
  const label = own(fact.labelWords);
  const said = own(fact.valueWords, ...others);
  const core = { label, said, all: new Set([...label, ...said]) };
  cores.set(fact, core);
  return core;
}

/**
 * Whether a sentence has what a fact says in marked places alone: all that the two share, of at least two words or of all
 * that the fact has; or the whole predicate of a relation; or two words and more of an attribute's value, all that is there.
 */
export function isWithinMarks(sentence: SourceSentence, marks: Uint8Array, fact: Fact): boolean {
  const core = coreOf(fact);
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
