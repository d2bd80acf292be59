import type { Resolver } from '../types/resolution.ts';
import { noUsage } from '../types/spending.ts';
import type { Unit } from '../types/unit.ts';
import type { Usage } from '../types/usage.ts';
import { byCodeUnit } from '../units/canonical-order.ts';
import { type Asked, askAbout } from './ask.ts';
import { combine } from './combine.ts';
import { type Gathered, gather, type Judge, type UnitSupply } from './gather.ts';
import { numberThings, recordOf } from './publish.ts';
import { rewriteUnit } from './rewrite.ts';
import { survivors } from './survivors.ts';
import type { Thing } from './things.ts';
import { factsTold, saidIn } from './told.ts';

export type Resolved = {
  units: Unit[];
  /** Things as the units named them, each passage for itself, and things that are left. */
  names: { before: number; after: number };
  usage: Usage;
  attempts: number;
  notes: string[];
  /** Whether a model was asked, and answered. */
  asked: 'no' | 'answered' | 'in vain';
  /** Keys of the answers that are kept. */
  keys: string[];
};

/** How the units of a document are to be rewritten, found from the names in them: no unit is held for it. */
export type Resolving = Omit<Resolved, 'units'> & {
  /** @param at place of the unit among those that were gone through */
  rewrite(unit: Unit, at: number): Unit;
};

/**
 * Finds one id and one name for each thing that the units of one document name: first by rules, then by one question to a model where
 * there is one, more than one unit, and no answer of the same model to the same prompt yet. Doing it again changes nothing.
 * Alone and without a merge, a unit stays as it is.
 * @param units of one document, in the order of its passages; gone through twice where a model is asked
 */
export async function resolveNames(
  units: UnitSupply,
  resolver: Resolver | null,
  signal: AbortSignal,
): Promise<Resolving> {
  const gathered = await gather(units);
  const merged = combine(gathered.things, 'document');
  const before = gathered.judge;
  const isAnswered =
    resolver !== null && before.model === resolver.model && before.prompt?.sha256 === resolver.prompt.sha256;
  const silent: Asked = {
    things: merged,
    usage: noUsage(),
    attempts: 0,
    notes: [],
    keys: [],
    hasAnswered: false,
  };
  const isAsked = resolver !== null && !isAnswered && gathered.units > 1 && merged.length > 1;
  const asked = isAsked ? await askAbout(merged, await sayer(units, gathered, merged), resolver, signal) : silent;
  const things = asked.hasAnswered ? combine(asked.things, 'document') : asked.things;
  const judge = asked.hasAnswered && resolver !== null ? { model: resolver.model, prompt: resolver.prompt } : before;
  const { usage, attempts, notes, keys } = asked;
  const outcome = !isAsked ? 'no' : asked.hasAnswered ? 'answered' : 'in vain';
  const names = { before: gathered.named, after: things.length };
  return { rewrite: rewriter(gathered, things, judge), names, usage, attempts, notes, asked: outcome, keys };
}

/** The same for units that are at hand: all of them rewritten, in the order of the passages. */
export async function resolveUnits(
  units: readonly Unit[],
  resolver: Resolver | null,
  signal: AbortSignal,
): Promise<Resolved> {
  const inOrder = [...units].sort(byPassage);
  const { rewrite, ...rest } = await resolveNames(inOrder, resolver, signal);
  return { units: inOrder.map(rewrite), ...rest };
}

/** Of units, or of what stands for them, those first whose passages come first. */
export const byPassage = (one: Pick<Unit, 'id' | 'passage'>, other: Pick<Unit, 'id' | 'passage'>): number =>
  one.passage.start - other.passage.start || one.passage.end - other.passage.end || byCodeUnit(one.id, other.id);

async function sayer(
  units: UnitSupply,
  gathered: Gathered,
  merged: readonly Thing[],
): Promise<(thing: Thing) => string[]> {
  const said = new Map<Thing, string[]>();
  const last = survivors(gathered.things, merged);
  let at = 0;
  for await (const unit of units) {
    const own = gathered.thingsOf(at);
    at += 1;
    for (const [place, { id }] of unit.entities.entries()) {
      const thing = last(own[place] ?? missing(id));
      const known = said.get(thing) ?? [];
      if (known.length < factsTold) said.set(thing, [...known, ...saidIn(unit, id)].slice(0, factsTold));
    }
  }
  return (thing) => said.get(thing) ?? [];
}

function missing(id: string): never {
  throw new Error(`${id} is no entity of its unit: units are checked before this`);
}

function rewriter(gathered: Gathered, things: readonly Thing[], judge: Judge): Resolving['rewrite'] {
  const { first } = gathered;
  const isUnchanged = things.length === gathered.things.length && first?.resolution === undefined;
  if (gathered.units === 1 && isUnchanged) return (unit) => unit;
  const last = survivors(gathered.things, things);
  const { numbered, sha256 } = numberThings(things, first?.document.sha256 ?? '');
  return (unit, at) => {
    const own = gathered.thingsOf(at);
    const published = new Map(
      unit.entities.map(({ id }, place) => [id, numbered.get(last(own[place] ?? missing(id))) ?? missing(id)]),
    );
    const resolution = recordOf([...published.values()], { scope: 'document', sha256, ...judge });
    return rewriteUnit(unit, ({ id }) => published.get(id) ?? missing(id), resolution);
  };
}
