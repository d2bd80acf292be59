import { parentPort, workerData } from 'node:worker_threads';
import { engines } from '../engines/table.ts';
import { DocumentError } from '../errors.ts';
import { passageWork } from '../pipeline/passage-work.ts';
import type { Document } from '../types/document.ts';
import type { Answer, Engine, Target } from '../types/engine.ts';
import { carried, uncarried } from './carried.ts';
import type { EngineMethod, FromThread, PartOfTarget, ThreadSettings, ToThread } from './messages.ts';

/** A thread that makes units of passages. It begins with what `ThreadSettings` says, and ends when the main thread ends it. */

/** Stands for an error that stayed in the main thread. */
class Refused extends Error {
  readonly call: number;

  constructor(call: number) {
    super('the call was refused');
    this.call = call;
  }
}

type Settle = { resolve: (value: unknown) => void; reject: (error: Error) => void };

const settings = workerData as ThreadSettings;
const port = parentPort;
if (port === null) throw new Error('this file is the program of a thread');
const say = (message: FromThread): void => port.postMessage(message);
// The main thread stops calls; what it stops comes back as a refusal.
const neverStopped = new AbortController().signal;
const documents = new Map<number, Document>();
const calls = new Map<number, Settle>();
let lastCall = 0;

function call(
  job: number,
  method: EngineMethod,
  { document: _, ...target }: Target,
  rest: unknown[],
): Promise<unknown> {
  lastCall += 1;
  const own = lastCall;
  return new Promise((resolve, reject) => {
    calls.set(own, { resolve, reject });
    say({ kind: 'call', job, call: own, method, target, rest });
  });
}

/** The engine as the work on one passage sees it. */
function engineFor(job: number): Engine {
  const ask = <Value>(method: EngineMethod, target: Target, rest: unknown[]) =>
    call(job, method, target, rest) as Promise<Value>;
  return {
    ...settings.engine,
    extract: (target) => ask<Answer>('extract', target, []),
    ...(settings.canRepair ? { repair: (target, requests) => ask('repair', target, [requests]) } : {}),
    ...(settings.canComplete
      ? { complete: (target, draft, missing) => ask<Answer>('complete', target, [draft, missing]) }
      : {}),
  };
}

const offline = settings.offline === null ? null : await engines.offline(settings.offline);

async function work(job: number, number: number, target: PartOfTarget): Promise<void> {
  const { version, price, refinement } = settings;
  const document = documents.get(number);
  if (document === undefined) throw new Error(`document ${number} was not sent`);
  try {
    const make = passageWork({ engine: offline ?? engineFor(job), version, price, refinement });
    say({ kind: 'done', job, result: await make({ ...target, document }, neverStopped) });
  } catch (error) {
    if (error instanceof DocumentError) say({ kind: 'failed', job, failure: carried(error) });
    else if (error instanceof Refused) say({ kind: 'refused', job, call: error.call });
    else throw error;
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'document') return void documents.set(message.number, message.document);
  if (message.kind === 'forget') return void documents.delete(message.number);
  if (message.kind === 'work') return void work(message.job, message.document, message.target);
  const waiting = calls.get(message.call);
  calls.delete(message.call);
  if (message.kind === 'answer') waiting?.resolve(message.value);
  else waiting?.reject(message.failure === null ? new Refused(message.call) : uncarried(message.failure));
});
