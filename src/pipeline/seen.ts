import { createHash } from 'node:crypto';
import type { Document } from '../types/document.ts';

/** Tells whether a document with the same id and the same text came before, and where. */
export type Seen = {
  /** The place of the first one; null where this is it. */
  before(document: Pick<Document, 'id' | 'sha256' | 'place'>): string | null;
};

/** A slot holds 64 bits of a hash and the number of its document, counted from 1; 0 is an empty one. */
const slotLength = 3;
const firstSlots = 1024;

/** It takes some 24 bytes a document: a million of them are read in one run. */
export function createSeen(): Seen {
  const places = createPlaces();
  let slots = new Uint32Array(slotLength * firstSlots);
  let documents = 0;

  function put(table: Uint32Array, high: number, low: number, number: number): number | null {
    const at = slotOf(table, high, low);
    const known = table[at + 2] ?? 0;
    if (known === 0) table.set([high, low, number], at);
    return known === 0 ? null : known;
  }

  function grow(): void {
    const larger = new Uint32Array(2 * slots.length);
    for (let at = 0; at < slots.length; at += slotLength) {
      const [high = 0, low = 0, number = 0] = slots.subarray(at, at + slotLength);
      if (number !== 0) put(larger, high, low, number);
    }
    slots = larger;
  }

  return {
    before({ id, sha256, place }) {
      const hash = createHash('sha256')
        .update(JSON.stringify([id, sha256]))
        .digest();
      const known = put(slots, hash.readUInt32LE(0), hash.readUInt32LE(4), documents + 1);
      if (known !== null) return places.at(known - 1);
      documents += 1;
      places.add(place);
      if (2 * slotLength * documents > slots.length) grow();
      return null;
    },
  };
}

/** The slot of a hash, or the empty one where it belongs. */
function slotOf(table: Uint32Array, high: number, low: number): number {
  for (let slot = low % (table.length / slotLength); ; slot = (slot + 1) % (table.length / slotLength)) {
    const at = slot * slotLength;
    if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
  }
}

/** Places in the order in which they were added. Those that count on, like the lines of a file, are kept as one. */
function createPlaces() {
  const runs: { from: number; prefix: string; number: number | null }[] = [];
  let length = 0;
  return {
    add(place: string): void {
      const [, prefix = place, digits = null] = /^(.*[:#])(0|[1-9]\d{0,14})$/s.exec(place) ?? [];
      const number = digits === null ? null : Number(digits);
      const last = runs.at(-1);
      const goesOn = last?.prefix === prefix && last.number !== null && number === last.number + length - last.from;
      if (!goesOn) runs.push({ from: length, prefix, number });
      length += 1;
    },
    at(index: number): string {
      let [low, high] = [0, runs.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((runs[middle]?.from ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      const { from, prefix, number } = runs[low] ?? { from: 0, prefix: '', number: null };
      return number === null ? prefix : `${prefix}${number + index - from}`;
    },
  };
}
