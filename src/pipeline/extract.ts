import { setMaxListeners } from 'node:events';
import { pMapIterable } from 'p-map';
import { DocumentError } from '../errors.ts';
import { passagesOf } from '../passages/index.ts';
import type { Document, Reading } from '../types/document.ts';
import type { Engine, Usage } from '../types/engine.ts';
import type { Failure } from '../types/failure.ts';
import type { Unit } from '../types/unit.ts';
import { publishUnit } from '../units/publish.ts';
import { type Refinement, refine, usualRefinement } from './refine.ts';

/** How one document ended, or something to say about its input. They come in the order of the input. */
export type Outcome =
  | { kind: 'units'; document: Document; units: Unit[]; usage: Usage; attempts: number; notes: string[] }
  | { kind: 'failure'; failure: Failure; usage: Usage }
  | { kind: 'notice'; message: string }
  /** Begun or waiting when the run was stopped: it has no result, and it is no failure. */
  | { kind: 'interrupted'; document: Document };

export type ExtractOptions = {
  engine: Engine;
  version: string;
  /** What is not given is as on the command line. */
  refinement?: Partial<Refinement>;
  /** Documents worked on at the same time. */
  concurrency: number;
  signal?: AbortSignal;
};

/** Outcomes that may wait for an earlier, slower one, per document worked on: what bounds the memory of a run. */
const waitingPerWorker = 4;

/**
 * The story of a run: documents are read, looked at passage by passage, handed to the engine, checked against the text
 * and published. When the run is stopped, by the signal or by an error that ends it, what is done still comes out; then
 * the error is thrown.
 */
export async function* extractUnits(
  readings: AsyncIterable<Reading>,
  options: ExtractOptions,
): AsyncGenerator<Outcome> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  // Every request in flight listens to it, so many listeners are no leak.
  setMaxListeners(0, signal);
  const outcomes = pMapIterable(
    untilStopped(readings, signal),
    (reading) => outcomeOf(reading, options, signal, stop),
    {
      concurrency: options.concurrency,
      backpressure: options.concurrency * waitingPerWorker,
    },
  );
  let failed: unknown;
  try {
    yield* outcomes;
    failed = stop.signal.aborted ? stop.signal.reason : undefined;
  } finally {
    stop.abort(new DOMException('the run is over', 'AbortError'));
  }
  if (failed !== undefined) throw failed;
}

async function* untilStopped(readings: AsyncIterable<Reading>, signal: AbortSignal): AsyncGenerator<Reading> {
  try {
    for await (const reading of readings) {
      if (signal.aborted) return;
      yield reading;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function outcomeOf(
  reading: Reading,
  options: ExtractOptions,
  signal: AbortSignal,
  stop: AbortController,
): Promise<Outcome> {
  if (reading.kind === 'notice') return reading;
  if (reading.kind === 'failure') return { ...reading, usage: { inputTokens: 0, outputTokens: 0 } };
  const { document } = reading;
  if (signal.aborted) return { kind: 'interrupted', document };
  try {
    return await unitsOf(document, options, signal);
  } catch (error) {
    if (error instanceof DocumentError) return failureOf(document, error);
    if (!signal.aborted) stop.abort(error);
    return { kind: 'interrupted', document };
  }
}

async function unitsOf(document: Document, options: ExtractOptions, signal: AbortSignal): Promise<Outcome> {
  const { engine, version } = options;
  const maker = { version, engine: engine.name, model: engine.model, prompt: engine.prompt };
  const total: Usage = { inputTokens: 0, outputTokens: 0 };
  const units: Unit[] = [];
  const notes: string[] = [];
  let attempts = 0;
  for (const passage of passagesOf(document)) {
    const target = { document, passage };
    const answer = await engine.extract(target, signal);
    const { checked, usage, ...spent } = await refine(
      target,
      answer,
      engine,
      { ...usualRefinement, ...options.refinement },
      signal,
    );
    units.push(publishUnit(target, checked, maker, usage));
    total.inputTokens += usage.inputTokens;
    total.outputTokens += usage.outputTokens;
    attempts += spent.attempts;
    notes.push(...spent.notes);
  }
  return { kind: 'units', document, units, usage: total, attempts, notes };
}

function failureOf(document: Document, error: DocumentError): Outcome {
  const { code, message, hint, attempts, evidence } = error;
  const failure: Failure = { document: document.id, place: document.place, code, message, hint, attempts, evidence };
  const usage = { inputTokens: evidence?.inputTokens ?? 0, outputTokens: evidence?.outputTokens ?? 0 };
  return { kind: 'failure', failure, usage };
}
