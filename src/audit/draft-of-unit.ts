import type { Draft } from '../types/draft.ts';
import type { Qualifiers } from '../types/fact.ts';
import type { Unit, UnitRelation } from '../types/unit.ts';

/** The content of a unit as the checks take it. Nothing changes its place, so pointers into the draft lead into the unit. */
export function draftOfUnit({ summary, entities, relations }: Pick<Unit, 'summary' | 'entities' | 'relations'>): Draft {
  return {
    summary,
    entities: entities.map(({ id, name, type, aliases, attributes }) => ({
      id,
      name,
      type,
      aliases,
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        value: attribute.value,
        quantity: attribute.quantity,
        ...qualifiersOf(attribute),
      })),
    })),
    relations: relations.map((relation) => ({
      subject: relation.subject,
      predicate: relation.predicate,
      object: objectOf(relation),
      ...qualifiersOf(relation),
    })),
  };
}

function objectOf({ object }: UnitRelation): Draft['relations'][number]['object'] {
  if ('entity' in object) return { entity: object.entity, value: null, quantity: null };
  return { entity: null, value: object.value, quantity: object.quantity };
}

const qualifiersOf = ({ conditions, polarity, certainty, evidence }: Qualifiers): Qualifiers => ({
  conditions,
  polarity,
  certainty,
  evidence,
});
