import { DocumentError } from '../errors.ts';
import type { Resolver } from '../types/resolution.ts';
import { noUsage } from '../types/spending.ts';
import type { Usage } from '../types/usage.ts';
import { byContent, mergeOf, objectionAmong } from './combine.ts';
import { absorb, type State, stateOf, type Thing } from './things.ts';
import { toldOf } from './told.ts';

/** Things that one question is about, at most; what fewer entities name is left to the rules. */
const mostAsked = 1000;

export type Asked = {
  things: Thing[];
  usage: Usage;
  attempts: number;
  notes: string[];
  /** Of the answers that are kept. */
  keys: string[];
  hasAnswered: boolean;
};

/**
 * Asks once which things are one, and merges those that no guard keeps apart; what is refused is written down. Without a usable
 * answer the things stay as they are, and a note says why.
 */
export async function askAbout(
  things: readonly Thing[],
  said: (thing: Thing) => string[],
  resolver: Resolver,
  signal: AbortSignal,
): Promise<Asked> {
  const asked = mostNamed(things.map(stateOf));
  const notes =
    asked.length < things.length
      ? [`${things.length - asked.length} of ${things.length} names were left to the rules: too many for one question`]
      : [];
  const byId = new Map(asked.map((state, at) => [`e${at + 1}`, state]));
  const told = [...byId].map(([id, state]) => toldOf(state, id, said(state.thing)));
  try {
    const { same, usage, attempts, keys = [] } = await resolver.ask(told, signal);
    const gone = new Set<Thing>();
    for (const { ids, reason } of same)
      mergeGroup(
        ids.flatMap((id) => byId.get(id) ?? []),
        reason,
        gone,
      );
    const left = things.filter((thing) => !gone.has(thing));
    return { things: left, usage, attempts, notes, keys, hasAnswered: true };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    notes.push(`names were resolved by rules alone: ${error.message}`);
    const { inputTokens, cachedInputTokens, outputTokens } = error.evidence ?? noUsage();
    const usage = { inputTokens, cachedInputTokens, outputTokens };
    return { things: [...things], usage, attempts: error.attempts, notes, keys: [], hasAnswered: false };
  }
}

function mostNamed(states: readonly State[]): State[] {
  const often = ({ thing }: State): number => [...thing.names.values()].reduce((sum, count) => sum + count, 0);
  const chosen = [...states]
    .sort((one, other) => often(other) - often(one) || byContent(one, other))
    .slice(0, mostAsked);
  return chosen.sort(byContent);
}

/** Characters of a reason that are kept. */
const longestReason = 200;

function mergeGroup(states: readonly State[], reason: string, gone: Set<Thing>): void {
  const left = states.filter(({ thing }) => !gone.has(thing));
  const why = `the model: ${reason.replaceAll(/[\s\p{C}]+/gu, ' ').trim() || 'no reason given'}`.slice(
    0,
    longestReason,
  );
  const kept: Thing[] = [];
  for (const { thing } of left) {
    if (gone.has(thing) || kept.includes(thing)) continue;
    const into = kept.find((one) => isMerged(one, thing, why));
    if (into === undefined) kept.push(thing);
    else gone.add(thing);
  }
}

function isMerged(one: Thing, other: Thing, why: string): boolean {
  const [left, right] = [stateOf(one), stateOf(other)];
  const objection = objectionAmong(left, right, 'all', null);
  if (objection === null) {
    absorb(one, other, mergeOf([left.name, right.name], 'model', why));
    return true;
  }
  for (const thing of [one, other]) thing.refused.push(objection);
  return false;
}
