import type { Unit, UnitAttribute, UnitEntity, UnitRelation } from '../types/unit.ts';

/**
 * What the units of a document say, a fact a line, for a reader to find and quote: names, values, conditions, polarity and certainty.
 * Neither the text nor ids, offsets and hashes are in it.
 */
export function contextOf(units: readonly Unit[]): string {
  const ordered = [...units].sort((one, other) => one.passage.index - other.passage.index);
  return ordered.flatMap(linesOf).join('\n');
}

function linesOf({ summary, entities, relations }: Unit): string[] {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  return [
    ...(summary === null ? [] : [summary]),
    ...entities.flatMap(entityLines),
    ...relations.map((relation) => relationLine(relation, names)),
  ];
}

function entityLines({ name, type, aliases, attributes }: UnitEntity): string[] {
  const also = aliases.length === 0 ? '' : `, also ${aliases.join(', ')}`;
  const facts = attributes.map((one) => attributeLine(name, one));
  return [`${name} (${type.replaceAll('_', ' ')}${also})`, ...facts];
}

/** An attribute of what bears the name, as one line. */
export const attributeLine = (name: string, attribute: UnitAttribute): string =>
  `${name} - ${attribute.name}: ${attribute.value}${qualified(attribute)}`;

/** @param names of entities by their ids */
export function relationLine(relation: UnitRelation, names: ReadonlyMap<string, string>): string {
  const { subject, predicate, object } = relation;
  const named = (id: string) => names.get(id) ?? id;
  const what = 'entity' in object ? named(object.entity) : object.value;
  return `${named(subject)} ${predicate.replaceAll('_', ' ')} ${what}${qualified(relation)}`;
}

/** What is usual, affirmed and stated as certain, goes without saying. */
function qualified({ conditions, polarity, certainty }: UnitAttribute | UnitRelation): string {
  const parts = conditions.map((condition) => `when: ${condition}`);
  if (polarity !== 'affirmed') parts.push(polarity);
  if (certainty !== 'stated') parts.push(certainty);
  return parts.length === 0 ? '' : ` [${parts.join('; ')}]`;
}
