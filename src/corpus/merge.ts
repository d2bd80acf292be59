import { openSpool, type Spool } from '../files/spool.ts';
import { combine } from '../resolve/combine.ts';
import { emptyThing } from '../resolve/gather.ts';
import { type Numbering, numberThings, recordOf } from '../resolve/publish.ts';
import { rewriteUnit } from '../resolve/rewrite.ts';
import { survivors } from '../resolve/survivors.ts';
import type { Thing } from '../resolve/things.ts';
import type { Unit, UnitEntity } from '../types/unit.ts';
import { byCodeUnit } from '../units/canonical-order.ts';
import { canonicalJson } from '../units/identity.ts';
import type { ValidateOptions } from '../validate/index.ts';
import { byPassages, byPlace, type Conflict, type Placed, placeOf, watchPlaces } from './places.ts';
import { readUnits } from './read-units.ts';
import { seedKey, seedsOf } from './seeds.ts';

export type Merged = {
  /** The units of one document after the other, by its id; of each in the order of its passages. */
  documents: AsyncGenerator<{ document: Unit['document']; units: Unit[] }>;
  /** Filled as the documents are read. */
  conflicts: Conflict[];
  totals: { read: number; twice: number; names: number; things: number };
  /** Takes the temporary file away; to be called in any case. */
  close(): Promise<void>;
};

/**
 * Joins unit files into one corpus: what bears one name, or an acronym that some document spells out and none otherwise, gets
 * one id in all documents. The result does not depend on the order of the files or of their units. Units lie in a temporary
 * file; in memory are the different names, at about 3 kB each, and 200 bytes a unit.
 * @throws KuError, see `readUnits` and `openSpool`
 */
export async function mergeFiles(sources: readonly string[], options: ValidateOptions): Promise<Merged> {
  const spool = await openSpool<Unit>();
  try {
    const { placed, read } = await collect(sources, options, spool);
    const seeds = await seedsOf(inTurn(placed, spool));
    const names = seeds.size;
    const things = combine([...seeds.values()], 'corpus');
    const numbering = numberThings(things, 'corpus');
    const conflicts: Conflict[] = [];
    const last = survivors([...seeds.values()], things);
    const thingOf = (entity: UnitEntity, unit: Unit): Thing => last(seeds.get(seedKey(entity, unit)) ?? emptyThing());
    return {
      documents: rewritten(placed, spool, numbering, thingOf, watchPlaces(placed, conflicts), options.signal),
      conflicts,
      totals: { read, twice: read - placed.length, names, things: things.length },
      close: spool.close,
    };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

/** Each unit once, in an order of its own. Of two with one id the record that comes first as text is kept, whichever was read first. */
async function collect(sources: readonly string[], options: ValidateOptions, spool: Spool<Unit>) {
  const byId = new Map<string, Placed>();
  let read = 0;
  for await (const unit of readUnits(sources, options)) {
    read += 1;
    const known = byId.get(unit.id);
    if (known !== undefined && canonicalJson(await spool.read(known.number)) <= canonicalJson(unit)) continue;
    byId.set(unit.id, placeOf(unit, await spool.add(unit)));
  }
  return { placed: [...byId.values()].sort(byPlace), read };
}

async function* inTurn(placed: readonly Placed[], spool: Spool<Unit>): AsyncGenerator<Unit> {
  for (const { number } of placed) yield spool.read(number);
}

/** A document at a time. Units of one passage stand in the order of their new ids; what became equal stands once. */
async function* rewritten(
  placed: readonly Placed[],
  spool: Spool<Unit>,
  { numbered, sha256 }: Numbering,
  thingOf: (entity: UnitEntity, unit: Unit) => Thing,
  isNew: (place: Placed, unit: Unit) => boolean,
  signal: AbortSignal | undefined,
): Merged['documents'] {
  const rewrite = (unit: Unit): Unit => {
    const publishedAs = (entity: UnitEntity) => {
      const found = numbered.get(thingOf(entity, unit));
      if (found === undefined) throw new Error(`${entity.name} became no thing`);
      return found;
    };
    const { model, prompt } = unit.resolution ?? { model: null, prompt: null };
    return rewriteUnit(
      unit,
      publishedAs,
      recordOf(unit.entities.map(publishedAs), { scope: 'corpus', sha256, model, prompt }),
    );
  };
  let last: { document: Unit['document']; units: Unit[] } | null = null;
  for (const group of byPassages(placed)) {
    signal?.throwIfAborted();
    const units = await Promise.all(group.map(async ({ number }) => rewrite(await spool.read(number))));
    const [place] = group;
    const once = units.sort((one, other) => byCodeUnit(one.id, other.id)).filter((unit) => place && isNew(place, unit));
    const [first] = once;
    if (first === undefined) continue;
    if (last?.document.id === first.document.id && last.document.sha256 === first.document.sha256)
      last.units.push(...once);
    else {
      if (last !== null) yield last;
      last = { document: first.document, units: once };
    }
  }
  if (last !== null) yield last;
}
