import type { Resolver } from '../types/resolution.ts';
import { noUsage } from '../types/spending.ts';
import type { Resolution, Unit } from '../types/unit.ts';
import type { Usage } from '../types/usage.ts';
import { byCodeUnit } from '../units/canonical-order.ts';
import { type Asked, askAbout } from './ask.ts';
import { combine } from './combine.ts';
import { type Gathered, gather } from './gather.ts';
import { numberThings, recordOf } from './publish.ts';
import { rewriteUnit } from './rewrite.ts';
import { survivors } from './survivors.ts';
import type { Thing } from './things.ts';
import { saidIn } from './told.ts';

export type Resolved = {
  units: Unit[];
  /** Things as the units named them, each passage for itself, and things that are left. */
  names: { before: number; after: number };
  usage: Usage;
  attempts: number;
  notes: string[];
};

type Judge = Pick<Resolution, 'model' | 'prompt'>;

const nobody: Judge = { model: null, prompt: null };

/**
 * The units of one document, in the order of its passages, with one id and one name for each thing that they name: first by rules,
 * then by one question to a model where there is one, more than one unit, and no answer of the same model to the same
 * prompt yet. Doing it again changes nothing. Alone and without a merge, a unit stays as it is.
 */
export async function resolveUnits(
  units: readonly Unit[],
  resolver: Resolver | null,
  signal: AbortSignal,
): Promise<Resolved> {
  const inOrder = [...units].sort(byPassage);
  const gathered = gather(inOrder);
  const merged = combine(gathered.things, 'document');
  const before = judgeOf(inOrder);
  const isAnswered =
    resolver !== null && before.model === resolver.model && before.prompt?.sha256 === resolver.prompt.sha256;
  const silent: Asked = {
    things: merged,
    usage: noUsage(),
    attempts: 0,
    notes: [],
    hasAnswered: false,
  };
  const isAsked = resolver !== null && !isAnswered && inOrder.length > 1 && merged.length > 1;
  const asked = isAsked ? await askAbout(merged, sayer(inOrder, gathered, merged), resolver, signal) : silent;
  const things = asked.hasAnswered ? combine(asked.things, 'document') : asked.things;
  const judge = asked.hasAnswered && resolver !== null ? { model: resolver.model, prompt: resolver.prompt } : before;
  const { usage, attempts, notes } = asked;
  const names = { before: gathered.things.length, after: things.length };
  return { units: published(inOrder, gathered, things, judge), names, usage, attempts, notes };
}

export const byPassage = (one: Unit, other: Unit): number =>
  one.passage.start - other.passage.start || one.passage.end - other.passage.end || byCodeUnit(one.id, other.id);

/** Who was asked when the units were resolved before; nobody where they disagree. */
function judgeOf(units: readonly Unit[]): Judge {
  const judges = new Map(
    units.map(({ resolution }) => {
      const { model, prompt } = resolution ?? nobody;
      return [JSON.stringify([model, prompt]), { model, prompt }];
    }),
  );
  const [only] = judges.values();
  return judges.size === 1 && only !== undefined ? only : nobody;
}

function sayer(units: readonly Unit[], gathered: Gathered, merged: readonly Thing[]): (thing: Thing) => string[] {
  const said = new Map<Thing, string[]>();
  const last = survivors(gathered.things, merged);
  for (const [at, unit] of units.entries()) {
    for (const { id } of unit.entities) {
      const thing = last(gathered.thingOf(at, id));
      said.set(thing, [...(said.get(thing) ?? []), ...saidIn(unit, id)]);
    }
  }
  return (thing) => said.get(thing) ?? [];
}

function published(units: readonly Unit[], gathered: Gathered, things: readonly Thing[], judge: Judge): Unit[] {
  const [only] = units;
  const isUnchanged = things.length === gathered.things.length && only?.resolution === undefined;
  if (units.length === 1 && isUnchanged) return [...units];
  const last = survivors(gathered.things, things);
  const { numbered, sha256 } = numberThings(things, only?.document.sha256 ?? '');
  return units.map((unit, at) => {
    const publishedAs = (id: string) => {
      const found = numbered.get(last(gathered.thingOf(at, id)));
      if (found === undefined) throw new Error(`${id} became no thing`);
      return found;
    };
    const own = unit.entities.map(({ id }) => publishedAs(id));
    return rewriteUnit(unit, ({ id }) => publishedAs(id), recordOf(own, { scope: 'document', sha256, ...judge }));
  });
}
