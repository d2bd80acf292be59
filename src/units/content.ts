import type { Checked } from '../types/checked.ts';
import type { Draft, DraftAttribute, DraftRelation } from '../types/draft.ts';
import type { Unit, UnitAttribute, UnitRelation } from '../types/unit.ts';

/** Entities and relations as they are published; what the passage does not name, or says nothing of, is marked. */
export function publishedContent({
  draft,
  findings,
}: Pick<Checked, 'draft' | 'findings'>): Pick<Unit, 'entities' | 'relations'> {
  const ungrounded = ungroundedEntities(draft, findings);
  const unsupported = new Set(findings.filter(({ check }) => check === 'support').map(({ target }) => target));
  return {
    entities: draft.entities.map((entity, entityAt) => ({
      ...entity,
      attributes: entity.attributes.map((one, at) =>
        publishedAttribute(one, ungrounded.has(entity.id) || unsupported.has(`/entities/${entityAt}/attributes/${at}`)),
      ),
    })),
    relations: draft.relations.map((one, at) => {
      const isUngrounded = ungrounded.has(one.subject) || ungrounded.has(one.object.entity ?? '');
      return publishedRelation(one, isUngrounded || unsupported.has(`/relations/${at}`));
    }),
  };
}

/** Ids of the entities whose name, not just an alias of theirs, was not found. */
function ungroundedEntities(draft: Draft, findings: Checked['findings']): Set<string> {
  const targets = new Set(
    findings.filter(({ check, what }) => check === 'grounding' && what === 'entity').map(({ target }) => target),
  );
  return new Set(draft.entities.flatMap(({ id }, at) => (targets.has(`/entities/${at}`) ? [id] : [])));
}

function publishedAttribute(attribute: DraftAttribute, inferred: boolean): UnitAttribute {
  const { name, value, quantity } = attribute;
  return { name, value, quantity, ...qualifiersOf(attribute, inferred) };
}

function publishedRelation(relation: DraftRelation, inferred: boolean): UnitRelation {
  const { entity, value, quantity } = relation.object;
  const object = entity === null ? { value: value ?? '', quantity } : { entity };
  return { subject: relation.subject, predicate: relation.predicate, object, ...qualifiersOf(relation, inferred) };
}

function qualifiersOf(
  { conditions, polarity, certainty, evidence, confidence }: DraftAttribute | DraftRelation,
  inferred: boolean,
) {
  const trust = confidence === undefined ? {} : { confidence };
  return { conditions, polarity, certainty, evidence, ...trust, ...(inferred ? { inferred: true as const } : {}) };
}
