import type { Draft, DraftEntity, DraftRelation } from '../../types/draft.ts';
import type { Acronym } from './acronyms.ts';
import type { Claim, Subject } from './claims.ts';
import { type CopyGuard, guardAgainst, shorter } from './copying.ts';
import { keyOf, newRegistry, type Registry } from './entities.ts';
import { typeOfName } from './kinds.ts';

type RelationClaim = Extract<Claim, { kind: 'relation' }>;
type AttributeClaim = Extract<Claim, { kind: 'attribute' }>;

const predicatePattern = /^[\p{Ll}\p{Lo}\p{N}]+(?:_[\p{Ll}\p{Lo}\p{N}]+){0,6}$/u;
const bracketed = /[()[\]{}]/;

/** A name that a reader can make sense of: letters in it, no bracket, and not half a dozen words over the limit. */
const isName = (name: string): boolean => /\p{L}/u.test(name) && name.length <= 120 && !bracketed.test(name);

/** Shortens the object, then the subject, until the fact read aloud repeats no long run; null when nothing helps. */
function shortened(claim: RelationClaim, guard: CopyGuard): { subject: string; object: string } | null {
  let subject: string | null = claim.subject.name;
  let object: string | null = claim.object.name;
  for (let round = 0; round < 24; round++) {
    if (subject === null || object === null) return null;
    const passes = guard.factPasses([subject, claim.predicate, object]);
    if (passes && guard.fieldPasses(subject) && guard.fieldPasses(object)) return { subject, object };
    const next: string | null = guard.fieldPasses(subject) ? shorter(object) : null;
    if (next !== null) object = next;
    else subject = shorter(subject);
  }
  return null;
}

/** Conditions that pass by themselves and behind the fact's object; modifiers are dropped until they do. */
function passing(conditions: string[], tail: string[], guard: CopyGuard): string[] {
  const passes = (text: string): boolean => guard.fieldPasses(text) && guard.factPasses([...tail, text]);
  return conditions.flatMap((condition) => {
    if (bracketed.test(condition)) return [];
    const words = condition.split(' ');
    const kept = words[1]?.endsWith('ing') ? 2 : 1;
    while (words.length > kept + 1 && !passes(words.join(' '))) words.splice(kept, 1);
    return passes(words.join(' ')) && words.length > 1 ? [words.join(' ')] : [];
  });
}

function addDetails(
  registry: Registry,
  entity: DraftEntity,
  subject: Subject,
  claim: RelationClaim | AttributeClaim,
  guard: CopyGuard,
): void {
  for (const detail of subject.details) {
    if (
      !guard.fieldPasses(detail.value) ||
      entity.attributes.some((known) => known.name === detail.name && known.value === detail.value)
    )
      continue;
    if (registry.entity(subject.name) !== entity) continue;
    entity.attributes.push({
      name: detail.name,
      value: detail.value,
      quantity: detail.quantity?.quantity ?? null,
      conditions: [],
      polarity: 'affirmed',
      certainty: 'stated',
      evidence: [claim.sentence],
    });
  }
}

function addAttribute(registry: Registry, claim: AttributeClaim, guard: CopyGuard): void {
  const { subject, name, value, quantity } = claim;
  if (!isName(subject.name) || value === '' || !guard.fieldPasses(subject.name)) return;
  if (
    !guard.fieldPasses(value) ||
    !guard.factPasses([subject.name, name, value]) ||
    !guard.factPasses([name, value, subject.name])
  )
    return;
  const entity = registry.entity(subject.name);
  addDetails(registry, entity, subject, claim, guard);
  const known = entity.attributes.find((attribute) => attribute.name === name && attribute.value === value);
  if (known) {
    if (!known.evidence.includes(claim.sentence)) known.evidence.push(claim.sentence);
    return;
  }
  const conditions = passing(claim.conditions, [name, value], guard);
  entity.attributes.push({
    name,
    value,
    quantity,
    conditions,
    polarity: claim.polarity,
    certainty: claim.certainty,
    evidence: [claim.sentence],
  });
}

type Relating = {
  registry: Registry;
  guard: CopyGuard;
  relations: (DraftRelation & { from: DraftEntity; to: DraftEntity })[];
};

function addRelation({ registry, guard, relations }: Relating, claim: RelationClaim): void {
  const names = shortened(claim, guard);
  if (names === null || !predicatePattern.test(claim.predicate) || !isName(names.subject) || !isName(names.object))
    return;
  if (keyOf(names.subject) === keyOf(names.object)) return;
  const from = registry.entity(names.subject);
  const to = registry.entity(names.object);
  if (from === to) return;
  addDetails(registry, from, claim.subject, claim, guard);
  addDetails(registry, to, claim.object, claim, guard);
  if (claim.predicate === 'is_a' && from.type === 'other') from.type = typeOfName(to.name);
  const known = relations.find(
    (relation) =>
      relation.from === from &&
      relation.to === to &&
      relation.predicate === claim.predicate &&
      relation.polarity === claim.polarity,
  );
  if (known) {
    if (!known.evidence.includes(claim.sentence)) known.evidence.push(claim.sentence);
    return;
  }
  relations.push({
    from,
    to,
    subject: '',
    predicate: claim.predicate,
    object: { entity: '', value: null, quantity: null },
    conditions: passing(claim.conditions, [claim.predicate, names.object], guard),
    polarity: claim.polarity,
    certainty: claim.certainty,
    evidence: [claim.sentence],
  });
}

/**
 * Claims to a draft: one entity per thing, facts that repeat joined, wording that is too close to the passage shortened.
 * There is no summary: patterns can't say in fresh words what the passage is about, and copying it is what must not be.
 */
export function assemble(claims: Claim[], acronyms: Acronym[], passage: string): Draft {
  const guard = guardAgainst(passage);
  const registry = newRegistry(acronyms.filter(({ long }) => guard.fieldPasses(long)));
  const relations: Relating['relations'] = [];
  for (const claim of claims) {
    if (claim.kind === 'relation') addRelation({ registry, guard, relations }, claim);
    if (claim.kind === 'attribute') addAttribute(registry, claim, guard);
  }
  for (const claim of claims) if (claim.kind === 'alias') registry.addAlias(claim.subject.name, claim.alias);
  const used = new Set<DraftEntity>(relations.flatMap(({ from, to }) => [from, to]));
  const entities = registry.all().filter((entity) => entity.attributes.length > 0 || used.has(entity));
  entities.forEach((entity, index) => {
    entity.id = `e${index + 1}`;
  });
  return {
    summary: null,
    entities,
    relations: relations.map(({ from, to, ...relation }) => ({
      ...relation,
      subject: from.id,
      object: { entity: to.id, value: null, quantity: null },
    })),
  };
}
