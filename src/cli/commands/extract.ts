import { exitStatus, KuError } from '../../errors.ts';
import { passagesOf } from '../../passages/index.ts';
import { type ExtractOptions, extractUnits, type Outcome } from '../../pipeline/extract.ts';
import type { Reading } from '../../types/document.ts';
import { isBrokenPipe, openSink, type UnitSink } from '../../write/index.ts';
import { type CommandContext, pathFlag, textFlag } from '../context.ts';
import { chooseEngine } from '../engine.ts';
import { readingsOf } from '../inputs.ts';
import { type Interruption, onInterrupt } from '../interruption.ts';
import { type Ledger, openLedger } from '../ledger.ts';
import { createProgress, type Progress } from '../progress.ts';
import { auditSummaryOf, count, counted, emptyTally, summaryOf, type Tally } from '../tally.ts';
import { version } from '../version.ts';

/** `ku extract`: documents in, units out, everything that was said about them on standard error. */
export async function extract(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const settings = await context.settings();
  const interruption = onInterrupt(io, terminal.notice);
  try {
    const readings = await readingsOf(context, settings, interruption.signal, limitOf(context));
    if (context.flags['dry-run'] === true) return await dryRun(readings, context);
    const engine = await chooseEngine(settings, io.env, terminal.notice);
    const { concurrency, repairs, passes, gate } = settings;
    const refinement = { repairs, passes, gate, strict: context.flags.strict === true };
    return await runWith(readings, { engine, version, concurrency, refinement }, interruption, context);
  } finally {
    interruption.release();
  }
}

async function runWith(
  readings: AsyncIterable<Reading>,
  options: ExtractOptions,
  interruption: Interruption,
  context: CommandContext,
): Promise<number> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const sink = await openSink({
    out: pathFlag(context, 'out'),
    format: textFlag(context, 'format'),
    stdout: context.io.stdout,
  });
  const ledger = await openLedger(pathFlag(context, 'report'), {
    version,
    engine: options.engine.name,
    model: options.engine.model,
  });
  const progress = await createProgress(context.io, context.terminal);
  const tally = emptyTally();
  const outcomes = extractUnits(readings, { ...options, signal: interruption.signal });
  try {
    await consume(outcomes, { sink, ledger, progress, tally, context });
    await sink.close();
  } catch (error) {
    if (!isBrokenPipe(error)) {
      await keepOrAbandon(sink, ledger, tally, seconds());
      throw error;
    }
    await ledger.close(tally, seconds());
    return exitStatus.done;
  } finally {
    progress.stop();
  }
  await ledger.close(tally, seconds());
  sayGoodbye(context, tally, seconds());
  return interruption.status() ?? (tally.failed + tally.failing > 0 ? exitStatus.incomplete : exitStatus.done);
}

/** After an error that ends the run: what is done is kept, and where nothing is, nothing is left behind. */
async function keepOrAbandon(sink: UnitSink, ledger: Ledger, tally: Tally, seconds: number): Promise<void> {
  if (tally.units > 0) {
    await sink.close();
    await ledger.close(tally, seconds);
  } else {
    await sink.abandon?.();
    await ledger.abandon();
  }
}

type Consumers = { sink: UnitSink; ledger: Ledger; progress: Progress; tally: Tally; context: CommandContext };

async function consume(outcomes: AsyncIterable<Outcome>, consumers: Consumers): Promise<void> {
  const { sink, ledger, progress, tally, context } = consumers;
  for await (const outcome of outcomes) {
    if (outcome.kind === 'notice') context.terminal.notice(outcome.message);
    else {
      if (outcome.kind === 'units') {
        for (const note of outcome.notes) context.terminal.notice(`${outcome.document.place}: ${note}`);
        await sink.write(outcome.document, outcome.units);
      }
      if (outcome.kind === 'failure') context.terminal.failure(outcome.failure);
      count(tally, outcome);
      await ledger.add(outcome);
      progress.update(tally);
    }
  }
}

function sayGoodbye(context: CommandContext, tally: Tally, seconds: number): void {
  const { terminal } = context;
  const out = textFlag(context, 'out');
  if (terminal.quiet) return;
  terminal.line(summaryOf(tally, seconds));
  const checks = auditSummaryOf(tally);
  if (checks !== null) terminal.line(checks);
  if (tally.interrupted > 0) terminal.line('next: the same command again reads the documents that are not done');
  else if (tally.failed > 0 && !terminal.verbose) terminal.line('next: --verbose says what to do about each failure');
  else if (tally.failed > 0) terminal.line('next: --report FILE keeps what was said about each failure');
  else if (out !== null && tally.units > 0) terminal.line(`next: ku validate ${out}`);
}

async function dryRun(readings: AsyncIterable<Reading>, context: CommandContext): Promise<number> {
  let documents = 0;
  let passages = 0;
  let sentences = 0;
  let failed = 0;
  for await (const reading of readings) {
    if (reading.kind === 'notice') context.terminal.notice(reading.message);
    else if (reading.kind === 'failure') {
      failed += 1;
      context.terminal.failure(reading.failure);
    } else {
      const found = passagesOf(reading.document);
      documents += 1;
      passages += found.length;
      sentences += found.reduce((sum, passage) => sum + passage.sentences.length, 0);
    }
  }
  const parts = [counted(documents, 'document'), counted(passages, 'passage'), counted(sentences, 'sentence')];
  context.terminal.line(`would read ${parts.join(' · ')} · ${failed} failed; nothing was sent or written`);
  return failed > 0 ? exitStatus.incomplete : exitStatus.done;
}

function limitOf(context: CommandContext): number | null {
  const text = textFlag(context, 'limit');
  if (text === null) return null;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new KuError('usage', `--limit is "${text}"`, 'give a whole number from 1');
  return Number(text);
}
