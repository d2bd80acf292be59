import { setMaxListeners } from 'node:events';
import { pMapIterable } from 'p-map';
import { DocumentError, KuError, Waiting } from '../errors.ts';
import { type PassageOptions, passagesOf } from '../passages/index.ts';
import { resolveUnits } from '../resolve/index.ts';
import type { Document, Reading } from '../types/document.ts';
import type { Engine } from '../types/engine.ts';
import type { Failure } from '../types/failure.ts';
import type { Price } from '../types/price.ts';
import { addCalls, noUsage, type Spending, totalOf } from '../types/spending.ts';
import type { Unit } from '../types/unit.ts';
import { createGate, type Gate } from './gate.ts';
import { type PassageWork, passageWork } from './passage-work.ts';
import type { Refinement } from './refine.ts';
import { type Mode, unitsOfPassages } from './schedule.ts';

/** How one document ended, or something to say about its input. They come in the order of the input. */
export type Outcome =
  | { kind: 'units'; document: Document; units: Unit[]; spending: Spending; notes: string[] }
  | { kind: 'failure'; failure: Failure; spending: Spending }
  | { kind: 'notice'; message: string }
  /** Not done when the run was stopped, or waiting for a batch: it has no result, and it is no failure. */
  | { kind: 'skipped'; document: Document; reason: string };

export type ExtractOptions = {
  engine: Engine;
  version: string;
  /** Of the model of the engine; without one the units have no cost. */
  price?: Price | null;
  /** What is not given is as on the command line. */
  refinement?: Partial<Refinement>;
  passages?: Partial<PassageOptions>;
  /** `parallel`, the default: passages of a document are independent; `sequential`: each is told the names of those before. */
  mode?: Mode;
  /** Makes the unit of a passage; without it that is done here. */
  work?: PassageWork;
  /** Passages worked on at the same time, of whatever documents. */
  concurrency: number;
  /** Ends what is in flight. */
  signal?: AbortSignal;
  /** Begins nothing more and finishes what is in flight; documents that are still read come out as skipped. */
  drain?: AbortSignal;
};

/** Why a document is skipped that waits for answers of a batch. */
export const waitingReason = 'waiting';

/**
 * Outcomes that may wait for an earlier, slower one: what bounds the memory of a run. One answer that never comes holds up all others
 * once so many wait: with 1% of hangs and 16 documents at a time, 4 a worker took 41 s where 16 take 26 s.
 */
const mostWaiting = (concurrency: number): number => Math.max(4 * concurrency, Math.min(16 * concurrency, 1024));

/** What stops a run: at once, or so that the documents that were begun are finished. */
type Stops = { now: AbortController; gently: AbortController; signal: AbortSignal; drain: AbortSignal };

function stopsOf(options: ExtractOptions): Stops {
  const now = new AbortController();
  const gently = new AbortController();
  const any = (own: AbortController, given: AbortSignal | undefined) =>
    given === undefined ? own.signal : AbortSignal.any([own.signal, given]);
  const signal = any(now, options.signal);
  // Every request in flight listens to it, so many listeners are no leak.
  setMaxListeners(0, signal);
  return { now, gently, signal, drain: any(gently, options.drain) };
}

/**
 * The story of a run: documents are read, looked at passage by passage, handed to the engine, checked against the text
 * and published. When the run is stopped, by a signal or by an error that ends it, what is done still comes out; then
 * the error is thrown.
 */
export async function* extractUnits(
  readings: AsyncIterable<Reading>,
  options: ExtractOptions,
): AsyncGenerator<Outcome> {
  const stops = stopsOf(options);
  const { concurrency } = options;
  const gate = createGate(concurrency);
  const outcomes = pMapIterable(untilStopped(readings, stops), (reading) => outcomeOf(reading, options, gate, stops), {
    concurrency,
    backpressure: mostWaiting(concurrency),
  });
  let failed: unknown;
  try {
    yield* outcomes;
    failed = [stops.now, stops.gently].find(({ signal }) => signal.aborted)?.signal.reason;
  } finally {
    stops.now.abort(new DOMException('the run is over', 'AbortError'));
  }
  if (failed !== undefined) throw failed;
}

async function* untilStopped(readings: AsyncIterable<Reading>, { signal, drain }: Stops): AsyncGenerator<Reading> {
  try {
    for await (const reading of readings) {
      if (signal.aborted) return;
      yield reading;
    }
  } catch (error) {
    const isOver = drain.aborted && error instanceof DOMException && error.name === 'AbortError';
    if (!signal.aborted && !isOver) throw error;
  }
}

async function outcomeOf(reading: Reading, options: ExtractOptions, gate: Gate, stops: Stops): Promise<Outcome> {
  if (reading.kind === 'notice') return reading;
  if (reading.kind === 'failure') return { ...reading, spending: {} };
  const { document } = reading;
  const { signal, drain } = stops;
  if (signal.aborted || drain.aborted) return skipped(document, stops);
  const spending: Spending = {};
  try {
    return await unitsOf(document, options, gate, signal, spending);
  } catch (error) {
    if (error instanceof Waiting) return { kind: 'skipped', document, reason: waitingReason };
    if (error instanceof DocumentError) {
      options.engine.forget?.(document);
      return failureOf(document, error, spending);
    }
    if (!signal.aborted) (error instanceof KuError && error.isLimit ? stops.gently : stops.now).abort(error);
    return skipped(document, stops);
  }
}

function skipped(document: Document, { signal, drain }: Stops): Outcome {
  const stop: unknown = signal.aborted ? signal.reason : drain.reason;
  return { kind: 'skipped', document, reason: stop instanceof KuError ? stop.code : 'interrupted' };
}

async function unitsOf(
  document: Document,
  options: ExtractOptions,
  gate: Gate,
  signal: AbortSignal,
  spending: Spending,
): Promise<Outcome> {
  const passages = passagesOf(document, options.passages);
  if (passages.length === 0) throw withoutPassages(document, options.passages?.sections ?? null);
  const { work = passageWork(options), mode = 'parallel', concurrency } = options;
  const done = await unitsOfPassages({ document, passages, work, mode, concurrency, gate, signal, spending });
  const extracted = done.map(({ unit }) => unit);
  const { units, usage, attempts, notes } = await resolveUnits(extracted, options.engine.resolver ?? null, signal);
  if (attempts > 0) addCalls(spending, 'resolve', usage, attempts);
  return { kind: 'units', document, units, spending, notes: [...done.flatMap((one) => one.notes), ...notes] };
}

const mostHeadingsNamed = 12;

function withoutPassages(document: Document, sections: readonly string[] | null): DocumentError {
  if (sections === null)
    return new DocumentError('empty', 'the document has no text to read', 'fill it in, or leave it out');
  const headings = [...new Set(document.blocks.flatMap(({ section }) => section[0] ?? []))];
  const named = headings.slice(0, mostHeadingsNamed).join('; ');
  return new DocumentError('empty', `it has none of the sections ${sections.join(', ')}`, `its sections are: ${named}`);
}

function failureOf(document: Document, error: DocumentError, spending: Spending): Outcome {
  const { code, message, hint, evidence } = error;
  addCalls(spending, 'extract', evidence ?? noUsage(), error.attempts);
  const attempts = totalOf(spending).calls;
  const failure: Failure = { document: document.id, place: document.place, code, message, hint, attempts, evidence };
  return { kind: 'failure', failure, spending };
}
