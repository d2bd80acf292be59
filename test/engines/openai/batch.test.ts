import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openBatches } from '../../../src/cache/batches.ts';
import { createBatcher } from '../../../src/engines/openai/batch/index.ts';
import { createWriter } from '../../../src/engines/openai/batch/writer.ts';
import type { ChatRequest } from '../../../src/engines/openai/chat.ts';
import { Waiting } from '../../../src/errors.ts';
import type { BatchStore } from '../../../src/types/batch-store.ts';
import { playBatches } from '../../support/batch-endpoint.ts';
import { temporaryFolders } from '../../support/folder.ts';

const newFolder = temporaryFolders();
const never = new AbortController().signal;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function storeIn(folder: string): Promise<BatchStore> {
  const store = await openBatches(folder);
  closing.push(store.close);
  return store;
}

const origin = { endpoint: 'http://localhost/v1', model: 'played' };

describe('the files of batches', () => {
  it('keep to the limits of requests and of bytes', async () => {
    const store = await storeIn(newFolder());
    const writer = createWriter(store, origin, { requests: 3, bytes: 1000 });
    const bodies = ['{}', '{}', '{}', '{}', `"${'x'.repeat(600)}"`, `"${'y'.repeat(600)}"`, '{}'];
    const filled = bodies.map((body, at) => writer.add(`k${at}`, null, body)).map((batch) => batch?.requests ?? null);
    expect(filled).toEqual([null, null, null, 3, null, 2, null]);
    expect(writer.finish()?.requests).toBe(2);
    expect(writer.finish()).toBeNull();
    const sizes = readdirSync(store.folder).map((name) => readFileSync(join(store.folder, name)).length);
    expect(sizes).toHaveLength(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
  });

  it('hold a request once, whoever asks for it', async () => {
    const folder = newFolder();
    const [one, other] = [await storeIn(folder), await storeIn(folder)];
    createWriter(one, origin, { requests: 3, bytes: 1000 }).add('k', null, '{}');
    const second = createWriter(other, origin, { requests: 3, bytes: 1000 });
    second.add('k', null, '{}');
    expect(second.finish()).toBeNull();
    expect(other.waiting('k')).toEqual({ outputLimit: null });
  });
});

describe('a batcher', () => {
  const request: ChatRequest = {
    kind: 'extract',
    messages: [{ role: 'user', content: 'Kelp is blue.' }],
    format: undefined,
    maxOutputTokens: null,
    repeat: 0,
  };
  const answers = { find: () => null, keep: (_: string, answer: string) => answer, forget: () => undefined };

  async function batcherOn(store: BatchStore, said: string[] = []) {
    const endpoint = await playBatches({ answer: () => ({ content: '{}' }) });
    closing.push(endpoint.close);
    const settings = { baseUrl: endpoint.baseUrl, apiKey: null, apiKeyName: 'KEY', model: 'played', timeoutMs: 1000 };
    const notify = (message: string) => said.push(message);
    const limits = { requests: 1, bytes: 10_000 };
    return { endpoint, make: () => createBatcher({ ...settings, store, answers, notify, limits }) };
  }

  it('sends each batch as it is filled', async () => {
    const store = await storeIn(newFolder());
    const { endpoint, make } = await batcherOn(store);
    const { transport, settle, batches } = make();
    for (const repeat of [0, 1, 2]) {
      await expect(transport({ ...request, repeat }, never)).rejects.toThrow(Waiting);
    }
    expect(batches().map(({ state }) => state)).toEqual(expect.arrayContaining(['submitted', 'submitted', 'writing']));
    await settle(never);
    expect(endpoint.batched).toHaveLength(3);
    expect(batches()).toEqual([]);
  });

  it('throws away what a process that is gone left half written, and not what another is writing', async () => {
    const store = await storeIn(newFolder());
    const { endpoint, make } = await batcherOn(store);
    const began = (name: string, owner: number) => {
      const batch = { name, endpoint: endpoint.baseUrl, model: 'played', made: 0, requests: 1, owner };
      store.save({ ...batch, state: 'writing', file: null, batch: null });
      store.wait(name, name, null);
    };
    began('gone', 2 ** 22 + 1);
    began('alive', process.ppid);
    expect(
      make()
        .batches()
        .map(({ name }) => name),
    ).toEqual(['alive']);
    expect([store.waiting('gone'), store.waiting('alive')]).toEqual([null, { outputLimit: null }]);
  });
});
