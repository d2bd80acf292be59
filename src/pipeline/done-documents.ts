import type { Document } from '../types/document.ts';
import type { KeptDocuments } from '../types/kept-documents.ts';
import type { Spending } from '../types/spending.ts';
import type { Unit } from '../types/unit.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';
import { type Shelf, unitsOn } from './shelf.ts';

type Done = { units: UnitsOfDocument; spending: Spending; notes: string[] };

/** Units of a document above which it is not kept: so many are in memory once more. */
const mostUnits = 64;

/**
 * What was kept of a document, with its units on the shelf like those of any other: many that wait for an earlier one would fill the memory. Null
 * where nothing was.
 */
export async function findDone(kept: KeptDocuments, document: Document, shelf: Shelf): Promise<Done | null> {
  const known = kept.find(document);
  if (known === null) return null;
  for (const [index, unit] of known.units.entries()) await shelf.put(index, unit);
  return { ...known, units: unitsOn(shelf) };
}

/** Keeps a document of which nothing failed and no call came to nothing, as another run would find it: with nothing sent for it. */
export async function keepDone(
  kept: KeptDocuments,
  document: Document,
  { units, spending, notes }: Done,
  keys: readonly string[],
): Promise<void> {
  if (units.length > mostUnits) return;
  const all: Unit[] = [];
  for await (const unit of units) all.push(unit);
  kept.keep(document, { units: all, spending: withoutCalls(spending), notes }, keys);
}

const withoutCalls = (spending: Spending): Spending =>
  Object.fromEntries(Object.entries(spending).map(([kind, calls]) => [kind, { ...calls, calls: 0 }]));
