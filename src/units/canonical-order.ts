import type { Draft, DraftAttribute, DraftRelation } from '../types/draft.ts';
import type { Unit, UnitAttribute, UnitEntity, UnitRelation } from '../types/unit.ts';

/**
 * Facts in an order of their own, so that the arrangement of the source does not shine through: entities by name,
 * attributes by name and value, relations by subject, predicate and object. Entities are numbered in that order.
 */
export function inCanonicalOrder(draft: Draft): Pick<Unit, 'entities' | 'relations'> {
  const sorted = draft.entities
    .map((entity) => ({ entity, key: `${entity.name.toLowerCase()}\u0000${entity.name}\u0000${entity.type}` }))
    .sort((one, other) => byCodeUnit(one.key, other.key));
  const ids = new Map(sorted.map(({ entity }, index) => [entity.id, `e${index + 1}`]));
  const entities = sorted.map(
    ({ entity }, index): UnitEntity => ({
      id: `e${index + 1}`,
      name: entity.name,
      type: entity.type,
      aliases: [...entity.aliases].sort(byCodeUnit),
      attributes: sortedBy(entity.attributes.map(publishedAttribute), (one) => [one.name, one.value]),
    }),
  );
  const relations = draft.relations.map((relation) => publishedRelation(relation, ids));
  return { entities, relations: sortedBy(relations, relationKey) };
}

function publishedAttribute(attribute: DraftAttribute): UnitAttribute {
  const { name, value, quantity } = attribute;
  return { name, value, quantity, ...qualifiersOf(attribute) };
}

function publishedRelation(relation: DraftRelation, ids: Map<string, string>): UnitRelation {
  const { entity, value, quantity } = relation.object;
  const object = entity === null ? { value: value ?? '', quantity } : { entity: idOf(entity, ids) };
  return { subject: idOf(relation.subject, ids), predicate: relation.predicate, object, ...qualifiersOf(relation) };
}

function qualifiersOf(fact: DraftAttribute | DraftRelation) {
  const { conditions, polarity, certainty, evidence } = fact;
  return { conditions, polarity, certainty, evidence: [...new Set(evidence)].sort((one, other) => one - other) };
}

function idOf(id: string, ids: Map<string, string>): string {
  const published = ids.get(id);
  if (published === undefined)
    throw new Error(`a relation refers to ${id}, which is no entity: checks come before this`);
  return published;
}

function relationKey(relation: UnitRelation): string[] {
  const object = 'entity' in relation.object ? [relation.object.entity, ''] : ['', relation.object.value];
  return [relation.subject.slice(1).padStart(6, '0'), relation.predicate, ...object, ...relation.conditions];
}

/** The rest of a fact decides between equal keys, so that the order never depends on the order of the draft. */
function sortedBy<Fact>(facts: Fact[], key: (fact: Fact) => string[]): Fact[] {
  return facts
    .map((fact) => ({ fact, key: [...key(fact), JSON.stringify(fact)].join('\u0000') }))
    .sort((one, other) => byCodeUnit(one.key, other.key))
    .map(({ fact }) => fact);
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
