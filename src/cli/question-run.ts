import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import { DocumentError, Waiting } from '../errors.ts';
import type { DocumentQuestions } from '../questions/index.ts';
import type { Document, Reading } from '../types/document.ts';
import type { QuestionModel } from '../types/question-step.ts';
import type { CommandContext } from './context.ts';
import { firstDocuments } from './inputs.ts';
import type { Interruption } from './interruption.ts';

export type Run = {
  context: Pick<CommandContext, 'terminal'>;
  interruption: Interruption;
  /** Null where none is asked. */
  model: QuestionModel | null;
  /** The documents, as they are asked for; nothing more is read once the signal is aborted. */
  readings: (signal: AbortSignal) => AsyncIterable<Reading>;
  /** What comes of one document. */
  about: (document: Document, model: QuestionModel | null, signal: AbortSignal) => Promise<DocumentQuestions>;
  concurrency: number;
  limit: number;
};

/** All documents, some at a time, in the order in which they are read. What ends the run ends the requests in flight first. */
export async function askAll(run: Run): Promise<{ done: DocumentQuestions[]; failed: number }> {
  const { interruption } = run;
  const stop = new AbortController();
  const signal = AbortSignal.any([interruption.signal, stop.signal]);
  const drain = AbortSignal.any([interruption.drain, stop.signal]);
  // Every request in flight listens to it, so many listeners are no leak.
  setMaxListeners(0, signal);
  const readings = firstDocuments(run.readings(drain), run.limit);
  const model = run.model === null ? null : stopping(run.model, stop, drain);
  const results = await pMap(
    untilAborted(readings, drain),
    async (reading) => {
      try {
        return drain.aborted ? 'skipped' : await askAbout(reading, { ...run, model }, signal);
      } catch (error) {
        if (!(error instanceof Waiting)) stop.abort(error);
        return 'skipped';
      }
    },
    { concurrency: run.concurrency },
  );
  if (stop.signal.aborted && interruption.status() === null) throw stop.signal.reason;
  return {
    done: results.filter((result) => typeof result !== 'string'),
    failed: results.filter((result) => result === 'failed').length,
  };
}

async function* untilAborted(readings: AsyncIterable<Reading>, drain: AbortSignal): AsyncGenerator<Reading> {
  try {
    yield* readings;
  } catch (error) {
    if (!drain.aborted) throw error;
  }
}

/** What ends the run for one question ends it for all that are in flight; what drains it begins nothing more. */
function stopping(model: QuestionModel, stop: AbortController, drain: AbortSignal): QuestionModel {
  return {
    ...model,
    async ask(step, input, signal) {
      if (drain.aborted) throw new Waiting();
      try {
        return await model.ask(step, input, signal);
      } catch (error) {
        if (!(error instanceof DocumentError || error instanceof Waiting)) stop.abort(error);
        throw error;
      }
    },
  };
}

type Result = DocumentQuestions | 'failed' | 'skipped';

async function askAbout(reading: Reading, { context, model, about }: Run, signal: AbortSignal): Promise<Result> {
  const { terminal } = context;
  if (reading.kind === 'notice') {
    terminal.notice(reading.message);
    return 'skipped';
  }
  if (reading.kind === 'failure') {
    terminal.failure(reading.failure);
    return 'failed';
  }
  try {
    return await about(reading.document, model, signal);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    terminal.failure(failureOf(reading.document, error));
    return 'failed';
  }
}

function failureOf({ id, place }: Document, { code, message, hint, attempts, evidence }: DocumentError) {
  return { document: id, place, code, message, hint, attempts, evidence };
}
