import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openAnswers } from '../../../src/cache/answers.ts';
import { FormatRefused, OutputLimitRefused } from '../../../src/engines/openai/answer-format.ts';
import { createBudget } from '../../../src/engines/openai/budget/budget.ts';
import { withCache } from '../../../src/engines/openai/cached.ts';
import type { ChatReply, ChatRequest, Transport } from '../../../src/engines/openai/chat.ts';
import { createOpenAiEngine } from '../../../src/engines/openai/index.ts';
import { createKeyMaker } from '../../../src/engines/openai/request-key.ts';
import { DocumentError } from '../../../src/errors.ts';
import { loadPrompt } from '../../../src/prompt/load.ts';
import type { AnswerStore } from '../../../src/types/answer-store.ts';
import type { Engine } from '../../../src/types/engine.ts';
import { type Endpoint, type Played, playEndpoint } from '../../support/endpoint.ts';
import { temporaryFolders } from '../../support/folder.ts';
import { draftAbout, targetOf } from '../../support/targets.ts';

const never = new AbortController().signal;
const newFolder = temporaryFolders();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function answersIn(folder: string): Promise<AnswerStore> {
  const answers = await openAnswers(folder, (message) => {
    throw new Error(message);
  });
  if (answers === null) throw new Error('the cache did not open');
  closing.push(answers.close);
  return answers;
}

const request: ChatRequest = {
  kind: 'extract',
  messages: [
    { role: 'system', content: 'Say what it states.' },
    { role: 'user', content: 'Kelp is blue.' },
  ],
  format: { type: 'json_object' },
  maxOutputTokens: null,
  repeat: 0,
};

const reply = (text: string, changes: Partial<ChatReply> = {}): ChatReply => ({
  text,
  finishReason: 'stop',
  refusal: null,
  usage: { inputTokens: 7, cachedInputTokens: 2, outputTokens: 3 },
  attempts: 1,
  fromCache: false,
  key: null,
  forget: () => undefined,
  ...changes,
});

/** Plays what lies below the cache: answers in turn, and a log. */
function playTransport(...answers: (ChatReply | Error)[]): Transport & { sent: ChatRequest[] } {
  const sent: ChatRequest[] = [];
  const transport: Transport = async (asked) => {
    const answer = answers[sent.push(asked) - 1];
    await new Promise((done) => setTimeout(done, 5));
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('the queue is empty');
    return answer;
  };
  return Object.assign(transport, { sent });
}

const settings = { baseUrl: 'http://localhost/v1', model: 'played', structured: 'auto' } as const;
const plain = ({ forget: _, ...rest }: ChatReply) => rest;

