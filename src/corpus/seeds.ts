import { mergeOf, reasons } from '../resolve/combine.ts';
import { add, emptyThing, note } from '../resolve/gather.ts';
import { isLocalName, isRelational } from '../resolve/local-names.ts';
import { isAcronym } from '../resolve/names.ts';
import type { Thing } from '../resolve/things.ts';
import type { Unit, UnitEntity } from '../types/unit.ts';

/**
 * A name of a type, wherever it is used. What means something in its document alone has a seed in each, and so has an acronym, which
 * documents may spell out differently; "level" has one wherever it is used; things of a corpus are one already.
 */
export function seedKey({ id, name, type }: UnitEntity, { id: unit, document, resolution }: Unit): string {
  if (resolution?.scope === 'corpus') return JSON.stringify([resolution.sha256, id]);
  if (isRelational(name)) return JSON.stringify([resolution?.sha256 ?? unit, id]);
  const own = isAcronym(name) ? document.sha256 : homeOf(name, type, document.sha256);
  return JSON.stringify([name, type, own]);
}

const homeOf = (name: string, type: UnitEntity['type'], sha256: string): string | null =>
  isLocalName(name, type) || isRelational(name) ? sha256 : null;

/** The things of a corpus before anything is merged, by their keys. */
export async function seedsOf(units: AsyncIterable<Unit>): Promise<Map<string, Thing>> {
  const seeds = new Map<string, Thing>();
  const sources = new Map<Thing, string>();
  for await (const unit of units) {
    const { sha256 } = unit.document;
    const source = unit.resolution?.sha256 ?? unit.id;
    for (const entity of unit.entities) {
      const key = seedKey(entity, unit);
      const home = homeOf(entity.name, entity.type, sha256);
      const thing = seeds.get(key) ?? { ...emptyThing(), members: new Set([seeds.size]), home };
      seeds.set(key, thing);
      add(thing, entity, unit);
      // What one resolution made one needs no further merge.
      const first = sources.get(thing) ?? source;
      sources.set(thing, first);
      if (first !== source) note(thing.merges, mergeOf([entity.name], 'same-name', reasons['same-name']));
    }
  }
  return seeds;
}
