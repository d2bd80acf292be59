import type { Configuration } from '../../config/load.ts';
import type { Budget } from '../../engines/openai/budget/budget.ts';
import { exitStatus, KuError } from '../../errors.ts';
import { extractUnits, type Outcome } from '../../pipeline/extract.ts';
import type { Refinement } from '../../pipeline/refine.ts';
import type { Reading } from '../../types/document.ts';
import type { Engine } from '../../types/engine.ts';
import type { KeptDocuments } from '../../types/kept-documents.ts';
import type { Price } from '../../types/price.ts';
import { totalOf } from '../../types/spending.ts';
import { type FolderOutput, isBrokenPipe, openSink, type UnitSink } from '../../write/index.ts';
import { type CommandContext, pathFlag, textFlag } from '../context.ts';
import { priceOf } from '../engine.ts';
import { passageOptions } from '../inputs.ts';
import type { Interruption } from '../interruption.ts';
import { type Ledger, openLedger, type RunHead, skippedEntry, totalsOf } from '../ledger.ts';
import { createProgress, type Standing } from '../progress.ts';
import { folderToPrune, prune } from '../prune.ts';
import { count, countUnit, emptyTally, type Tally } from '../tally.ts';
import { eachOnce } from '../units-seen.ts';
import { version } from '../version.ts';
import { failuresPassed } from './failure-limit.ts';
import { sayGoodbye, saySum } from './goodbye.ts';
import { openPool } from './pool.ts';
import { sayRemarks } from './remarks.ts';
import type { Watch } from './watch.ts';

/** What a run is made of, and where it stands. */
export type Run = {
  context: CommandContext;
  settings: Configuration;
  engine: Engine;
  budget: Budget;
  interruption: Interruption;
  watch: Watch;
  /** Null where none are. */
  kept: KeptDocuments | null;
};

/** A run on its way: where its outcomes go, and what they come to. */
type Course = Run & {
  head: RunHead;
  price: Price | null;
  sink: UnitSink;
  /** Where files without a source are removed in the end, or null. */
  pruned: FolderOutput | null;
  ledger: Ledger;
  tally: Tally;
  /** Documents that have ended, those among them whose turn to be written has not come. */
  ended: number;
  seconds: () => number;
  /** Aborted when too many documents failed. */
  failures: AbortController;
};

/** Extracts, writes and says how it ended; the exit status. What is done is kept, whatever ends the run. */
export async function runWith(readings: AsyncIterable<Reading>, run: Run): Promise<number> {
  const course = await setOut(run);
  const { context, head, sink, ledger } = course;
  context.terminal.event('start', head);
  const progress = createProgress(context.io, context.terminal, () => standingOf(course));
  let limit: KuError | null;
  try {
    limit = await endOf(course, readings);
    await sink.close();
  } catch (error) {
    if (!isBrokenPipe(error)) {
      await keepOrAbandon(course);
      throw error;
    }
    await ledger.close(figuresOf(course));
    return exitStatus.done;
  } finally {
    progress.stop();
  }
  course.tally.unchanged = sink.folder?.unchanged() ?? 0;
  await ledger.close(figuresOf(course));
  if (course.pruned !== null && course.tally.skipped === 0) await prune(course.pruned, course.tally, context);
  return farewell(course, limit);
}

async function setOut(run: Run): Promise<Course> {
  const { context, engine, settings } = run;
  const sink = await openSink({
    out: pathFlag(context, 'out'),
    format: textFlag(context, 'format'),
    stdout: context.io.stdout,
  });
  const pruned = await folderToPrune(context, sink);
  const head = { version, engine: engine.name, model: engine.model };
  const price = engine.model === null ? null : priceOf(settings);
  const ledger = await openLedger(pathFlag(context, 'report'), head, price).catch(async (error: unknown) => {
    await sink.abandon?.();
    throw error;
  });
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  return {
    ...run,
    head,
    price,
    sink,
    pruned,
    ledger,
    tally: emptyTally(),
    ended: 0,
    seconds,
    failures: new AbortController(),
  };
}

export function refinementOf({ repairs, passes, gate }: Configuration, { flags }: CommandContext): Refinement {
  return { repairs, passes, gate, strict: flags.strict === true };
}

/**
 * Requests in flight are `--concurrency` at most, which is held where they are sent. Twice as many passages are worked on, so that the
 * next request is ready when an answer comes: with as many passages as requests, none is in flight for a passage that is being checked.
 */
const passagesAtOnce = ({ concurrency }: Configuration, { name }: Engine): number =>
  name === 'openai' ? 2 * concurrency : concurrency;

