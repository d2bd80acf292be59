import { openSpool, type Spool } from '../files/spool.ts';
import type { Unit } from '../types/unit.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';

/** The units of one document until all of them are done. */
export type Shelf = {
  put(index: number, unit: Unit): Promise<void>;
  /** The indexes of the passages that have a unit, in order. */
  indexes(): number[];
  unit(index: number): Promise<Unit>;
  /** All of them in order; null where some lie on the disk. */
  inMemory(): Unit[] | null;
  /** Lets them go. */
  close(): Promise<void>;
};

/** The shelves of a run, which together hold so many units in memory; the others lie in a temporary file for each document. */
export type Shelves = { open(): Shelf; close(): Promise<void> };

/** A unit takes some 25 kB of memory, so that this is 6 MB, however many and however long the documents are. */
const mostInMemory = 256;

/** So many of each document are in memory in any case: an abstract never touches the disk. */
const alwaysInMemory = 4;

export function createShelves(most = mostInMemory): Shelves {
  const shelves = new Set<Shelf>();
  let inMemory = 0;
  return {
    open() {
      const shelf = openShelf({
        hasRoom: (own) => own < alwaysInMemory || inMemory < most,
        took: (units) => {
          inMemory += units;
        },
        closed: () => void shelves.delete(shelf),
      });
      shelves.add(shelf);
      return shelf;
    },
    async close() {
      await Promise.all([...shelves].map((shelf) => shelf.close()));
    },
  };
}

/** All of a shelf, as often as one likes, whether they are in memory or each is read when it is asked for. */
export function unitsOn(shelf: Shelf): UnitsOfDocument {
  const indexes = shelf.indexes();
  async function* each(): AsyncGenerator<Unit> {
    for (const index of indexes) yield shelf.unit(index);
  }
  return shelf.inMemory() ?? { length: indexes.length, [Symbol.asyncIterator]: each };
}

type Room = { hasRoom(own: number): boolean; took(units: number): void; closed(): void };

function openShelf(room: Room): Shelf {
  const here = new Map<number, Unit>();
  const away = new Map<number, number>();
  let spool: Promise<Spool<Unit>> | null = null;
  let isClosed = false;
  const spooled = (): Promise<Spool<Unit>> => {
    spool ??= openSpool<Unit>();
    return spool;
  };
  const ascending = (indexes: Iterable<number>): number[] => [...indexes].sort((one, other) => one - other);
  return {
    async put(index, unit) {
      // What was under way when another passage ended the document comes too late.
      if (isClosed) return;
      if (!room.hasRoom(here.size)) return void away.set(index, await (await spooled()).add(unit));
      here.set(index, unit);
      room.took(1);
    },
    indexes: () => ascending([...here.keys(), ...away.keys()]),
    async unit(index) {
      if (isClosed) throw new Error('the units of a document can be read until the next outcome is asked for');
      const number = away.get(index);
      const unit = number === undefined ? here.get(index) : await (await spooled()).read(number);
      if (unit === undefined) throw new Error(`there is no unit of passage ${index}`);
      return unit;
    },
    inMemory: () => (away.size > 0 ? null : ascending(here.keys()).flatMap((index) => here.get(index) ?? [])),
    async close() {
      isClosed = true;
      room.took(-here.size);
      here.clear();
      room.closed();
      const open = spool;
      spool = null;
      // Where it could not be opened, the unit that should have gone there has said so.
      if (open !== null) await (await open.catch(() => null))?.close();
    },
  };
}
