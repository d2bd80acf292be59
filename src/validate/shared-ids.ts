import type { Unit } from '../types/unit.ts';
import type { Finding } from './problems.ts';

/** What is remembered of the entities of resolved units: by resolution and id, the name and type, and where they stand. */
export type SharedIds = Map<string, { is: string; place: string }>;

/** Entities that have the id of another one, of the same resolution, and not its name and type. */
export function* unlikeEntities(unit: Unit, place: () => string, shared: SharedIds): Generator<Finding> {
  if (unit.resolution === undefined) return;
  for (const [index, { id, name, type }] of unit.entities.entries()) {
    const key = `${unit.resolution.sha256} ${id}`;
    const is = `${type} ${JSON.stringify(name)}`;
    const known = shared.get(key);
    if (known === undefined) shared.set(key, { is, place: place() });
    else if (known.is !== is) {
      const message = `${id} is the ${is} here and the ${known.is} in the unit at ${known.place}, which shares its ids`;
      yield {
        path: ['entities', index, 'id'],
        code: 'unlike-entity',
        message,
        expected: 'one name and type for an id',
      };
    }
  }
}
