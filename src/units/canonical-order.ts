import type { Draft, DraftRelation } from '../types/draft.ts';

/**
 * Facts in an order of their own, so that the arrangement of the source does not shine through: entities by name,
 * attributes by name and value, relations by subject, predicate and object. Entities are numbered in that order.
 */
export function inCanonicalOrder(draft: Draft): Draft {
  const sorted = draft.entities
    .map((entity) => ({ entity, key: `${entity.name.toLowerCase()}\u0000${entity.name}\u0000${entity.type}` }))
    .sort((one, other) => byCodeUnit(one.key, other.key));
  const ids = new Map(sorted.map(({ entity }, index) => [entity.id, `e${index + 1}`]));
  const entities = sorted.map(({ entity }, index) => ({
    ...entity,
    id: `e${index + 1}`,
    aliases: [...entity.aliases].sort(byCodeUnit),
    attributes: sortedBy(entity.attributes.map(withSortedEvidence), (one) => [one.name, one.value]),
  }));
  const relations = draft.relations.map((relation) => renamed(withSortedEvidence(relation), ids));
  return { summary: draft.summary, entities, relations: sortedBy(relations, relationKey) };
}

function renamed(relation: DraftRelation, ids: Map<string, string>): DraftRelation {
  const { entity, value, quantity } = relation.object;
  const object = { entity: entity === null ? null : idOf(entity, ids), value, quantity };
  return { ...relation, subject: idOf(relation.subject, ids), object };
}

const withSortedEvidence = <Fact extends { evidence: number[] }>(fact: Fact): Fact => ({
  ...fact,
  evidence: [...new Set(fact.evidence)].sort((one, other) => one - other),
});

function idOf(id: string, ids: Map<string, string>): string {
  const published = ids.get(id);
  if (published === undefined)
    throw new Error(`a relation refers to ${id}, which is no entity: checks come before this`);
  return published;
}

function relationKey({ subject, predicate, object, conditions }: DraftRelation): string[] {
  const padded = (id: string): string => id.slice(1).padStart(6, '0');
  return [padded(subject), predicate, padded(object.entity ?? ''), object.value ?? '', ...conditions];
}

/** The rest of a fact decides between equal keys, so that the order never depends on the order of the draft. */
export function sortedBy<Fact>(facts: Fact[], key: (fact: Fact) => string[]): Fact[] {
  if (facts.length < 2) return facts;
  return facts
    .map((fact) => ({ fact, key: [...key(fact), JSON.stringify(fact)].join('\u0000') }))
    .sort((one, other) => byCodeUnit(one.key, other.key))
    .map(({ fact }) => fact);
}

export function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
