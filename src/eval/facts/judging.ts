import type { Judgement } from '../../types/fact-judge.ts';
import { mapAll } from '../map-all.ts';
import { randomOf, shuffled } from '../random.ts';
import { isQuoted } from '../sheet.ts';
import { excerptFor, type Source } from './excerpt.ts';
import type { ListOptions } from './listing.ts';
import type { FactMark, FactOutcome } from './marks.ts';
import type { Spent } from './spent.ts';

/** A fact as it is put to the judge, and what its mark will say. */
export type Put = { text: string; mark: Omit<FactMark, 'outcome'> };

/** Facts of one document that are held against one source. `decoys` are facts of another document: who finds them here is no judge. */
export type Trial = { source: Source | null; facts: Put[]; decoys: readonly string[] };

export type Judged = { marks: FactMark[]; decoys: { asked: number; supported: number } };

/** Facts that are judged with one call, at most; for as many of them, begun, there is one decoy. */
const mostFacts = 40;
const factsPerDecoy = 10;

/** How often the judge will be asked. */
export const callsOf = (trials: readonly Trial[]): number => trials.flatMap(roundsOf).length;

/** Judges each fact once; the marks of a trial stand in the order of its facts. */
export async function judgeFacts(
  trials: readonly Trial[],
  options: ListOptions,
  spent: Spent,
): Promise<ReadonlyMap<Trial, Judged>> {
  const rounds = trials.flatMap((trial) => roundsOf(trial).map((round) => ({ trial, round })));
  const judged = await mapAll(rounds, ({ round }, signal) => judge(round, { ...options, signal }, spent), options);
  const results = new Map(trials.map((trial) => [trial, noneOf(trial)]));
  for (const [at, { trial }] of rounds.entries()) {
    const [result, found] = [results.get(trial), judged[at]];
    if (result === undefined || found === undefined) continue;
    result.marks.push(...found.marks);
    result.decoys.asked += found.decoys.asked;
    result.decoys.supported += found.decoys.supported;
  }
  return results;
}

/** Before anything is judged: without a source all facts have failed. */
const noneOf = ({ source, facts }: Trial): Judged => ({
  marks: source === null ? facts.map(({ mark }) => ({ ...mark, outcome: 'failed' })) : [],
  decoys: { asked: 0, supported: 0 },
});

type JudgeOptions = Pick<ListOptions, 'judge' | 'signal'>;

type Entry = { text: string; mark: Put['mark'] | null };
type Round = { source: Source; entries: Entry[] };

function roundsOf({ source, facts, decoys }: Trial): Round[] {
  if (source === null) return [];
  const rounds: Round[] = [];
  for (let from = 0; from < facts.length; from += mostFacts) {
    const own = facts.slice(from, from + mostFacts);
    const random = randomOf(own.map(({ mark }) => mark.fact).join(' '));
    const entries: Entry[] = [...own];
    for (const text of shuffled(decoys, random).slice(0, Math.ceil(own.length / factsPerDecoy))) {
      entries.splice(Math.floor(random() * (entries.length + 1)), 0, { text, mark: null });
    }
    rounds.push({ source, entries });
  }
  return rounds;
}

async function judge({ source, entries }: Round, { judge, signal }: JudgeOptions, spent: Spent): Promise<Judged> {
  const texts = entries.map(({ text }) => text);
  const context = excerptFor(source, texts);
  const judgements = await spent.during(async () => {
    const judged = await judge.judge(context, texts, signal);
    return { ...judged, value: judged.judgements };
  });
  const outcomes = entries.map((_, at) => outcomeOf(judgements?.[at], context));
  const marks = entries.flatMap(({ mark }, at) =>
    mark === null ? [] : [{ ...mark, outcome: outcomes[at] ?? 'unparsable' }],
  );
  const ofDecoys = outcomes.filter((outcome, at) => entries[at]?.mark === null && outcome !== 'unparsable');
  return {
    marks,
    decoys: { asked: ofDecoys.length, supported: ofDecoys.filter((outcome) => outcome === 'supported').length },
  };
}

/** Words that aren't there decide nothing. */
function outcomeOf(judgement: Judgement | undefined, context: string): FactOutcome {
  if (judgement === undefined) return 'unparsable';
  const { verdict, words } = judgement;
  return verdict === 'absent' || isQuoted(words, context) ? verdict : 'unquoted';
}