describe('the cache of answers', () => {
  it('gives the same answer again without asking, also to the next process', async () => {
    const folder = newFolder();
    const first = playTransport(reply('blue', { finishReason: 'length', refusal: 'no' }));
    const paid = await withCache(first, { ...settings, answers: await answersIn(folder) })(request, never);
    const second = playTransport();
    const again = await withCache(second, { ...settings, answers: await answersIn(folder) })(request, never);
    expect(plain(again)).toEqual({ ...plain(paid), fromCache: true, attempts: 0 });
    expect(paid).toMatchObject({ text: 'blue', finishReason: 'length', refusal: 'no', fromCache: false });
    expect(second.sent).toEqual([]);
  });

  it('sends equal requests at the same time once', async () => {
    const transport = playTransport(reply('blue'), reply('green'));
    const ask = withCache(transport, { ...settings, answers: await answersIn(newFolder()) });
    const both = await Promise.all([ask(request, never), ask(request, never), ask(request, never)]);
    expect(both.map(({ text, fromCache }) => [text, fromCache])).toEqual([
      ['blue', false],
      ['blue', true],
      ['blue', true],
    ]);
    expect(transport.sent).toHaveLength(1);
  });

  it('keeps no failure, and who waited for one asks for itself', async () => {
    const transport = playTransport(new DocumentError('endpoint', 'reset', 'run it again'), reply('blue'));
    const ask = withCache(transport, { ...settings, answers: await answersIn(newFolder()) });
    const [failed, waited] = await Promise.allSettled([ask(request, never), ask(request, never)]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'endpoint' } });
    expect(waited).toMatchObject({ status: 'fulfilled', value: { text: 'blue', fromCache: false } });
  });

  it('asks anew for what was forgotten', async () => {
    const transport = playTransport(reply('blue'), reply('green'));
    const ask = withCache(transport, { ...settings, answers: await answersIn(newFolder()) });
    (await ask(request, never)).forget();
    expect(await ask(request, never)).toMatchObject({ text: 'green', fromCache: false });
    (await ask(request, never)).forget();
    expect(transport.sent).toHaveLength(2);
  });

  it('remembers that a form was refused where it is to be found out, and only there', async () => {
    const answers = await answersIn(newFolder());
    const refused = () => playTransport(new FormatRefused('no schemas here'));
    const strict = { ...settings, structured: 'schema' as const, answers };
    const [first, second, third] = [refused(), refused(), refused()];
    await expect(withCache(first, strict)(request, never)).rejects.toThrow('no schemas here');
    await expect(withCache(second, { ...settings, answers })(request, never)).rejects.toThrow(FormatRefused);
    await expect(withCache(third, { ...settings, answers })(request, never)).rejects.toThrow('no schemas here');
    expect([first, second, third].map(({ sent }) => sent.length)).toEqual([1, 1, 0]);
  });

  it('asks anew for what another form of it wrote', async () => {
    const answers = await answersIn(newFolder());
    const key = createKeyMaker(settings.baseUrl, settings.model)(request);
    for (const unreadable of ['{"text":"from elsewhere"}', '{"text":']) {
      answers.forget(key);
      answers.keep(key, unreadable);
      const ask = withCache(playTransport(reply('blue')), { ...settings, answers });
      expect(await ask(request, never)).toMatchObject({ text: 'blue', fromCache: false });
      expect(await ask(request, never)).toMatchObject({ text: 'blue', fromCache: true });
    }
  });
});

describe('what an endpoint does not take', () => {
  it('is remembered of an output limit', async () => {
    const answers = await answersIn(newFolder());
    const transport = playTransport(new OutputLimitRefused('too many'));
    const ask = withCache(transport, { ...settings, answers });
    await expect(ask(request, never)).rejects.toThrow(OutputLimitRefused);
    await expect(ask(request, never)).rejects.toMatchObject({ message: 'too many', attempts: 0 });
    expect(transport.sent).toHaveLength(1);
  });
});

describe('the key of a request', () => {
  const keyOf = createKeyMaker('http://localhost/v1', 'played');
  const [system, user] = request.messages as [ChatRequest['messages'][0], ChatRequest['messages'][0]];
  const others: [string, string][] = [
    ['endpoint', createKeyMaker('http://other/v1', 'played')(request)],
    ['model', createKeyMaker('http://localhost/v1', 'played-2')(request)],
    ['form', keyOf({ ...request, format: undefined })],
    ['limit', keyOf({ ...request, maxOutputTokens: 100 })],
    ['repeat', keyOf({ ...request, repeat: 1 })],
    ['prompt', keyOf({ ...request, messages: [{ ...system, content: 'Say more.' }, user] })],
    ['document', keyOf({ ...request, messages: [system, { ...user, content: 'Kelp is red.' }] })],
    ['role', keyOf({ ...request, messages: [system, { ...user, role: 'assistant' }] })],
    ['one message more', keyOf({ ...request, messages: [system, user, user] })],
    ['no prompt', keyOf({ ...request, messages: [user] })],
  ];

  it('changes with all that decides the answer', () => {
    const keys = [keyOf(request), ...others.map(([, key]) => key)];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
  });

  it('is the same for the same request, whatever it is for', () => {
    const alike = createKeyMaker('http://localhost/v1/', 'played');
    expect(alike({ ...structuredClone(request), kind: 'repair' })).toBe(keyOf(request));
  });
});

