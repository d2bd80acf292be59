import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { DocumentError } from '../errors.ts';
import type { PassageResult, PassageWork } from '../pipeline/passage-work.ts';
import type { Document } from '../types/document.ts';
import type { Engine, Target } from '../types/engine.ts';
import { carried, uncarried } from './carried.ts';
import { type SentDocuments, sentDocuments } from './documents.ts';
import type { CarriedFailure, FromThread, ThreadSettings, ToThread } from './messages.ts';

export type PoolSettings = {
  /** Threads at most; 0 is none. */
  threads: number;
  engine: Engine;
  /** The work in this thread, for as long as there is no other. */
  here: PassageWork;
  thread: ThreadSettings;
  /** Whether this thread goes on working where all others have enough to do; not where it must listen to a network. */
  worksToo: boolean;
  start: Start;
};

/**
 * When threads are started: every so many passages it is seen whether this thread was busy for that share of the time, and has seen so
 * many documents. (A start of threads takes as long as some hundred passages; in each, a long document is read again.)
 */
export type Start = {
  passages: number;
  busy: number;
  documents: number;
  /** Asked then, with the passages so far; without it threads are wanted. */
  isWanted?: (passages: number) => boolean;
};

export type Pool = {
  work: PassageWork;
  /** No passage of the document is worked on any more. */
  release(document: Document): void;
  close(): Promise<void>;
};

/** What a thread must have before it, for this one to do a passage itself: it is deaf for as long as that takes. */
const enoughAhead = 4;

/** A fifth of what V8 would give the young heap of a thread: some 25 MB less at the peak, for the same CPU. */
const youngMegabytes = 9;

type Job = {
  target: Target;
  signal: AbortSignal;
  resolve: (result: PassageResult) => void;
  reject: (error: unknown) => void;
  /** What calls of its engine failed with, by number. */
  refusals: Map<number, unknown>;
};

type Thread = { worker: Worker; jobs: Map<number, Job>; documents: SentDocuments };

/**
 * Work on passages in this thread, and in threads of their own once this one is kept busy. The output is the same wherever it is
 * made. From the sources (without a build) there are no threads: Node can't load their program.
 */
export function createPool({ threads, engine, here, thread: settings, worksToo, start }: PoolSettings): Pool {
  const running: Thread[] = [];
  let isBusy = false;
  const isBuilt = import.meta.url.endsWith('.js');
  let passages = 0;
  let documents = 0;
  let seen = performance.eventLoopUtilization();
  let lastJob = 0;

  function startIfBusy({ passage }: Target): void {
    passages += 1;
    if (passage.index === 0) documents += 1;
    if (threads === 0 || !isBuilt || passages % start.passages !== 0) return;
    const { utilization } = performance.eventLoopUtilization(seen);
    seen = performance.eventLoopUtilization();
    if (utilization < start.busy || documents < start.documents || start.isWanted?.(passages) === false) return;
    for (let count = 0; count < threads; count += 1) running.push(startThread(engine, settings));
  }

  async function workHere(target: Target, signal: AbortSignal): Promise<PassageResult> {
    isBusy = true;
    try {
      return await here(target, signal);
    } finally {
      isBusy = false;
    }
  }

  return {
    work(target, signal) {
      if (running.length === 0) startIfBusy(target);
      const [first] = running;
      if (first === undefined) return here(target, signal);
      const thread = running.reduce((least, one) => (one.jobs.size < least.jobs.size ? one : least), first);
      if (worksToo && !isBusy && thread.jobs.size >= enoughAhead) return workHere(target, signal);
      lastJob += 1;
      const job = lastJob;
      return new Promise((resolve, reject) => {
        thread.jobs.set(job, { target, signal, resolve, reject, refusals: new Map() });
        const { document, ...rest } = target;
        tell(thread, { kind: 'work', job, document: thread.documents.numberOf(document), target: rest });
      });
    },
    release(document) {
      for (const { documents } of running) documents.forget(document);
    },
    async close() {
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}

const tell = ({ worker }: Thread, message: ToThread): void => worker.postMessage(message);

function startThread(engine: Engine, settings: ThreadSettings): Thread {
  const resourceLimits = { maxYoungGenerationSizeMb: youngMegabytes };
  const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: settings, resourceLimits });
  const documents = sentDocuments((message) => worker.postMessage(message satisfies ToThread));
  const thread: Thread = { worker, jobs: new Map(), documents };
  const fail = (error: unknown) => {
    for (const { reject } of thread.jobs.values()) reject(error);
    thread.jobs.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread ended before its work was done')));
  worker.on('message', (message: FromThread) => hear(thread, engine, message));
  return thread;
}

function hear(thread: Thread, engine: Engine, message: FromThread): void {
  const job = thread.jobs.get(message.job);
  if (job === undefined) return;
  if (message.kind === 'call') return void answer(thread, engine, job, message);
  thread.jobs.delete(message.job);
  if (message.kind === 'done') job.resolve(message.result);
  else job.reject(message.kind === 'failed' ? uncarried(message.failure) : job.refusals.get(message.call));
}

type Call = Extract<FromThread, { kind: 'call' }>;

/** Asks the engine for the thread. What is no failure of a document stays here, and ends the job with it. */
async function answer(thread: Thread, engine: Engine, job: Job, { call, ...rest }: Call): Promise<void> {
  try {
    tell(thread, { kind: 'answer', call, value: await askEngine(engine, job, { call, ...rest }) });
  } catch (error) {
    const failure: CarriedFailure | null = error instanceof DocumentError ? carried(error) : null;
    if (failure === null) job.refusals.set(call, error);
    tell(thread, { kind: 'refusal', call, failure });
  }
}

type Repair = NonNullable<Engine['repair']>;
type Complete = NonNullable<Engine['complete']>;

function askEngine(engine: Engine, job: Job, { method, target, rest }: Call): Promise<unknown> {
  // Of the document the engine must see the one that it was given first: it keeps what it was told by it.
  const own = { ...target, document: job.target.document };
  if (method === 'extract') return engine.extract(own, job.signal);
  if (method === 'repair') return (engine.repair as Repair)(own, rest[0] as Parameters<Repair>[1], job.signal);
  const [draft, missing] = rest as [Parameters<Complete>[1], Parameters<Complete>[2]];
  return (engine.complete as Complete)(own, draft, missing, job.signal);
}
