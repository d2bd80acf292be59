import type { Clause, Complement } from './clause.ts';
import { asGroup, asVerb, type Item, lookBehind, skipAdverbs } from './items.ts';
import { reportingVerbs } from './lexicon.ts';

type Rest = Pick<Clause, 'objects' | 'gerundObject' | 'adjective' | 'complements'>;

/** "flexed causing": what comes of a verb is no object of it. */
const following = /^(?:cause|lead|result|make|show|suggest|indicate|use|produce|reveal)$/;

/** What follows the verb: object or adjective, then prepositional complements up to the end of the clause. */
export function restOf(items: Item[], at: number): Rest {
  const rest: Rest = { objects: [], gerundObject: null, adjective: null, complements: [] };
  let next = skipAdverbs(items, at + 1);
  const first = items[next];
  const followed = asVerb(items[skipAdverbs(items, next + 1)]);
  if (
    first?.kind === 'group' &&
    !(followed?.verb.form === 'finite' && reportingVerbs.has(asVerb(items[at])?.verb.lemma ?? ''))
  ) {
    rest.objects = first.phrases;
    next++;
  } else if (first?.kind === 'adjective') {
    rest.adjective = first.words;
    next++;
  } else if (
    first?.kind === 'verb' &&
    first.verb.form === 'ing' &&
    next === at + 1 &&
    !following.test(first.verb.lemma)
  ) {
    const object = asGroup(items[next + 1]);
    rest.gerundObject = first.verb;
    if (object) rest.objects = object.phrases;
    next += object ? 2 : 1;
  }
  rest.complements = complementsFrom(items, next);
  return rest;
}

/** Adverbs, conjunctions and a comma before a preposition do not end the complements. */
function isPassedOver(items: Item[], at: number): boolean {
  const kind = items[at]?.kind;
  if (kind === 'comma') return items[at + 1]?.kind === 'preposition';
  return kind === 'adverb' || kind === 'other' || kind === 'and' || kind === 'adjective';
}

/** "with X doing Y" is a clause of its own. */
function isAbsolute(items: Item[], at: number, preposition: string): boolean {
  const verb = asVerb(items[skipAdverbs(items, at + 2)])?.verb;
  return preposition === 'with' && (verb?.form === 'ing' || verb?.form === 'bare-past');
}

const isSpeltOut = (after: Item | undefined): boolean => after?.kind === 'stop' && after.text === ':';

/** "by changing X". */
function gerundComplement(items: Item[], at: number, preposition: string): Complement | null {
  const place = skipAdverbs(items, at + 1);
  const gerund = asVerb(items[place]);
  if (gerund?.verb.form !== 'ing') return null;
  return { preposition, phrases: asGroup(items[skipAdverbs(items, place + 1)])?.phrases ?? [], gerund: gerund.verb };
}

/** "higher in A than in B". */
function comparedPlace(items: Item[], at: number, preposition: string): Complement | null {
  const inner = items[at + 1];
  const behind = asGroup(items[at + 2]);
  return preposition === 'than' && inner?.kind === 'preposition' && behind
    ? { preposition: `than ${inner.text}`, phrases: behind.phrases, gerund: null }
    : null;
}

/** "responsive to light" behind a phrase. */
function restriction(items: Item[], at: number): Complement | null {
  const [adjective, preposition, group] = items.slice(at, at + 3);
  if (adjective?.kind !== 'adjective' || preposition?.kind !== 'preposition' || group?.kind !== 'group') return null;
  const text = adjective.words.map((word) => word.text).join(' ');
  return { preposition: `${text} ${preposition.text}`, phrases: group.phrases, gerund: null, restricts: true };
}

/** Adds what stands behind a phrase to the complement that it ends, or as one of its own. */
export function addRestriction(complements: Complement[], items: Item[], at: number): boolean {
  if (items[at]?.kind !== 'adjective' || items[at - 1]?.kind !== 'group') return false;
  const restricted = restriction(items, at);
  if (restricted === null) return false;
  const last = complements.pop();
  complements.push(last ? { ...last, tail: restricted } : restricted);
  return true;
}

function complementsFrom(items: Item[], from: number): Complement[] {
  const complements: Complement[] = [];
  for (let at = from; at < from + lookBehind; at++) {
    const item = items[at];
    if (addRestriction(complements, items, at)) {
      at += 2;
      continue;
    }
    if (isPassedOver(items, at)) continue;
    if (item?.kind !== 'preposition' || isAbsolute(items, at, item.text)) return complements;
    const compared = comparedPlace(items, at, item.text);
    if (compared) {
      complements.push(compared);
      at += 2;
      continue;
    }
    const next = complementAt(items, at, item.text);
    if (next !== null) complements.push(next);
    if (next === null || next.gerund !== null) return complements;
    at++;
  }
  return complements;
}

/** A preposition with what follows it. */
function complementAt(items: Item[], at: number, preposition: string): Complement | null {
  const group = asGroup(items[at + 1]);
  if (group === null) return gerundComplement(items, at, preposition);
  // "with the items: A, B": nothing is said of items that a colon spells out.
  const isEmpty = isSpeltOut(items[at + 2]) && group.phrases.at(-1)?.determiner === 'the';
  return isEmpty ? null : { preposition, phrases: group.phrases, gerund: null };
}
