import { type EntityType, entityTypes } from '../types/fact.ts';
import type { Merge, Refusal } from '../types/resolution.ts';
import { isAcronym, isShortOf, nameOf, namesIn } from './names.ts';

/** Something that the units of a document, or of a corpus, name: all entities that are held to be it. */
export type Thing = {
  /** Its names, with the number of entities that have each. */
  names: Map<string, number>;
  aliases: Set<string>;
  types: Map<EntityType, number>;
  merges: Merge[];
  refused: Refusal[];
  /** Numbers of the entities that it is made of, and of those that a relation holds against one of them. */
  members: Set<number>;
  related: Set<number>;
  /** Where it is at home: null where its name means the same in every document, else the document's digest. */
  home: string | null;
};

/** A thing as it would be published. What is decided from this alone is decided alike when the units are read again. */
export type State = {
  thing: Thing;
  name: string;
  others: string[];
  /** All that it is called: what stands in brackets behind a name is a name of its own. */
  surfaces: string[];
  type: EntityType;
  /** Decides the order of things, which never depends on the order of the input: names and types, then where they are at home. */
  key: string;
};

export function stateOf(thing: Thing): State {
  const name = canonicalName(thing.names);
  const others = new Set([...thing.names.keys(), ...thing.aliases]);
  others.delete(name);
  const sorted = [...others].sort();
  const surfaces = [...new Set([name, ...sorted].flatMap(namesIn))];
  const type = canonicalType(thing.types);
  const place = String(Math.min(...thing.members)).padStart(9, '0');
  const key = [name.toLowerCase(), name, type, sorted.join('\u0001'), thing.home ?? '', place].join('\u0000');
  return { thing, name, others: sorted, surfaces, type, key };
}

/** The name that most entities have; among equals one that spells out what others shorten, in the singular, in lower case. */
function canonicalName(names: ReadonlyMap<string, number>): string {
  const [best] = [...names].sort(
    ([one, often], [other, otherOften]) =>
      otherOften - often ||
      nameOf(other).tokens.length - nameOf(one).tokens.length ||
      one.length - other.length ||
      Number(/^\p{Lu}/u.test(one)) - Number(/^\p{Lu}/u.test(other)) ||
      (one < other ? -1 : 1),
  );
  if (best === undefined) throw new Error('a thing has no name: units are checked before this');
  return best[0];
}

/** The type that most entities have; `other` only where none says more. */
function canonicalType(types: ReadonlyMap<EntityType, number>): EntityType {
  const rank = (type: EntityType): number => entityTypes.indexOf(type);
  const [best] = [...types].sort(
    ([one, often], [other, otherOften]) =>
      Number(one === 'other') - Number(other === 'other') || otherOften - often || rank(one) - rank(other),
  );
  return best?.[0] ?? 'other';
}

/** Of each acronym that a thing has, the names of its own that the acronym is short for, in the form in which names are compared. */
export function spelledOut(state: State): Map<string, Set<string>> {
  const names = state.surfaces;
  const longs = names.filter((name) => nameOf(name).tokens.length > 1);
  return new Map(
    names
      .filter(isAcronym)
      .map((short) => [
        nameOf(short).key,
        new Set(longs.filter((long) => isShortOf(short, long)).map((long) => nameOf(long).key)),
      ]),
  );
}

/** Puts one thing into the other, which stays. */
export function absorb(kept: Thing, gone: Thing, merge: Merge): void {
  for (const [name, often] of gone.names) kept.names.set(name, (kept.names.get(name) ?? 0) + often);
  for (const [type, often] of gone.types) kept.types.set(type, (kept.types.get(type) ?? 0) + often);
  for (const alias of gone.aliases) kept.aliases.add(alias);
  for (const member of gone.members) kept.members.add(member);
  for (const member of gone.related) kept.related.add(member);
  kept.merges.push(...gone.merges, merge);
  kept.refused.push(...gone.refused);
}

export const areRelated = (one: Thing, other: Thing): boolean => {
  const [few, many] =
    one.related.size < other.members.size ? [one.related, other.members] : [other.members, one.related];
  for (const member of few) if (many.has(member)) return true;
  return false;
};
