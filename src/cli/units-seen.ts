import type { Unit } from '../types/unit.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';

/** The same units, each of which is shown once, however often they are gone through. */
export function eachOnce(units: UnitsOfDocument, see: (unit: Unit) => void): UnitsOfDocument {
  let seen = 0;
  async function* watched(): AsyncGenerator<Unit> {
    let at = 0;
    for await (const unit of units) {
      if (at === seen) {
        see(unit);
        seen += 1;
      }
      at += 1;
      yield unit;
    }
  }
  return { length: units.length, [Symbol.asyncIterator]: watched };
}
