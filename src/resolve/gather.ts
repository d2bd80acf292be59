import type { Resolution, Unit, UnitEntity } from '../types/unit.ts';
import { byCodeUnit } from '../units/canonical-order.ts';
import { mergeOf, reasons } from './combine.ts';
import { isRelational } from './local-names.ts';
import type { Thing } from './things.ts';

/** Units of one document, or what hands them out again and again in the same order. */
export type UnitSupply = readonly Unit[] | { [Symbol.asyncIterator](): AsyncIterator<Unit> };

/** The things of a document, and which of them each entity is; entities that were resolved before are one already. */
export type Gathered = {
  things: Thing[];
  /** The thing of each entity of the unit at a place, in their order. */
  thingsOf: (at: number) => readonly Thing[];
  /** Entities as the units named them, each passage for itself. */
  named: number;
  units: number;
  /** What the first unit is about, and whether it was resolved before; null where there are no units. */
  first: Pick<Unit, 'document' | 'resolution'> | null;
  judge: Judge;
};

/** Who was asked which names are one thing. */
export type Judge = Pick<Resolution, 'model' | 'prompt'>;

const nobody: Judge = { model: null, prompt: null };

/**
 * Reads the entities of the units of one document. Without a resolution an id means nothing beyond its unit; but where two units name
 * something in the very same way, it is one thing from the beginning: so memory grows with the different names alone.
 */
export async function gather(units: UnitSupply): Promise<Gathered> {
  const things = new Map<string, Thing>();
  const places: Thing[][] = [];
  const judges = new Map<string, Judge>();
  let first: Gathered['first'] = null;
  let named = 0;
  for await (const unit of units) {
    const { model, prompt } = unit.resolution ?? nobody;
    judges.set(JSON.stringify([model, prompt]), { model, prompt });
    first ??= { document: unit.document, resolution: unit.resolution };
    const before = things.size;
    const own = thingsIn(unit, places.length, things);
    // What was resolved before is named once in all of its units.
    named += unit.resolution === undefined ? own.length : things.size - before;
    relate(unit, own);
    places.push(own);
  }
  const [only] = judges.values();
  // Nobody where they disagree.
  const judge = judges.size === 1 && only !== undefined ? only : nobody;
  const thingsOf = (at: number) => places[at] ?? [];
  return { things: [...things.values()], thingsOf, named, units: places.length, first, judge };
}

/** The thing of each entity of a unit, known or new. */
function thingsIn(unit: Unit, at: number, things: Map<string, Thing>): Thing[] {
  const inUnit = new Set<Thing>();
  return unit.entities.map((entity) => {
    const { key, isBySight } = keyOf(entity, unit, at);
    const known = things.get(key);
    // Two entities of one unit are two, whatever they are called, until a rule or a model says otherwise.
    const isOther = isBySight && known !== undefined && inUnit.has(known);
    const thing = (isOther ? undefined : known) ?? { ...emptyThing(), members: new Set([things.size]) };
    if (isBySight && known === thing) note(thing.merges, mergeOf([entity.name], 'same-name', reasons['same-name']));
    things.set(isOther ? `${key} ${at} ${entity.id}` : key, thing);
    inUnit.add(thing);
    add(thing, entity, unit);
    return thing;
  });
}

/** What an entity is known by: its id where that was resolved, else its type and names, unless nothing but a reader can tell. */
function keyOf({ id, name, type, aliases }: UnitEntity, { resolution }: Unit, at: number) {
  if (resolution !== undefined) return { key: JSON.stringify([resolution.sha256, id]), isBySight: false };
  if (isRelational(name)) return { key: JSON.stringify([at, id]), isBySight: false };
  return { key: JSON.stringify([type, name, ...[...aliases].sort(byCodeUnit)]), isBySight: true };
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

function relate({ entities, relations }: Unit, own: readonly Thing[]): void {
  const thingOf = new Map(entities.map(({ id }, at) => [id, own[at]]));
  for (const { subject, predicate, object } of relations) {
    if (!('entity' in object) || naming.test(predicate)) continue;
    const [one, other] = [thingOf.get(subject), thingOf.get(object.entity)];
    if (one === undefined || other === undefined || one === other) continue;
    for (const member of other.members) one.related.add(member);
    for (const member of one.members) other.related.add(member);
  }
}
