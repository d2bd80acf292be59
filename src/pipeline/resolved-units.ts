import { type Resolved, resolveNames, resolveUnits } from '../resolve/index.ts';
import type { Resolver } from '../types/resolution.ts';
import type { Unit } from '../types/unit.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';
import type { Shelf } from './shelf.ts';

/**
 * The units of a document with one id and one name for each thing. Where they lie on the disk, each is read and rewritten when it is
 * asked for.
 */
export async function resolvedUnits(
  shelf: Shelf,
  resolver: Resolver | null,
  signal: AbortSignal,
): Promise<Omit<Resolved, 'units'> & { units: UnitsOfDocument }> {
  const here = shelf.inMemory();
  if (here !== null) return resolveUnits(here, resolver, signal);
  const indexes = shelf.indexes();
  async function* each<Value>(make: (unit: Unit, at: number) => Value): AsyncGenerator<Value> {
    for (const [at, index] of indexes.entries()) yield make(await shelf.unit(index), at);
  }
  const stored = { [Symbol.asyncIterator]: () => each((unit) => unit) };
  const { rewrite, ...rest } = await resolveNames(stored, resolver, signal);
  return { ...rest, units: { length: indexes.length, [Symbol.asyncIterator]: () => each(rewrite) } };
}
