import type { Claim } from './claims.ts';
import type { CopyGuard } from './copying.ts';
import { conditionsThatPass, type Fitted, fitName, type Wording, wordingOf } from './wording.ts';

type RelationClaim = Extract<Claim, { kind: 'relation' }>;
type AttributeClaim = Extract<Claim, { kind: 'attribute' }>;

/** A name that a reader can make sense of: letters in it, no bracket, and not half a dozen words over the limit. */
const isName = (name: string): boolean => /\p{L}/u.test(name) && name.length <= 120 && !/[()[\]{}]/.test(name);

const predicatePattern = /^[\p{Ll}\p{Lo}\p{N}]+(?:_[\p{Ll}\p{Lo}\p{N}]+){0,6}$/u;

/** A relation as it may be published; null where no wording of it may. */
export function publishedRelation({ subject, predicate, object }: RelationClaim, guard: CopyGuard): Wording | null {
  const wording = wordingOf(subject.name, predicate, object.name, guard);
  if (wording === null || !predicatePattern.test(wording.predicate)) return null;
  return isName(wording.subject.name) && isName(wording.object.name) ? wording : null;
}

/** The name that an attribute may be published under; null where none may. */
export function publishedOwner({ subject, name, value }: AttributeClaim, guard: CopyGuard): Fitted | null {
  // A number with its unit is nobody's wording, however many words it has.
  const isNumber = /\d/.test(value) && !/\p{L}{4,}/u.test(value);
  if (!isName(subject.name) || value === '' || !(isNumber || guard.fieldPasses(value))) return null;
  const said = guard.fieldPasses(value) ? [value] : [];
  const reads = (text: string): boolean =>
    guard.factPasses([text, name, ...said]) && guard.factPasses([name, ...said, text]);
  const fitted = fitName(subject.name, (text) => guard.fieldPasses(text) && reads(text));
  return fitted !== null && isName(fitted.name) ? fitted : null;
}

/** All wording of a claim in which a number can stand, as it will be published. */
export function publishedTexts(claim: Claim, guard: CopyGuard): string[] {
  if (claim.kind === 'alias') return [claim.subject.name, claim.alias];
  if (claim.kind === 'attribute') {
    const owner = publishedOwner(claim, guard);
    if (owner === null) return [];
    const said = [owner.name, claim.name, claim.value];
    return [...said, ...conditionsThatPass(claim.conditions, said, guard)];
  }
  const wording = publishedRelation(claim, guard);
  if (wording === null) return [];
  const { subject, predicate, object } = wording;
  const conditions = conditionsThatPass(claim.conditions, [subject.name, predicate, object.name], guard);
  return [subject.name, object.name, ...conditions];
}
