import type { Configuration } from '../../config/load.ts';
import { exitStatus, KuError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { createAnswers } from '../answers.ts';
import { type CommandContext, pathFlag, textFlag } from '../context.ts';
import { chooseEngine, openBudget } from '../engine.ts';
import { firstDocuments, keepInputs, readingsOf } from '../inputs.ts';
import { type Interruption, onInterrupt } from '../interruption.ts';
import { askInBatches } from '../run/batches.ts';
import { dryRun } from '../run/dry-run.ts';
import { keptDocuments } from '../run/kept-documents.ts';
import { onlyFailed, readFailed } from '../run/retry.ts';
import { runWith } from '../run/run.ts';
import { createWatch, type Watch } from '../run/watch.ts';

/** `ku extract`: documents in, units out, everything that was said about them on standard error. */
export async function extract(context: CommandContext): Promise<number> {
  const { terminal } = context;
  try {
    const settings = await context.settings();
    const interruption = onInterrupt(context.io, terminal.notice, settings.timeout);
    try {
      return await extractWith(context, settings, interruption);
    } finally {
      interruption.release();
    }
  } catch (error) {
    if (!terminal.asEvents || !(error instanceof KuError)) throw error;
    const { code, message, hint, exitStatus: status } = error;
    terminal.event('error', { code, message, hint });
    terminal.event('end', { status, totals: null });
    return status;
  }
}

async function extractWith(
  context: CommandContext,
  settings: Configuration,
  interruption: Interruption,
): Promise<number> {
  const { io, terminal } = context;
  await keepInputs(context);
  const limit = limitOf(context);
  const watch = createWatch(limit);
  const readings = await documentsOf(context, settings, interruption, limit, watch);
  if (context.flags['dry-run'] === true) return dryRun(readings, settings, interruption, context);
  const budget = await openBudget(settings);
  const answers = createAnswers(context, settings);
  try {
    if (context.flags.batch === true) {
      const documents = () => documentsOf(context, settings, interruption, limit, createWatch(limit));
      const isOver = await askInBatches(documents, { context, settings, answers, budget, interruption });
      if (!isOver) return interruption.status() ?? exitStatus.interrupted;
    }
    const wallet = { answers, budget, drain: interruption.drain };
    const engine = await chooseEngine(settings, wallet, io.env, terminal.notice);
    const kept = keptDocuments(answers, engine, settings, context);
    return await runWith(readings, { context, settings, engine, budget, interruption, watch, kept });
  } finally {
    answers.close();
  }
}

/** What the inputs hold, or of it what failed in an earlier run; and no more than was asked for. */
async function documentsOf(
  context: CommandContext,
  settings: Configuration,
  { drain }: Interruption,
  limit: number | null,
  watch: Watch,
): Promise<AsyncIterable<Reading>> {
  const meter = context.terminal.quiet ? null : watch.meter;
  const all = readingsOf(context, settings, { signal: drain, meter });
  const report = pathFlag(context, 'retry-failed');
  const wanted = report === null ? all : onlyFailed(all, await readFailed(report));
  return watch.over(limit === null ? wanted : firstDocuments(wanted, limit));
}

function limitOf(context: CommandContext): number | null {
  const text = textFlag(context, 'limit');
  if (text === null) return null;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new KuError('usage', `--limit is "${text}"`, 'give a whole number from 1');
  return Number(text);
}