/** The limit that ended the run, else null. */
async function endOf(course: Course, readings: AsyncIterable<Reading>): Promise<KuError | null> {
  const { context, engine, settings, interruption, price, failures, kept } = course;
  const { mode } = settings;
  const refinement = refinementOf(settings, context);
  const pool = openPool(settings, course, refinement, price);
  const outcomes = extractUnits(readings, {
    engine,
    version,
    price,
    work: pool.work,
    release: pool.release,
    ...(kept === null ? {} : { kept }),
    ended: () => {
      course.ended += 1;
    },
    concurrency: passagesAtOnce(settings, engine),
    refinement,
    passages: passageOptions(settings),
    mode,
    signal: interruption.signal,
    drain: AbortSignal.any([interruption.drain, failures.signal]),
  });
  try {
    for await (const outcome of outcomes) await consume(outcome, course);
  } catch (error) {
    if (error instanceof KuError && error.isLimit) return error;
    throw error;
  } finally {
    await pool.close();
  }
  return failures.signal.aborted ? (failures.signal.reason as KuError) : null;
}

async function consume(outcome: Outcome, course: Course): Promise<void> {
  const { sink, ledger, tally, context, settings, failures } = course;
  const { terminal } = context;
  const factsBefore = tally.facts;
  if (outcome.kind === 'notice') return terminal.notice(outcome.message);
  if (outcome.kind === 'units') {
    for (const note of outcome.notes) terminal.notice(`${outcome.document.place}: ${note}`);
    await sink.write(
      outcome.document,
      eachOnce(outcome.units, (unit) => {
        countUnit(tally, unit);
        sayRemarks(terminal, unit);
      }),
    );
  }
  if (outcome.kind === 'failure') sink.folder?.reserve(outcome.failure.document);
  const failure = outcome.kind === 'units' || outcome.kind === 'failure' ? outcome.failure : null;
  if (outcome.kind === 'duplicate') terminal.skipped(outcome.document, `its id and text are those of ${outcome.of}`);
  if (failure !== null) terminal.failure(failure);
  else if (outcome.kind !== 'failure' && !terminal.quiet)
    terminal.event('document', documentEvent(outcome, tally.facts - factsBefore));
  count(tally, outcome);
  await ledger.add(outcome);
  const passed = failuresPassed(settings['max-failures'], tally);
  if (passed !== null) failures.abort(passed);
}

function documentEvent(outcome: Exclude<Outcome, { kind: 'notice' | 'failure' }>, facts: number) {
  if (outcome.kind !== 'units') return skippedEntry(outcome);
  const { id, place } = outcome.document;
  const { inputTokens, outputTokens } = totalOf(outcome.spending);
  return { document: id, place, status: 'done', units: outcome.units.length, facts, inputTokens, outputTokens };
}

/**
 * After an error that ends the run: what is done is kept, and where nothing is, nothing is left behind. What can't be kept fails no
 * louder than the error.
 */
async function keepOrAbandon(course: Course): Promise<void> {
  const { sink, ledger, tally, context } = course;
  if (tally.documents > tally.skipped) await ledger.close(figuresOf(course)).catch(() => undefined);
  else await ledger.abandon();
  if (tally.units === 0) return sink.abandon?.();
  await sink.close();
  saySum(context, { tally, budget: course.budget, seconds: course.seconds() });
}

/** `complete`: whether the inputs were read to their end, so that every document is listed. */
const figuresOf = ({ tally, seconds, head, budget, price, watch }: Course) => ({
  ...totalsOf(tally, seconds(), head, budget, price),
  complete: watch.expected()?.isExact === true,
});

function standingOf({ tally, ended, seconds, budget, watch }: Course): Standing {
  const { inputTokens, outputTokens } = totalOf(budget.spent());
  return {
    seconds: seconds(),
    documents: tally.documents - tally.skipped,
    failed: tally.failed,
    waiting: ended - tally.documents,
    expected: watch.expected(),
    tokens: inputTokens + outputTokens,
    cost: budget.cost(),
  };
}

function farewell(course: Course, limit: KuError | null): number {
  const { context, tally, interruption, budget, seconds } = course;
  const isIncomplete = limit !== null || tally.failed + tally.failing > 0;
  const status = interruption.status() ?? (isIncomplete ? exitStatus.incomplete : exitStatus.done);
  const isInterrupted = interruption.status() !== null;
  sayGoodbye(context, { tally, budget, seconds: seconds(), limit, isInterrupted });
  context.terminal.event('end', { status, totals: figuresOf(course) });
  return status;
}
