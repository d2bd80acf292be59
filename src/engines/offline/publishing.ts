import type { Claim } from './claims.ts';
import type { CopyGuard } from './copying.ts';
import { conditionsThatPass, type Fitted, fitName, type Wording, wordingOf } from './wording.ts';

type RelationClaim = Extract<Claim, { kind: 'relation' }>;
type AttributeClaim = Extract<Claim, { kind: 'attribute' }>;

/** A name that a reader can make sense of: letters in it, no bracket, and not half a dozen words over the limit. */
const isName = (name: string): boolean => /\p{L}/u.test(name) && name.length <= 120 && !/[()[\]{}]/.test(name);

const predicatePattern = /^[\p{Ll}\p{Lo}\p{N}]+(?:_[\p{Ll}\p{Lo}\p{N}]+){0,6}$/u;

/** A relation as it may be published; null where no wording of it may. */
function wordingOfRelation({ subject, predicate, object }: RelationClaim, guard: CopyGuard): Wording | null {
  const wording = wordingOf(subject.name, predicate, object.name, guard);
  if (wording === null || !predicatePattern.test(wording.predicate)) return null;
  return isName(wording.subject.name) && isName(wording.object.name) ? wording : null;
}

/** The name that an attribute may be published under; null where none may. */
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

/** What may be published of the claims of a passage. They are asked for their numbers and again for the draft: answers are kept. */
export type Publisher = {
  guard: CopyGuard;
  relation(claim: RelationClaim): Wording | null;
  owner(claim: AttributeClaim): Fitted | null;
  /** The conditions that may be published with the fact; they may have grown since they were last asked for. */
  conditions(claim: RelationClaim | AttributeClaim, fact: string[]): string[];
};

/** An answer for each claim, worked out once. */
function once<Asked, Answer>(workOut: (claim: Asked, guard: CopyGuard) => Answer, guard: CopyGuard) {
  const answers = new Map<Asked, Answer>();
  return (claim: Asked): Answer => {
    const known = answers.get(claim);
    if (known !== undefined) return known;
    const answer = workOut(claim, guard);
    answers.set(claim, answer);
    return answer;
  };
}

export function publisherWith(guard: CopyGuard): Publisher {
  const known = new Map<Claim, { count: number; kept: string[] }>();
  return {
    guard,
    relation: once(wordingOfRelation, guard),
    owner: once(ownerOf, guard),
    conditions: (claim, fact) => {
      const count = claim.conditions.length;
      if (count === 0) return [];
      const before = known.get(claim);
      if (before?.count === count) return before.kept;
      const kept = conditionsThatPass(claim.conditions, fact, guard);
      known.set(claim, { count, kept });
      return kept;
    },
  };
}

/** All wording of a claim in which a number can stand, as it will be published. */
export function publishedTexts(claim: Claim, publisher: Publisher): string[] {
  if (claim.kind === 'alias') return [claim.subject.name, claim.alias];
  if (claim.kind === 'attribute') {
    const owner = publisher.owner(claim);
    if (owner === null) return [];
    const said = [owner.name, claim.name, claim.value];
    return [...said, ...publisher.conditions(claim, said)];
  }
  const wording = publisher.relation(claim);
  if (wording === null) return [];
  const { subject, predicate, object } = wording;
  const conditions = publisher.conditions(claim, [subject.name, predicate, object.name]);
  return [subject.name, object.name, ...conditions];
}
