import type { Unit } from '../types/unit.ts';
import { byCodeUnit } from '../units/canonical-order.ts';

/** A unit in its place, and its number in the spool. */
export type Placed = { number: number; id: string; document: string; sha256: string; start: number; end: number };

export function placeOf({ id, document, passage }: Unit, number: number): Placed {
  const { start, end } = passage;
  return { number, id, document: document.id, sha256: document.sha256, start, end };
}

export const byPlace = (one: Placed, other: Placed): number =>
  byCodeUnit(one.document, other.document) ||
  byCodeUnit(one.sha256, other.sha256) ||
  one.start - other.start ||
  one.end - other.end ||
  byCodeUnit(one.id, other.id);

/** A passage that several units are about, and these. */
export function* byPassages(placed: readonly Placed[]): Generator<Placed[]> {
  let group: Placed[] = [];
  for (const one of placed) {
    const [first] = group;
    const isSame =
      first?.sha256 === one.sha256 &&
      first.document === one.document &&
      first.start === one.start &&
      first.end === one.end;
    if (!isSame && group.length > 0) {
      yield group;
      group = [];
    }
    group.push(one);
  }
  if (group.length > 0) yield group;
}

/** Several units about one passage that say different things. All of them are kept. */
export type Conflict = { document: string; start: number; end: number; units: string[] };

const placeKey = ({ sha256, start, end }: Placed): string => `${sha256} ${start} ${end}`;

/** The passages that several units are about. */
function sharedPlaces(placed: readonly Placed[]): Set<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const key of placed.map(placeKey)) (once.has(key) ? again : once).add(key);
  return again;
}

/** Lets each unit pass once, and writes down what units say different things about one passage. */
export function watchPlaces(placed: readonly Placed[], conflicts: Conflict[]): (place: Placed, unit: Unit) => boolean {
  const shared = sharedPlaces(placed);
  const seen = new Map<string, Conflict>();
  return (place, { id }) => {
    const key = placeKey(place);
    if (!shared.has(key)) return true;
    const known = seen.get(key);
    if (known?.units.includes(id)) return false;
    if (known === undefined)
      seen.set(key, { document: place.document, start: place.start, end: place.end, units: [id] });
    else if (known.units.push(id) === 2) conflicts.push(known);
    return true;
  };
}
