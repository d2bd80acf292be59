import type { Unit } from '../types/unit.ts';

const remembered = new WeakMap<Unit, string>();

/** The JSON of a unit that is kept, and written next. */
export function jsonToKeep(unit: Unit): string {
  const json = JSON.stringify(unit);
  remembered.set(unit, json);
  return json;
}

/** The JSON of a unit, which is not made again where it was kept. */
export const jsonOf = (unit: Unit): string => remembered.get(unit) ?? JSON.stringify(unit);
