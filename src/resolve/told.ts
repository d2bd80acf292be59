import type { NamedThing } from '../types/resolution.ts';
import type { Unit } from '../types/unit.ts';
import type { State } from './things.ts';

/** Facts that are told of a thing, at most. */
export const factsTold = 3;

/** Characters of what is told of a thing. */
const mostCharacters = 160;

/** A thing as a model is told of it: what the first facts of the units say, in the words of the units, on one line. */
export function toldOf({ name, others, type }: State, id: string, said: readonly string[]): NamedThing {
  const line = said
    .slice(0, factsTold)
    .join('; ')
    .replaceAll(/[\s\p{C}]+/gu, ' ');
  return {
    id,
    name,
    type,
    aliases: others,
    said: line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line,
  };
}

/** What a unit says of one of its entities, fact by fact. */
export function saidIn(unit: Unit, entity: string): string[] {
  const nameOf = (id: string): string => unit.entities.find((one) => one.id === id)?.name ?? id;
  const attributes = unit.entities.filter(({ id }) => id === entity).flatMap((one) => one.attributes);
  return [
    ...attributes.map(({ name, value, polarity }) => `${name}: ${polarity === 'negated' ? 'not ' : ''}${value}`),
    ...unit.relations
      .filter(({ subject, object }) => subject === entity || ('entity' in object && object.entity === entity))
      .map(({ subject, predicate, object, polarity }) => {
        const verb = `${polarity === 'negated' ? 'not ' : ''}${predicate.replaceAll('_', ' ')}`;
        const target = 'entity' in object ? nameOf(object.entity) : object.value;
        return subject === entity ? `${verb} ${target}` : `${nameOf(subject)} ${verb} it`;
      }),
  ];
}
