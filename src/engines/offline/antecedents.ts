import { asGroup, asVerb, type Item } from './items.ts';
import { typeOfName } from './kinds.ts';
import { eitherNumber } from './lexicon.ts';
import { headOf, type Phrase } from './phrases.ts';

type Grammatical = 'singular' | 'plural' | null;

function numberOf(phrases: Phrase[]): Grammatical {
  const [first] = phrases;
  const head = first ? headOf(first) : undefined;
  if (phrases.length > 1) return 'plural';
  if (head === undefined || !/^\p{Ll}/u.test(head.text) || eitherNumber.test(head.lower)) return null;
  return head.singular === head.lower ? 'singular' : 'plural';
}

const agree = (first: Grammatical, second: Grammatical): boolean =>
  first === null || second === null || first === second;

/** The nearest group before `from`, over commas and prepositions. */
function nearest(items: Item[], from: number): number {
  for (let at = from; at >= 0 && from - at < 4; at--) {
    if (items[at]?.kind === 'group') return at;
    if (items[at]?.kind === 'verb' || items[at]?.kind === 'stop') return -1;
  }
  return -1;
}

/** "a model for the atmosphere that": a relative without a comma tells which one, and of "the atmosphere" that is known. */
function isFarther(items: Item[], at: number, relative: number): boolean {
  const near = asGroup(items[at])?.phrases[0];
  const far = asGroup(items[at - 2])?.phrases.at(-1);
  return (
    items[relative]?.kind === 'that' &&
    near?.determiner === 'the' &&
    far !== undefined &&
    (/^an?$/.test(far.determiner ?? '') || far.words[0]?.lower === 'first')
  );
}

/** The group before this one in a chain of prepositions and reduced clauses ("properties written in logic"), or -1. */
function before(items: Item[], at: number): number {
  if (items[at - 1]?.kind !== 'preposition') return -1;
  if (items[at - 2]?.kind === 'group') return at - 2;
  return asVerb(items[at - 2])?.verb.form === 'bare-past' && items[at - 3]?.kind === 'group' ? at - 3 : -1;
}

/** "X is a way to Y in a Z, which": what X is said to be, where a comma stands before the relative. */
function predicateNoun(items: Item[], first: number, relative: number): Phrase[] {
  let start = first;
  while (before(items, start) === start - 2) start -= 2;
  const verb = asVerb(items[start - 1])?.verb;
  const isSaid = verb?.lemma === 'be' && items[relative - 1]?.kind === 'comma' && start !== first;
  return isSaid ? (asGroup(items[start])?.phrases ?? []) : [];
}

/** "yields A at a cost of B, which is crucial for C": that may be said of B, of the cost, or of all of it. */
const isRemark = (items: Item[], first: number, relative: number, at: number): boolean => {
  const verb = asVerb(items[at])?.verb;
  const isVague = verb?.lemma === 'be' && verb.number === 'singular' && items[at + 1]?.kind === 'adjective';
  return items[relative - 1]?.kind === 'comma' && isVague && items[first - 1]?.kind === 'preposition';
};

/** What a whole sentence does as well as a thing in it: "A differed between B and C, which suggests D". */
const concluding =
  /^(?:indicate|suggest|imply|reveal|demonstrate|show|confirm|mean|explain|support|make|lead|result|allow|enable|cause|hinder|complicate|limit)$/;

/** ", which suggests": who does it is not known behind several things, or behind one that only a preposition adds. */
const isConclusion = (items: Item[], first: number, relative: number, at: number): boolean => {
  const item = items[relative];
  const isWhich = item?.kind === 'relative' && item.text === 'which' && items[relative - 1]?.kind === 'comma';
  const isUnsure = items[first - 1]?.kind === 'preposition' || (asGroup(items[first])?.phrases.length ?? 0) > 1;
  return isWhich && isUnsure && concluding.test(asVerb(items[at])?.verb.lemma ?? '');
};

/** "movements of people who": people, and not what is of them. */
function personsBefore(items: Item[], first: number, relative: number): Phrase[] {
  const item = items[relative];
  const persons = asGroup(items[first])?.phrases.at(-1)?.of ?? [];
  const isWho = item?.kind === 'relative' && item.text === 'who';
  return isWho && persons.some((phrase) => typeOfName(headOf(phrase)?.lower ?? '') === 'person') ? persons : [];
}

/** What may grow and be checked is an event more than a place: "decay of litter in the soil, which is slowed by frost". */
const grading =
  /^(?:enhance|increase|decrease|reduce|inhibit|promote|suppress|induce|trigger|accelerate|slow|delay|prevent|cause)$/;

function isGradedEvent(items: Item[], first: number, relative: number, far: Phrase[]): boolean {
  const verb = asVerb(items.slice(relative).find(({ kind }) => kind === 'verb'))?.verb;
  const isEvent = (phrases: Phrase[]): boolean =>
    typeOfName(headOf(phrases.at(-1) ?? { words: [] })?.lower ?? '') === 'phenomenon';
  const isGraded = verb?.passive === true && grading.test(verb.lemma) && items[relative - 1]?.kind === 'comma';
  return (
    isGraded && isEvent(far) && !isEvent(asGroup(items[first])?.phrases ?? []) && agree(numberOf(far), verb.number)
  );
}

/** The nearest phrase, or the new one before a known one. */
function nearOrFar(items: Item[], first: number, relative: number, number: Grammatical): Phrase[] {
  const far = asGroup(items[first - 2])?.phrases ?? [];
  const isChained = before(items, first) === first - 2;
  if (isChained && isGradedEvent(items, first, relative, far)) return far;
  const isFar = isChained && isFarther(items, first, relative) && agree(numberOf(far), number);
  return isFar ? far : (asGroup(items[first])?.phrases ?? []);
}

/**
 * What a relative clause belongs to: the nearest phrase whose number agrees with the verb, over prepositions, and where the nearest
 * is a known one, the new one before it.
 */
export function antecedentOf(items: Item[], relative: number, verb: number): Phrase[] {
  const first = nearest(items, relative - 1);
  const number = asVerb(items[verb])?.verb.number ?? null;
  const near = asGroup(items[first])?.phrases ?? [];
  const persons = personsBefore(items, first, relative);
  if (persons.length > 0) return persons;
  const said = predicateNoun(items, first, relative);
  if (said.length > 0 && agree(numberOf(said), number)) return said;
  if (isConclusion(items, first, relative, verb)) return [];
  if (agree(numberOf(near), number))
    return isRemark(items, first, relative, verb) ? [] : nearOrFar(items, first, relative, number);
  const inner = near[0]?.of ?? [];
  return inner.length > 0 && agree(numberOf(inner), number) ? inner : (agreeing(items, first, number) ?? near);
}

/** The nearest group in the chain before this one whose number agrees. */
function agreeing(items: Item[], first: number, number: Grammatical): Phrase[] | null {
  for (let at = before(items, first); at >= 0; at = before(items, at)) {
    const far = asGroup(items[at])?.phrases ?? [];
    if (agree(numberOf(far), number)) return far;
  }
  return null;
}
