import type { Configuration } from '../../config/load.ts';
import { KuError } from '../../errors.ts';
import { evaluateFacts, type FactsEvaluation } from '../../eval/index.ts';
import type { FactJudge } from '../../types/fact-judge.ts';
import { listCostOf } from '../../types/price.ts';
import { addUsage, noUsage } from '../../types/spending.ts';
import type { Usage } from '../../types/usage.ts';
import type { CommandContext } from '../context.ts';
import { chooseFactJudge, chooseReader, priceOf, type Wallet } from '../engine.ts';
import type { Interruption } from '../interruption.ts';
import { counted } from '../tally.ts';
import type { Given } from './given.ts';
import type { Scene } from './scene.ts';

/** Resamples of the documents. */
const draws = 10_000;

/** All that an evaluation goes by. */
export type EvaluationRun = {
  context: CommandContext;
  settings: Configuration;
  given: Given;
  scene: Scene;
  wallet: Wallet;
  interruption: Pick<Interruption, 'signal' | 'drain'>;
};

/** Bootstraps of one run draw the same documents. */
export const drawingOf = ({ scene }: EvaluationRun) => ({ draws, seed: scene.file?.end.sha256 ?? 'facts' });

const mappingOf = ({ settings: { concurrency }, interruption: { signal, drain } }: EvaluationRun) => ({
  concurrency,
  signal,
  drain,
});

/** What all answers cost at the list price: of those that an earlier run kept, this one has the same to say. Null where it is not known. */
export function costOfAll({ settings }: EvaluationRun, usages: readonly (Usage | undefined)[]): number | null {
  const price = priceOf(settings);
  if (price === null) return null;
  const total = noUsage();
  for (const usage of usages) if (usage !== undefined) addUsage(total, usage);
  return listCostOf(total, price);
}

export const readerOf = ({ context, settings, wallet }: EvaluationRun) =>
  chooseReader(settings, wallet, context.io.env, context.terminal.notice);

export function examOptions(run: EvaluationRun) {
  const { context, given, scene } = run;
  return {
    ...{ choices: given.choices, shuffles: given.shuffles, margin: given.margin / 100 },
    ...{ ...drawingOf(run), ...mappingOf(run) },
    begin: (documents: number, sheets: number) => {
      if (documents === 0) throw withoutSources(scene.file?.end.questions ?? 0);
      context.terminal.notice(`${counted(sheets, 'question')} to put, about ${counted(documents, 'document')}`);
    },
  };
}

const withoutSources = (questions: number): KuError =>
  questions === 0
    ? new KuError('questions', 'the file of questions holds none', 'write some with ku questions')
    : new KuError(
        'missing-input',
        'no source has the digest of a text that the questions are about: there is nothing to put',
        'name the texts that ku questions read with --source, unchanged, and read in the same way',
      );

/** Null where no facts are asked for. */
export async function factsOf(run: EvaluationRun): Promise<{ evaluation: FactsEvaluation; judge: FactJudge } | null> {
  const { context, settings, given, scene, wallet } = run;
  if (!given.facts) return null;
  const judge = await chooseFactJudge(settings, wallet, context.io.env, context.terminal.notice);
  const evaluation = await evaluateFacts(
    scene.documents,
    scene.systems.map(({ said }) => said),
    {
      ...{ judge, ...drawingOf(run), ...mappingOf(run) },
      begin: (facts, calls) =>
        context.terminal.notice(`${counted(facts, 'fact')} in the texts; ${counted(calls, 'call')} judge all facts`),
    },
  );
  return { evaluation, judge };
}
