import { isContentWord, stem } from '../text/words.ts';

/** The stems of the content words of some lists of words. */
export function contentStems(...lists: readonly (readonly string[])[]): Set<string> {
  const stems = new Set<string>();
  for (const words of lists) for (const word of words) if (isContentWord(word)) stems.add(stem(word));
  return stems;
}

/** Values that only affirm the name of their attribute. */
const affirmations = new Set(['yes', 'true', 'ye', 'found', 'given']);

/** What a fact says of its subject, in stems: its label, what is said, and both; the subject's own words left out. */
export type Core = { label: Set<string>; said: Set<string>; all: Set<string> };

/** The core of a fact from the words of its label, of its value, and of its entities' names, the subject's first. */
export function coreOf(label: string[], value: string[], names: readonly string[][]): Core {
  const [subjectWords = [], ...others] = names;
  const subject = contentStems(subjectWords);
  const own = (...lists: string[][]): Set<string> =>
    new Set([...contentStems(...lists)].filter((key) => !subject.has(key) && !affirmations.has(key)));
  const labelStems = own(label);
  const said = own(value, ...others);
  return { label: labelStems, said, all: new Set([...labelStems, ...said]) };
}
