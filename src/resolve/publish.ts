import { createHash } from 'node:crypto';
import type { Merge, Refusal } from '../types/resolution.ts';
import type { Resolution } from '../types/unit.ts';
import { byCodeUnit } from '../units/canonical-order.ts';
import { byContent } from './combine.ts';
import type { Published } from './rewrite.ts';
import { type State, stateOf, type Thing } from './things.ts';

export type Numbered = Published & { merges: Merge[]; refused: Refusal[] };

/** The things with their ids, which follow from the names alone, and the digest of all of them. */
export type Numbering = { numbered: Map<Thing, Numbered>; sha256: string };

/** @param about what the ids are about: they mean something in it alone */
export function numberThings(things: readonly Thing[], about: string): Numbering {
  const digest = createHash('sha256').update(about);
  const numbered = new Map<Thing, Numbered>();
  for (const [at, state] of things.map(stateOf).sort(byContent).entries()) {
    const one = numberedAs(state, `e${at + 1}`);
    digest.update(`\n${JSON.stringify([one.id, one.name, one.type, state.thing.home])}`);
    numbered.set(state.thing, one);
  }
  return { numbered, sha256: digest.digest('hex') };
}

const numberedAs = ({ thing, name, type }: State, id: string): Numbered => ({
  id,
  name,
  type,
  merges: distinct(thing.merges),
  refused: distinct(thing.refused.map(({ names, guard, reason }) => ({ names, guard, reason }))),
});

const distinct = <One>(list: readonly One[]): One[] => {
  const byText = new Map(list.map((one) => [JSON.stringify(one), one]));
  return [...byText.entries()].sort(([one], [other]) => byCodeUnit(one, other)).map(([, one]) => one);
};

/** The record of a unit that has these things, each once, in the order of their ids. */
export function recordOf(
  things: readonly Numbered[],
  head: Pick<Resolution, 'scope' | 'sha256' | 'model' | 'prompt'>,
): Resolution {
  const own = [...new Set(things)].sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
  const { scope, sha256, model, prompt } = head;
  return {
    ...{ scope, sha256, model, prompt },
    merges: own.flatMap(({ id, merges }) => merges.map((merge) => ({ entity: id, ...merge }))),
    refused: own.flatMap(({ id, refused }) => refused.map((refusal) => ({ entity: id, ...refusal }))),
  };
}