describe('an engine with a cache of answers', () => {
  const good = JSON.stringify(draftAbout('kelp'));
  const secret = 'sk-never-to-be-stored';

  async function engineOn(baseUrl: string, folder: string): Promise<Engine> {
    return createOpenAiEngine({
      ...settings,
      baseUrl,
      apiKey: secret,
      apiKeyName: 'KEY',
      timeoutMs: 5000,
      budget: createBudget({ price: null, limits: { cost: null, tokens: null }, estimator: null }),
      answers: await answersIn(folder),
      prompts: {
        extract: await loadPrompt(null),
        passage: await loadPrompt(null, 'passage'),
        resolve: await loadPrompt(null, 'resolve'),
        repair: await loadPrompt(null, 'repair'),
        missing: await loadPrompt(null, 'missing'),
      },
      notify: () => undefined,
    });
  }

  async function playing(player: Played[]): Promise<Endpoint> {
    const endpoint = await playEndpoint(player);
    closing.push(endpoint.close);
    return endpoint;
  }

  const target = targetOf('Kelp is blue.');

  it('takes the same turns again: an empty answer, a malformed one, a good one', async () => {
    const folder = newFolder();
    const endpoint = await playing([{ content: '' }, { content: 'no JSON' }, { content: good }]);
    const outcome = await (await engineOn(endpoint.baseUrl, folder)).extract(target, never);
    expect(outcome).toMatchObject({ attempts: 3, usage: { inputTokens: 300, outputTokens: 30 } });
    expect(await (await engineOn(endpoint.baseUrl, folder)).extract(target, never)).toEqual({
      ...outcome,
      attempts: 0,
    });
    expect(endpoint.asked).toHaveLength(3);
  });

  const failing: [string, Played[]][] = [
    ['declined', [{ refusal: 'I will not' }]],
    ['cut off', Array.from({ length: 2 }, () => ({ content: '{', finishReason: 'length' }))],
    ['invalid to the end', [{ content: 'no' }, { content: 'no' }, { content: 'no' }]],
    ['empty to the end', [{ content: '' }, { content: '' }, { content: '' }]],
  ];
  for (const [name, answers] of failing) {
    it(`asks anew once the document has failed by what was ${name}`, async () => {
      const folder = newFolder();
      const endpoint = await playing([...answers, { content: good }]);
      const first = await engineOn(endpoint.baseUrl, folder);
      await expect(first.extract(target, never)).rejects.toThrow(DocumentError);
      const second = await engineOn(endpoint.baseUrl, folder);
      await expect(second.extract(target, never)).rejects.toThrow(DocumentError);
      expect(endpoint.asked).toHaveLength(answers.length);
      second.forget?.(target.document, null);
      const next = await (await engineOn(endpoint.baseUrl, folder)).extract(target, never);
      expect(next).toMatchObject({ attempts: 1, draft: draftAbout('kelp') });
    });
  }

  it('keeps a repair that came to nothing: it failed no document, and the next run must come to the same', async () => {
    const folder = newFolder();
    const endpoint = await playing([{ refusal: 'I will not' }]);
    for (const _ of [1, 2]) {
      const { repair } = await engineOn(endpoint.baseUrl, folder);
      await expect(repair?.(target, [], never)).rejects.toMatchObject({ code: 'refused' });
    }
    expect(endpoint.asked).toHaveLength(1);
  });

  it('writes down neither the text nor the key', async () => {
    const folder = newFolder();
    const endpoint = await playing([{ content: good }]);
    await (await engineOn(endpoint.baseUrl, folder)).extract(target, never);
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(bytes.some((text) => text.includes('colour'))).toBe(true);
    expect(bytes.filter((text) => text.includes('Kelp is blue') || text.includes(secret))).toEqual([]);
  });
});
