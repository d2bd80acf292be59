import { setMaxListeners } from 'node:events';
import { pMapIterable } from 'p-map';
import { DocumentError, KuError, Waiting } from '../errors.ts';
import { layOut, type PassageOptions } from '../passages/index.ts';
import type { Document, Reading } from '../types/document.ts';
import type { Engine } from '../types/engine.ts';
import type { Failure } from '../types/failure.ts';
import type { KeptDocuments } from '../types/kept-documents.ts';
import type { Price } from '../types/price.ts';
import { addCalls, inOrder, type Spending } from '../types/spending.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';
import { findDone, keepDone } from './done-documents.ts';
import { failureOfDocument, failureOfSome } from './failures.ts';
import { createGate, type Gate } from './gate.ts';
import { type PassageWork, passageWork } from './passage-work.ts';
import type { Refinement } from './refine.ts';
import { resolvedUnits } from './resolved-units.ts';
import { type Mode, workOnPassages } from './schedule.ts';
import { createSeen, type Seen } from './seen.ts';
import { createShelves, type Shelf, type Shelves } from './shelf.ts';

/** How one document ended, or something to say about its input. They come in the order of the input. */
export type Outcome =
  /**
   * `units` in the order of the passages can be gone through as often as one likes until the next outcome is asked for. `failure` has
   * the passages that got none, where some did not.
   */
  | {
      kind: 'units';
      document: Document;
      units: UnitsOfDocument;
      spending: Spending;
      notes: string[];
      failure: Failure | null;
    }
  | { kind: 'failure'; failure: Failure; spending: Spending }
  | { kind: 'notice'; message: string }
  /** Not done when the run was stopped, or waiting for a batch: it has no result, and it is no failure. */
  | { kind: 'skipped'; document: Document; reason: string }
  /** Its id and its text are those of a document that was read at the place `of`: its units would be the same. */
  | { kind: 'duplicate'; document: Document; of: string };

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
  /** Documents that were finished before by a run like this one, and are not worked on again. */
  kept?: KeptDocuments;
  /** Told when no passage of a document is worked on any more. */
  release?: (document: Document) => void;
  /** Told of each document that ends, in whatever order; outcomes come in that of the input. */
  ended?: () => void;
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
  const course: Course = {
    ...stops,
    options,
    gate: createGate(concurrency),
    oneByOne: createGate(1),
    shelves: createShelves(),
    seen: createSeen(),
  };
  const outcomes = pMapIterable(untilStopped(readings, stops), (reading) => outcomeOf(reading, course), {
    concurrency,
    backpressure: mostWaiting(concurrency),
  });
  let failed: unknown;
  try {
    for await (const { outcome, shelf } of outcomes) {
      yield outcome;
      await shelf?.close();
    }
    failed = [stops.now, stops.gently].find(({ signal }) => signal.aborted)?.signal.reason;
  } finally {
    stops.now.abort(new DOMException('the run is over', 'AbortError'));
    await course.shelves.close();
  }
  if (failed !== undefined) throw failed;
}

/** What all documents of a run share. */
type Course = Stops & {
  options: ExtractOptions;
  gate: Gate;
  /** For documents that are kept, which are in memory as a whole. */
  oneByOne: Gate;
  shelves: Shelves;
  seen: Seen;
};

/** An outcome, and what holds its units. */
type Held = { outcome: Outcome; shelf: Shelf | null };

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

async function outcomeOf(reading: Reading, course: Course): Promise<Held> {
  if (reading.kind === 'notice') return { outcome: reading, shelf: null };
  const held = await endOf(reading, course);
  course.options.ended?.();
  return held;
}

async function endOf(reading: Exclude<Reading, { kind: 'notice' }>, course: Course): Promise<Held> {
  if (reading.kind === 'failure') return { outcome: { ...reading, spending: {} }, shelf: null };
  const { document } = reading;
  if (course.signal.aborted || course.drain.aborted) return { outcome: skipped(document, course), shelf: null };
  const of = course.seen.before(document);
  if (of !== null) return { outcome: { kind: 'duplicate', document, of }, shelf: null };
  const shelf = course.shelves.open();
  const spending: Spending = {};
  try {
    const { kept } = course.options;
    const known = kept === undefined ? null : await course.oneByOne(() => findDone(kept, document, shelf));
    if (known !== null) return { outcome: { kind: 'units', document, ...known, failure: null }, shelf };
    return { outcome: await unitsOf(document, shelf, spending, course), shelf };
  } catch (error) {
    await shelf.close();
    return { outcome: withoutUnits(document, error, spending, course), shelf: null };
  } finally {
    course.options.release?.(document);
  }
}

/** How a document ends by an error. One that ends the run stops the others too. */
function withoutUnits(document: Document, error: unknown, spending: Spending, course: Course): Outcome {
  if (error instanceof Waiting && course.drain.aborted) return skipped(document, course);
  if (error instanceof Waiting) return { kind: 'skipped', document, reason: waitingReason };
  if (error instanceof DocumentError) {
    course.options.engine.forget?.(document, null);
    return { kind: 'failure', failure: failureOfDocument(document, error, spending), spending };
  }
  if (!course.signal.aborted) (error instanceof KuError && error.isLimit ? course.gently : course.now).abort(error);
  return skipped(document, course);
}

function skipped(document: Document, { signal, drain }: Stops): Outcome {
  const stop: unknown = signal.aborted ? signal.reason : drain.reason;
  return { kind: 'skipped', document, reason: stop instanceof KuError ? stop.code : 'interrupted' };
}

async function unitsOf(
  document: Document,
  shelf: Shelf,
  spending: Spending,
  { options, gate, oneByOne, signal }: Course,
): Promise<Outcome> {
  const { engine, work = passageWork(options), mode = 'parallel', concurrency } = options;
  const layout = layOut(document, options.passages);
  if (layout.length === 0) throw withoutPassages(document, options.passages?.sections ?? null);
  const passages = { document, layout, shelf, work, mode, concurrency, gate, signal, spending };
  const { notes: ofPassages, failures, isSettled } = await workOnPassages(passages);
  const failure = failureOfSome(document, failures, spending);
  if (failure !== null) engine.forget?.(document, new Set(failures.map(({ index }) => index)));
  const resolved = await resolvedUnits(shelf, engine.resolver ?? null, signal);
  const { units, asked, usage, attempts, keys } = resolved;
  if (asked !== 'no') addCalls(spending, 'resolve', usage, attempts);
  const done = { units, spending: inOrder(spending), notes: [...ofPassages, ...resolved.notes] };
  const isFinal = isSettled && asked !== 'in vain';
  const { kept } = options;
  if (kept !== undefined && isFinal) {
    const answers = [...(engine.keeping?.keysOf(document) ?? []), ...keys];
    await oneByOne(() => keepDone(kept, document, done, answers));
  }
  return { kind: 'units', document, ...done, failure };
}

const mostHeadingsNamed = 12;

function withoutPassages(document: Document, sections: readonly string[] | null): DocumentError {
  if (sections === null)
    return new DocumentError('empty', 'the document has no text to read', 'fill it in, or leave it out');
  const headings = [...new Set(document.blocks.flatMap(({ section }) => section[0] ?? []))];
  const named = headings.slice(0, mostHeadingsNamed).join('; ');
  return new DocumentError('empty', `it has none of the sections ${sections.join(', ')}`, `its sections are: ${named}`);
}
