import { type Batcher, createBatcher } from '../../engines/openai/batch/index.ts';
import { exitStatus, KuError } from '../../errors.ts';
import type { Batch } from '../../types/batch-store.ts';
import { createAnswers, openBatchStore } from '../answers.ts';
import type { CommandContext } from '../context.ts';
import { endpointOf } from '../engine.ts';
import { onInterrupt } from '../interruption.ts';
import { writePieces } from '../output.ts';
import { counted } from '../tally.ts';

/** `ku batch list`: a line for each batch that is not collected, its fields set apart by tabs. */
export async function list(context: CommandContext): Promise<number> {
  const store = await openBatchStore(context, await context.settings());
  try {
    await writePieces(context.io.stdout, store.batches().map(lineOf));
    if (!context.terminal.quiet)
      context.terminal.line(`${counted(store.batches().length, 'batch', 'batches')} under way`);
    return exitStatus.done;
  } finally {
    store.close();
  }
}

function lineOf({ name, batch, state, requests, made, model, endpoint }: Batch): string {
  const time = new Date(made * 1000).toISOString().replace('.000Z', 'Z');
  return `${[name, batch ?? '-', state, requests, time, model, endpoint].join('\t')}\n`;
}

/** `ku batch resume`: brings every batch of the endpoint and model to its end. */
export async function resume(context: CommandContext): Promise<number> {
  const interruption = onInterrupt(context.io, context.terminal.notice, 0);
  try {
    await withBatcher(context, (batcher) => batcher.settle(interruption.drain));
    if (!context.terminal.quiet) context.terminal.line('every answer is kept; next: the same ku extract --batch again');
    return exitStatus.done;
  } catch (error) {
    if (interruption.drain.aborted && !(error instanceof KuError))
      return interruption.status() ?? exitStatus.interrupted;
    throw error;
  } finally {
    interruption.release();
  }
}

/** `ku batch cancel`: those that are named by either name, else all of the endpoint and model. */
export async function cancel(context: CommandContext): Promise<number> {
  await withBatcher(context, async (batcher) => {
    const wanted = context.arguments;
    const isNamed = ({ name, batch }: Batch) => wanted.includes(name) || (batch !== null && wanted.includes(batch));
    const found = wanted.length === 0 ? batcher.batches() : batcher.batches().filter(isNamed);
    if (found.length < wanted.length) {
      throw new KuError('usage', 'there is no batch of every name that was given', 'ku batch list shows their names');
    }
    for (const batch of found) {
      await batcher.cancel(batch);
      context.terminal.line(`cancelled  ${batch.batch ?? batch.name}`);
    }
  });
  return exitStatus.done;
}

async function withBatcher(context: CommandContext, work: (batcher: Batcher) => Promise<void>): Promise<void> {
  const settings = await context.settings();
  const { notice } = context.terminal;
  const answers = createAnswers(context, settings);
  const store = await openBatchStore(context, settings);
  try {
    const opened = await answers.open();
    if (opened === null) throw new KuError('config', 'batches need the cache of answers', 'see the warning above');
    const endpoint = endpointOf(settings, context.io.env, notice);
    await work(createBatcher({ ...endpoint, store, answers: opened, notify: notice }));
  } finally {
    store.close();
    answers.close();
  }
}
