import { isContentWord } from '../text/words.ts';
import { contentStems } from './core.ts';
import { directionsOf } from './direction-words.ts';
import type { Fact } from './fields.ts';
import { isRoleOrPointer } from './roles.ts';
import type { SourceSentence } from './source.ts';

/** Whether a sentence has the two sides of a relation in the relation's order; null where it does not tell. */
export type Orientation = 'kept' | 'reversed' | null;

type Side = 'before' | 'after';

export function orientationOf(sentence: SourceSentence, fact: Fact): Orientation {
  const [subject = [], object = []] = fact.nameWords;
  const [own, other] = distinctStems(subject, object);
  if (own.length === 0 || other.length === 0 || subject.filter(isContentWord).every(isRoleOrPointer)) return null;
  return aroundThan(sentence, fact, own, other) ?? aroundVerb(sentence, fact, own, other);
}

/** What tells the two names apart: "coated films" and "uncoated films" share a word that says nothing. */
function distinctStems(one: string[], other: string[]): [string[], string[]] {
  const left = contentStems(one);
  const right = contentStems(other);
  return [[...left].filter((key) => !right.has(key)), [...right].filter((key) => !left.has(key))];
}

/** On which side of a word all places of the stems stand; null where they stand on both, or nowhere. */
function sideOf(sentence: SourceSentence, stems: readonly string[], pivot: number): Side | null {
  const places = stems.flatMap((key) => sentence.places().get(key) ?? []);
  if (places.length === 0) return null;
  if (places.every((place) => place < pivot)) return 'before';
  return places.every((place) => place > pivot) ? 'after' : null;
}

/** "A is higher than B": A before, B behind "than"; the fact may say the same as "B is lower than A". */
function aroundThan(sentence: SourceSentence, fact: Fact, own: string[], other: string[]): Orientation {
  const places = sentence.places().get('than') ?? [];
  const [than] = places;
  const sign = lastSign(fact.labelWords);
  if (than === undefined || places.length > 1 || sign === null) return null;
  const theirs = lastSign(sentence.words.slice(Math.max(0, than - 12), than).map((word) => word.text));
  const first = firstAround(
    sideOf(sentence, own, than),
    sideOf(sentence, other, than),
    isAbsent(sentence, own),
    isAbsent(sentence, other),
  );
  if (theirs === null || first === null) return null;
  return (first === 'subject') === (theirs === sign) ? 'kept' : 'reversed';
}

/** Which of the two stands before "than"; one that the sentence only hints at ("it") is where the other is not. */
function firstAround(own: Side | null, other: Side | null, isOwnAbsent: boolean, isOtherAbsent: boolean) {
  if (own !== null && other !== null) return own === other ? null : own === 'before' ? 'subject' : 'object';
  if (isOwnAbsent && other === 'after') return 'subject';
  return isOtherAbsent && own === 'after' ? 'object' : null;
}

const isAbsent = (sentence: SourceSentence, stems: readonly string[]): boolean =>
  stems.every((key) => !sentence.places().has(key));

/** The direction that the last word of direction says: of "raises … less than" it is "less". */
function lastSign(words: readonly string[]): 1 | -1 | null {
  const last = words.findLast((word) => directionsOf(word).length > 0);
  return last === undefined ? null : (directionsOf(last)[0]?.sign ?? null);
}

/**
 * "A inhibits B", "B is inhibited by A": the verb of the predicate stands once in the sentence, a side on either side.
 * Predicates like "is a part of" have a noun, which stands in a text on any side.
 */
function aroundVerb(sentence: SourceSentence, fact: Fact, own: string[], other: string[]): Orientation {
  if (/\bof$/.test(fact.label) || mutual.test(fact.label)) return null;
  const stems = contentStems(fact.labelWords.filter((word) => !isAdverb(word)));
  const verbs = [...stems].flatMap((key) => placesOfVerb(sentence, key));
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) return null;
  const voice = voiceOf(sentence, verb);
  const left = sideOf(sentence, own, verb);
  const right = sideOf(sentence, other, verb);
  if (voice === null || left === null || right === null || left === right) return null;
  const isOwnPassive = /\bby$/.test(fact.label);
  return ((left === 'before') === (voice === 'active')) !== isOwnPassive ? 'kept' : 'reversed';
}

/** "Closely related to" has no sides. */
const mutual = /\brelated to$/;

/** "Primarily drives": the first word says how, and stands on the same side in both voices. */
const isAdverb = (word: string): boolean => /ly$/.test(word) && !/^(?:re|f|(?:ap|sup|multi|com|im|re)p)ly$/.test(word);

/** A verb and its participle have one stem, but for "drives" and "driven". */
const placesOfVerb = (sentence: SourceSentence, key: string): number[] => [
  ...(sentence.places().get(key) ?? []),
  ...(sentence.places().get(`${key.replace(/e$/, '')}en`) ?? []),
];

/** Participles that are like the verb itself, or end as no other. */
const irregular = /^(?:set|put|cut|hit|split|spread|read|cast|fed|led|met|held|kept|left|sent|lost|run)$/;

/** The voice of a verb; null for nouns made of verbs and for a passive that does not say by what. */
function voiceOf(sentence: SourceSentence, verb: number): 'active' | 'passive' | null {
  const word = sentence.words[verb]?.text ?? '';
  const after = sentence.words.slice(verb + 1, verb + 5).map(({ text }) => text);
  const before = sentence.words.slice(Math.max(0, verb - 3), verb).map(({ text }) => text);
  if (after[0] === 'of' || /(?:ion|ment|ing|ance|ence|ity|ness|al|er|or)s?$/.test(word)) return null;
  const isParticiple = /(?:ed|en|wn|ght|lt|nd|de|ne)$/.test(word) || irregular.test(word);
  if (isParticiple && after[0] === 'by') return 'passive';
  if (!isParticiple || !before.some((one) => /^(?:is|are|was|were|be|been|being)$/.test(one))) return 'active';
  return after.includes('by') ? 'passive' : null;
}
