import type { Configuration } from '../../config/load.ts';
import type { Batcher } from '../../engines/openai/batch/index.ts';
import type { Budget } from '../../engines/openai/budget/budget.ts';
import { KuError } from '../../errors.ts';
import { extractUnits, waitingReason } from '../../pipeline/extract.ts';
import type { AnswerStore } from '../../types/answer-store.ts';
import type { Reading } from '../../types/document.ts';
import { type Answers, openBatchStore } from '../answers.ts';
import { type CommandContext, inputsOf } from '../context.ts';
import { chooseEngine, endpointOf, engineNameOf } from '../engine.ts';
import { passageOptions } from '../inputs.ts';
import type { Interruption } from '../interruption.ts';
import { counted } from '../tally.ts';
import { version } from '../version.ts';
import { keptDocuments } from './kept-documents.ts';
import { refinementOf } from './run.ts';

export type BatchRun = {
  context: CommandContext;
  settings: Configuration;
  answers: Answers;
  budget: Budget;
  interruption: Interruption;
};

/**
 * Goes through the documents again and again: what the cache does not answer goes into a batch, and the answers of the batch into the
 * cache, until no document waits. Repairs and second looks make the next batch. The run that writes the units comes after it, and
 * reads all from the cache. False where it was interrupted.
 */
export async function askInBatches(documents: () => Promise<AsyncIterable<Reading>>, run: BatchRun): Promise<boolean> {
  const { context, settings, interruption } = run;
  refuseWhatCannotBe(run);
  const answers = await run.answers.open();
  if (answers === null) throw new KuError('config', '--batch needs the cache of answers', 'see the warning above');
  const store = await openBatchStore(context, settings);
  try {
    const { notice } = context.terminal;
    const endpoint = endpointOf(settings, context.io.env, notice);
    const { createBatcher } = await import('../../engines/openai/batch/index.ts');
    const batcher = createBatcher({ ...endpoint, store, answers, notify: notice });
    store.tryAgain();
    for (let round = 1; ; round += 1) {
      const waiting = await pass(await documents(), batcher, answers, run);
      if (interruption.drain.aborted) return false;
      if (waiting === 0) return true;
      notice(`round ${round}: ${counted(waiting, 'document')} wait for batches`);
      await batcher.settle(interruption.drain);
    }
  } catch (error) {
    if (!interruption.drain.aborted || error instanceof KuError) throw error;
    context.terminal.line('next: the same command again goes on with its batches');
    return false;
  } finally {
    store.close();
  }
}

function refuseWhatCannotBe({ context, settings }: BatchRun): void {
  const no = (message: string, hint: string) => new KuError('usage', message, hint);
  if (engineNameOf(settings, context.io.env, () => undefined) === 'offline') {
    throw no('--batch needs the engine openai', 'name a model and its endpoint');
  }
  if (inputsOf(context).includes('-'))
    throw no('--batch reads its inputs several times', 'name files, not standard input');
  if (settings['max-cost'] !== null || settings['max-tokens'] !== null) {
    throw no('--max-cost and --max-tokens do not go with --batch', 'a batch is sent whole: --limit N makes it smaller');
  }
}

/** How many documents wait for a batch. What is made of the others is thrown away. */
async function pass(
  readings: AsyncIterable<Reading>,
  { transport }: Batcher,
  answers: AnswerStore,
  run: BatchRun,
): Promise<number> {
  const { context, settings, budget, interruption } = run;
  // The run that writes the units decides what is forgotten; here that would be asked for in every round.
  const lasting: AnswerStore = { ...answers, forget: () => undefined };
  const wallet = { budget, answers: { open: async () => lasting }, transport };
  const engine = await chooseEngine(settings, wallet, context.io.env, () => undefined);
  const { drain, signal } = interruption;
  const refinement = refinementOf(settings, context);
  const { concurrency, mode } = settings;
  const passages = passageOptions(settings);
  // Nothing is kept here: these units have no price.
  const found = keptDocuments(run.answers, engine, settings, context);
  const kept = found === null ? {} : { kept: { ...found, keep: () => undefined } };
  const options = { engine, version, concurrency, refinement, passages, mode, drain, signal, ...kept };
  let waiting = 0;
  for await (const outcome of extractUnits(readings, options)) {
    if (outcome.kind === 'skipped' && outcome.reason === waitingReason) waiting += 1;
  }
  return waiting;
}
