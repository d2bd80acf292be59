import type { Unit, UnitEntity } from '../types/unit.ts';
import type { Thing } from './things.ts';

/** The things of a document, and which of them each entity is; entities that were resolved before are one already. */
export type Gathered = { things: Thing[]; thingOf: (unit: number, entity: string) => Thing };

/** Reads the entities of the units of one document. Without a resolution an id means nothing beyond its unit. */
export function gather(units: readonly Unit[]): Gathered {
  const things = new Map<string, Thing>();
  const keyOf = (unit: number, entity: string): string => `${units[unit]?.resolution?.sha256 ?? unit} ${entity}`;
  const numbers = new Map<string, number>();
  for (const [at, unit] of units.entries()) {
    for (const entity of unit.entities) {
      const key = keyOf(at, entity.id);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      const thing = things.get(key) ?? { ...emptyThing(), members: new Set([number]) };
      things.set(key, thing);
      add(thing, entity, unit);
    }
  }
  const thingOf = (unit: number, entity: string): Thing => {
    const thing = things.get(keyOf(unit, entity));
    if (thing === undefined) throw new Error(`${entity} is no entity of its unit: units are checked before this`);
    return thing;
  };
  for (const [at, unit] of units.entries()) relate(unit, (entity) => thingOf(at, entity));
  return { things: [...things.values()], thingOf };
}

export const emptyThing = (): Thing => ({
  names: new Map(),
  aliases: new Set(),
  types: new Map(),
  merges: [],
  refused: [],
  members: new Set(),
  related: new Set(),
  home: null,
});

/** What a unit says of a thing: its name there, its aliases, and how it came to be one. */
export function add(thing: Thing, { id, name, type, aliases }: UnitEntity, { resolution }: Unit): void {
  thing.names.set(name, (thing.names.get(name) ?? 0) + 1);
  thing.types.set(type, (thing.types.get(type) ?? 0) + 1);
  for (const alias of aliases) thing.aliases.add(alias);
  for (const { entity, names, rule, reason } of resolution?.merges ?? []) {
    if (entity === id) note(thing.merges, { names, rule, reason });
  }
  for (const { entity, names, guard, reason } of resolution?.refused ?? []) {
    if (entity === id) note(thing.refused, { names, guard, reason });
  }
}

/** Writes something down that may stand there already. */
export function note<One extends { names: string[]; reason: string }>(list: One[], one: One): void {
  const isSame = (known: One): boolean =>
    known.reason === one.reason && known.names.join('\n') === one.names.join('\n');
  if (!list.some(isSame)) list.push(one);
}

/** Verbs that tie a thing to another name of its own; every other relation is between two things. */
const naming =
  /^(?:is_|are_|was_|also_|be_)*(?:short_for|abbreviat\w*|stands?_for|acronym\w*|known_as|called|named|denot\w*|refers?_to_as|referred_to_as|synonym\w*|same_as|identical_to|alias\w*|defined_as|termed|equivalent_name\w*)(?:_\w+)?$/;

function relate({ relations }: Unit, thingOf: (entity: string) => Thing): void {
  for (const { subject, predicate, object } of relations) {
    if (!('entity' in object) || naming.test(predicate)) continue;
    const [one, other] = [thingOf(subject), thingOf(object.entity)];
    if (one === other) continue;
    for (const member of other.members) one.related.add(member);
    for (const member of one.members) other.related.add(member);
  }
}
