import type { Claim } from './claims.ts';
import type { CopyGuard } from './copying.ts';
import { conditionsThatPass, type Fitted, fitName, type Wording, wordingOf } from './wording.ts';

type RelationClaim = Extract<Claim, { kind: 'relation' }>;
type AttributeClaim = Extract<Claim, { kind: 'attribute' }>;

/** A name that a reader can make sense of: letters in it, no bracket, and not half a dozen words over the limit. */
const isName = (name: string): boolean => /\p{L}/u.test(name) && name.length <= 120 && !/[()[\]{}]/.test(name);

const predicatePattern = /^[\p{Ll}\p{Lo}\p{N}]+(?:_[\p{Ll}\p{Lo}\p{N}]+){0,6}$/u;

/** What was worked out for a claim, which belongs to one passage: it is asked for its numbers and again for the draft. */
function once<Asked extends object, Answer>(workOut: (claim: Asked, guard: CopyGuard) => Answer) {
  const answers = new WeakMap<Asked, { answer: Answer }>();
  return (claim: Asked, guard: CopyGuard): Answer => {
    const known = answers.get(claim);
    if (known !== undefined) return known.answer;
    const answer = workOut(claim, guard);
    answers.set(claim, { answer });
    return answer;
  };
}

/** A relation as it may be published; null where no wording of it may. */
export const publishedRelation = once(wordingOfRelation);

function wordingOfRelation({ subject, predicate, object }: RelationClaim, guard: CopyGuard): Wording | null {
  const wording = wordingOf(subject.name, predicate, object.name, guard);
  if (wording === null || !predicatePattern.test(wording.predicate)) return null;
  return isName(wording.subject.name) && isName(wording.object.name) ? wording : null;
}

/** The name that an attribute may be published under; null where none may. */
export const publishedOwner = once(ownerOf);

function ownerOf({ subject, name, value }: AttributeClaim, guard: CopyGuard): Fitted | null {
  // A number with its unit is nobody's wording, however many words it has.
  const isNumber = /\d/.test(value) && !/\p{L}{4,}/u.test(value);
  if (!isName(subject.name) || value === '') return null;
  const passes = guard.fieldPasses(value);
  if (!isNumber && !passes) return null;
  const said = passes ? [value] : [];
  const reads = (text: string): boolean =>
    guard.factPasses([text, name, ...said]) && guard.factPasses([name, ...said, text]);
  const fitted = fitName(subject.name, (text) => guard.fieldPasses(text) && reads(text));
  return fitted !== null && isName(fitted.name) ? fitted : null;
}

const conditionsKnown = new WeakMap<Claim, { count: number; kept: string[] }>();

/** The conditions of a claim that may be published with the fact; they may have grown since they were last asked for. */
export function publishedConditions(claim: RelationClaim | AttributeClaim, fact: string[], guard: CopyGuard): string[] {
  const count = claim.conditions.length;
  if (count === 0) return [];
  const known = conditionsKnown.get(claim);
  if (known?.count === count) return known.kept;
  const kept = conditionsThatPass(claim.conditions, fact, guard);
  conditionsKnown.set(claim, { count, kept });
  return kept;
}

/** All wording of a claim in which a number can stand, as it will be published. */
export function publishedTexts(claim: Claim, guard: CopyGuard): string[] {
  if (claim.kind === 'alias') return [claim.subject.name, claim.alias];
  if (claim.kind === 'attribute') {
    const owner = publishedOwner(claim, guard);
    if (owner === null) return [];
    const said = [owner.name, claim.name, claim.value];
    return [...said, ...publishedConditions(claim, said, guard)];
  }
  const wording = publishedRelation(claim, guard);
  if (wording === null) return [];
  const { subject, predicate, object } = wording;
  const conditions = publishedConditions(claim, [subject.name, predicate, object.name], guard);
  return [subject.name, object.name, ...conditions];
}
