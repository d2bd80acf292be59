import type { Thing } from './things.ts';

/** Of each thing that there was the one that it became part of. */
export function survivors(before: readonly Thing[], left: readonly Thing[]): (thing: Thing) => Thing {
  const byMember = new Map(
    left.flatMap((thing) => [...thing.members].map((member): [number, Thing] => [member, thing])),
  );
  const last = new Map(before.map((thing) => [thing, byMember.get(firstOf(thing.members)) ?? thing]));
  return (thing) => last.get(thing) ?? thing;
}

const firstOf = (members: ReadonlySet<number>): number => members.values().next().value ?? -1;
