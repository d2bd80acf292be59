import { existsSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type OpenAI from 'openai';
import { DocumentError, KuError, Waiting } from '../../../errors.ts';
import { shownAddress } from '../../../text/address.ts';
import type { AnswerStore } from '../../../types/answer-store.ts';
import type { Batch, BatchStore } from '../../../types/batch-store.ts';
import type { Addressee } from '../addressee.ts';
import type { Transport } from '../chat.ts';
import { createSerialiser } from '../exchange.ts';
import { createKeyMaker } from '../request-key.ts';
import { collect, type Harvest } from './collect.ts';
import { type BatchService, createService, NotNow } from './service.ts';
import { type BatchLimits, createWriter, discardUnfinished, requestFile, usualLimits } from './writer.ts';

export type BatcherSettings = Omit<Addressee, 'reached'> & {
  store: BatchStore;
  answers: AnswerStore;
  notify: (message: string) => void;
  limits?: BatchLimits;
};

/** Sends requests in batches. Whatever step it is killed at, the next process goes on from there. */
export type Batcher = {
  /** Takes a request into a batch and throws Waiting: its answer will be in the cache when the batch is collected. */
  transport: Transport;
  /** Sends what is written and brings every batch to its end. */
  settle(signal: AbortSignal): Promise<void>;
  /** Those of this endpoint and model that are not collected. */
  batches(): Batch[];
  cancel(batch: Batch): Promise<void>;
};

/** Rather often at first, since small batches are done soon: some 16 looks in the first three minutes, then one a minute. */
const firstPollMs = 100;
const longestPollMs = 60_000;

/** Looks in a row in which a step came to nothing, at the end one a minute: what is down for longer is not waited for. */
const mostFailures = 100;

export function createBatcher(settings: BatcherSettings): Batcher {
  const { store, notify, limits = usualLimits } = settings;
  const address = settings.baseUrl ?? '';
  const origin = { endpoint: shownAddress(address), model: settings.model };
  const desk: Desk = {
    ...settings,
    endpoint: { ...settings, reached: true },
    service: createService({ ...settings, reached: false }),
  };
  const writer = createWriter(store, origin, limits);
  const keyOf = createKeyMaker(address, origin.model);
  const bodyOf = createSerialiser(origin.model);
  const own = () =>
    store.batches().filter(({ endpoint, model }) => endpoint === origin.endpoint && model === origin.model);
  for (const batch of own()) discardOrphan(batch, store);

  const inTurn = oneByOne();

  return {
    async transport(request, signal) {
      const key = keyOf(request);
      if (store.isGivenUp(key))
        throw new DocumentError('endpoint', 'no batch gave an answer', 'run it without --batch');
      const body = Buffer.concat(bodyOf(request)).toString('utf8');
      const filled = writer.add(key, request.maxOutputTokens, body);
      if (filled !== null) await inTurn(() => unlessNotNow(submit(filled, desk, signal)));
      throw new Waiting();
    },
    async settle(signal) {
      writer.finish();
      let said = 0;
      const patience = createPatience(notify);
      for (let waitMs = firstPollMs; ; waitMs = Math.min(1.5 * waitMs, longestPollMs)) {
        patience.looked(await advanceAll(own(), desk, signal));
        const open = own().length;
        if (open === 0) return;
        if (open !== said)
          notify(`waiting for ${open === 1 ? '1 batch' : `${open} batches`}; ku batch list shows them`);
        said = open;
        await sleep(waitMs, undefined, { signal });
      }
    },
    batches: own,
    async cancel(batch) {
      if (batch.batch === null) discardUnfinished(store, batch);
      else await desk.service.cancel(batch.batch);
    },
  };
}

/** Files are sent one after the other: each is held in memory. */
function oneByOne(): (work: () => Promise<unknown>) => Promise<void> {
  let last = Promise.resolve();
  return (work) => {
    const mine = last.then(work).then(() => undefined);
    last = mine.catch(() => undefined);
    return mine;
  };
}

type Desk = BatcherSettings & { endpoint: Addressee; service: BatchService };

/** What was left half written by a process that is gone. */
function discardOrphan(batch: Batch, store: BatchStore): void {
  if (batch.state === 'writing' && !isAlive(batch.owner)) discardUnfinished(store, batch);
}

function isAlive(owner: number): boolean {
  if (owner === process.pid) return false;
  try {
    return process.kill(owner, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Says the first of the looks in a row that come to nothing, and ends it where there are too many. */
function createPatience(notify: (message: string) => void): { looked(delay: NotNow | null): void } {
  let failures = 0;
  return {
    looked(delay) {
      failures = delay === null ? 0 : failures + 1;
      if (delay === null) return;
      if (failures > mostFailures) throw delay;
      if (failures === 1) notify(`${delay.message}; it is tried again`);
    },
  };
}

/** Null, or why a step of one of them has to be made again; the others go on. */
async function advanceAll(batches: Batch[], desk: Desk, signal: AbortSignal): Promise<NotNow | null> {
  let delay: NotNow | null = null;
  for (const batch of batches) delay = (await unlessNotNow(advance(batch, desk, signal))) ?? delay;
  return delay;
}

/** What is not done now is done at the next look: how far it got is written down. */
async function unlessNotNow(step: Promise<void>): Promise<NotNow | null> {
  try {
    await step;
    return null;
  } catch (error) {
    if (error instanceof NotNow) return error;
    throw error;
  }
}

/** Takes a batch as far as it goes at the moment. */
async function advance(batch: Batch, desk: Desk, signal: AbortSignal): Promise<void> {
  if (batch.state === 'writing') return discardOrphan(batch, desk.store);
  if (batch.state !== 'submitted') return submit(batch, desk, signal);
  const found = await desk.service.look(batch.batch ?? '', signal);
  if (found.status === 'failed') throw refused(found, batch, desk);
  if (!['completed', 'expired', 'cancelled'].includes(found.status)) return;
  await harvest(found, batch, desk, signal);
  if (found.status !== 'cancelled') return;
  throw new KuError(
    'endpoint',
    `the batch ${found.id} was cancelled; what it answered is kept`,
    'run it again for the rest',
  );
}

async function submit(batch: Batch, { store, service, notify }: Desk, signal: AbortSignal): Promise<void> {
  const path = requestFile(store.folder, batch);
  let { file } = batch;
  if (file === null) {
    if (!existsSync(path) || batch.requests === 0) return discardUnfinished(store, batch);
    file = await service.upload(path, batch.name, signal);
    store.save({ ...batch, state: 'uploaded', file });
  }
  // A process that was killed may have made the batch, and had no time to write that down.
  const made = batch.state === 'uploaded' ? await service.find(file, signal) : null;
  const id = made ?? (await service.create(file, batch.name, signal));
  store.save({ ...batch, state: 'submitted', file, batch: id });
  rmSync(path, { force: true });
  notify(`batch ${id}: ${batch.requests} requests sent`);
}

async function harvest(found: OpenAI.Batch, batch: Batch, desk: Desk, signal: AbortSignal): Promise<void> {
  const { store, service, notify } = desk;
  const total: Harvest = { answered: 0, failed: 0, unreadable: 0, ending: null };
  for (const file of [found.output_file_id, found.error_file_id]) {
    if (!file) continue;
    const { answered, failed, unreadable, ending } = await collect(service.lines(file, signal), desk);
    total.answered += answered;
    total.failed += failed;
    total.unreadable += unreadable;
    total.ending ??= ending;
  }
  const isComplete = found.status === 'completed';
  for (let keys = store.someWaiting(batch.name); keys.length > 0; keys = store.someWaiting(batch.name)) {
    for (const key of keys) isComplete ? store.failed(key, false) : store.arrived(key);
    total.failed += keys.length;
  }
  store.remove(batch.name);
  const odd = total.unreadable === 0 ? '' : `; ${total.unreadable} lines of it can't be read`;
  notify(`batch ${found.id}: ${total.answered} answers collected, ${total.failed} without${odd}`);
  for (const file of [batch.file, found.output_file_id, found.error_file_id]) if (file) await tidyUp(file, desk);
  if (total.ending !== null) throw total.ending;
}

async function tidyUp(file: string, { service, notify }: Desk): Promise<void> {
  try {
    await service.discard(file);
  } catch (error) {
    if (!(error instanceof KuError)) throw error;
    notify(`the file ${file} stays at the provider: ${error.message}`);
  }
}

/** The provider takes no request of it: every batch like it would end the same way. */
function refused(found: OpenAI.Batch, batch: Batch, { store }: Desk): KuError {
  store.remove(batch.name);
  const said = found.errors?.data?.[0];
  const why = said?.message ?? 'it says not why';
  const hint = said?.code === 'token_limit_exceeded' ? 'run it again when other batches are done' : 'check the model';
  return new KuError('request', `the endpoint refused the batch ${found.id}: ${why}`, hint);
}
