import type { EntityType } from '../types/fact.ts';
import type { Resolution, Unit, UnitAttribute, UnitEntity, UnitRelation } from '../types/unit.ts';
import { byCodeUnit, sortedBy } from '../units/canonical-order.ts';
import { canonicalJson, unitId } from '../units/identity.ts';
import { movedFindings, type Places } from './places.ts';

/** What an entity of a unit becomes. */
export type Published = { id: string; name: string; type: EntityType };

/**
 * A unit with the ids, names and types of a document or a corpus. Entities that became one are one, facts of the unit that became
 * equal are one with their evidence united, and the findings of the audit point to where things stand now. A relation of a
 * thing to itself, as "is short for", keeps its object as a value. Aliases are the names that this unit has for the thing.
 */
export function rewriteUnit(unit: Unit, publishedAs: (entity: UnitEntity) => Published, resolution: Resolution): Unit {
  const places: Places = new Map();
  const published = new Map(unit.entities.map((entity) => [entity.id, publishedAs(entity)]));
  const entities = entitiesOf(unit, published, places);
  const relations = relationsOf(unit, published, places);
  const { schema, id: _, document, passage, summary, audit, provenance } = unit;
  const findings = movedFindings(audit.findings, places);
  const content = {
    document,
    passage,
    summary,
    entities,
    relations,
    resolution,
    audit: { ...audit, findings },
    provenance,
  };
  return { schema, id: unitId({ schema, ...content }), ...content };
}

type From<Fact> = { fact: Fact; from: string[] };

function entitiesOf(unit: Unit, published: ReadonlyMap<string, Published>, places: Places): UnitEntity[] {
  const groups = new Map<string, { as: Published; parts: { entity: UnitEntity; at: number }[] }>();
  for (const [at, entity] of unit.entities.entries()) {
    const as = idOf(published, entity.id);
    const group = groups.get(as.id) ?? { as, parts: [] };
    group.parts.push({ entity, at });
    groups.set(as.id, group);
  }
  const inOrder = [...groups.values()].sort((one, other) => numberOf(one.as.id) - numberOf(other.as.id));
  return inOrder.map(({ as, parts }, at) => entityOf(as, parts, `/entities/${at}`, places));
}

const numberOf = (id: string): number => Number(id.slice(1));

function entityOf(
  as: Published,
  parts: { entity: UnitEntity; at: number }[],
  pointer: string,
  places: Places,
): UnitEntity {
  const names = new Set(parts.flatMap(({ entity }) => [entity.name, ...entity.aliases]));
  names.delete(as.name);
  const aliases = [...names].sort(byCodeUnit);
  const placeOf = (name: string): string =>
    name === as.name ? `${pointer}/name` : `${pointer}/aliases/${aliases.indexOf(name)}`;
  for (const { entity, at } of parts) {
    places.set(`/entities/${at}`, pointer);
    places.set(`/entities/${at}/name`, placeOf(entity.name));
    for (const [position, alias] of entity.aliases.entries()) {
      places.set(`/entities/${at}/aliases/${position}`, placeOf(alias));
    }
  }
  const facts = parts.flatMap(({ entity, at }) =>
    entity.attributes.map((fact, position) => ({ fact, from: [`/entities/${at}/attributes/${position}`] })),
  );
  const attributes = placed(
    united<UnitAttribute>(facts),
    ({ name, value }) => [name, value],
    `${pointer}/attributes`,
    places,
  );
  return { id: as.id, name: as.name, type: as.type, aliases, attributes };
}

function relationsOf(unit: Unit, published: ReadonlyMap<string, Published>, places: Places): UnitRelation[] {
  const names = new Map(unit.entities.map(({ id, name }) => [id, name]));
  const renamed = unit.relations.map((relation): UnitRelation => {
    const { subject, object } = relation;
    const own = idOf(published, subject).id;
    if (!('entity' in object)) return { ...relation, subject: own };
    const target = idOf(published, object.entity).id;
    if (target !== own || object.entity === subject) return { ...relation, subject: own, object: { entity: target } };
    return { ...relation, subject: own, object: { value: names.get(object.entity) ?? object.entity, quantity: null } };
  });
  const facts = renamed.map((fact, at) => ({ fact, from: [`/relations/${at}`] }));
  return placed(united(facts), relationKey, '/relations', places);
}

function idOf(published: ReadonlyMap<string, Published>, id: string): Published {
  const found = published.get(id);
  if (found === undefined)
    throw new Error(`a relation refers to ${id}, which is no entity: units are checked before this`);
  return found;
}

const padded = (id: string): string => id.slice(1).padStart(9, '0');

const relationKey = ({ subject, predicate, object, conditions }: UnitRelation): string[] => [
  padded(subject),
  predicate,
  'entity' in object ? padded(object.entity) : '',
  'entity' in object ? '' : object.value,
  ...conditions,
];

/** Facts that say the same are one, with the sentences of all; inferred only where all of them are. */
function united<Fact extends UnitAttribute | UnitRelation>(facts: readonly From<Fact>[]): From<Fact>[] {
  const known = new Map<string, From<Fact>>();
  for (const { fact, from } of facts) {
    const key = canonicalJson({ ...fact, evidence: undefined, inferred: undefined });
    const same = known.get(key);
    known.set(
      key,
      same === undefined ? { fact, from } : { fact: joined(same.fact, fact), from: [...same.from, ...from] },
    );
  }
  return [...known.values()];
}

function joined<Fact extends UnitAttribute | UnitRelation>(one: Fact, other: Fact): Fact {
  const evidence = [...new Set([...one.evidence, ...other.evidence])].sort((a, b) => a - b);
  const { inferred, ...rest } = one;
  const isInferred = inferred === true && other.inferred === true;
  return { ...rest, evidence, ...(isInferred ? { inferred: true } : {}) } as Fact;
}

/** Facts in the order of units, with the place of each written down. */
function placed<Fact>(facts: From<Fact>[], key: (fact: Fact) => string[], list: string, places: Places): Fact[] {
  const sorted = sortedBy(
    facts.map(({ fact }) => fact),
    key,
  );
  const origins = new Map(facts.map(({ fact, from }) => [fact, from]));
  for (const [at, fact] of sorted.entries()) {
    for (const from of origins.get(fact) ?? []) places.set(from, `${list}/${at}`);
  }
  return sorted;
}
