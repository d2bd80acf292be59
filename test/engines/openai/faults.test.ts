import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/engines/openai/budget/budget.ts';
import { translate } from '../../../src/engines/openai/classify.ts';
import { createOpenAiEngine } from '../../../src/engines/openai/index.ts';
import type { Pacing, PacingEvent } from '../../../src/engines/openai/pacing/settings.ts';
import { KuError } from '../../../src/errors.ts';
import { loadPrompt } from '../../../src/prompt/load.ts';
import { type Endpoint, type Played, playEndpoint } from '../../support/endpoint.ts';
import { draftAbout, targetOf } from '../../support/targets.ts';

const good: Played = { content: JSON.stringify(draftAbout('kelp')) };
const never = new AbortController().signal;
const prompts = {
  extract: await loadPrompt(null),
  passage: await loadPrompt(null, 'passage'),
  resolve: await loadPrompt(null, 'resolve'),
  repair: await loadPrompt(null, 'repair'),
  missing: await loadPrompt(null, 'missing'),
};
const said = (message: string, more: object = {}): string => JSON.stringify({ error: { message, ...more } });
let endpoint: Endpoint;
let events: PacingEvent[] = [];

afterEach(async () => {
  events = [];
  await endpoint.close();
});

/** What becomes of one passage at an endpoint that plays these answers; waits are as good as none. */
async function outcomeOn(played: Played[], pacing: Partial<Pacing> = {}, timeoutMs = 5000): Promise<unknown> {
  endpoint = await playEndpoint(played);
  const engine = createOpenAiEngine({
    baseUrl: endpoint.baseUrl,
    apiKey: 'test-key',
    apiKeyName: 'OPENAI_API_KEY',
    model: 'played',
    timeoutMs,
    structured: 'auto',
    answers: null,
    budget: createBudget({ price: null, limits: { cost: null, tokens: null }, estimator: null }),
    prompts,
    notify: () => undefined,
    pacing: { random: () => 0, onEvent: (event) => events.push(event), ...pacing },
  });
  return engine.extract(targetOf('Kelp is blue.'), never).catch((error: unknown) => error);
}

describe('connections of which the system allows no more', () => {
  it('are fewer at a time from then on', async () => {
    endpoint = await playEndpoint([]);
    const cause = Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' });
    const addressee = {
      baseUrl: 'http://x/v1',
      apiKey: null,
      apiKeyName: 'K',
      model: 'm',
      timeoutMs: 1,
      reached: false,
    };
    const error = new OpenAI.APIConnectionError({ cause });
    expect(translate(error, { maxOutputTokens: null }, addressee)).toMatchObject({
      reason: 'rate-limit',
      failure: { code: 'endpoint', hint: expect.stringContaining('ulimit') },
    });
  });
});

describe('an endpoint behind a gateway of its own mind', () => {
  const completion = JSON.stringify({
    choices: [{ message: { role: 'assistant', content: good.content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 100, completion_tokens: 10 },
  });
  const packings: [string, (text: string) => Buffer][] = [
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text) => Buffer.from(text)],
  ];
  for (const [encoding, pack] of packings) {
    it(`is read where it packs its answers unasked: ${encoding}`, async () => {
      const headers = { 'content-encoding': encoding };
      expect(await outcomeOn([{ body: pack(completion), headers }])).toMatchObject({ attempts: 1 });
      await endpoint.close();
      const body = pack(said('no such key'));
      const refused = await outcomeOn([{ status: 401, body, headers }]);
      expect(refused).toMatchObject({ code: 'key', message: expect.stringContaining('no such key') });
    });
  }

  it('fails the request where it can’t be unpacked, and is asked again', async () => {
    const broken = { body: 'no gzip', headers: { 'content-encoding': 'gzip' } };
    const unknown = { body: completion, headers: { 'content-encoding': 'zstd-x' } };
    const bomb = { body: gzipSync(Buffer.alloc(80_000_000, ' ')), headers: { 'content-encoding': 'gzip' } };
    expect(await outcomeOn([broken, unknown, bomb, good])).toMatchObject({ attempts: 4 });
  });

  it('is read where it serves JSON as something else, or with a byte-order mark', async () => {
    const asText = { body: completion, headers: { 'content-type': 'text/plain' } };
    expect(await outcomeOn([asText])).toMatchObject({ attempts: 1 });
    await endpoint.close();
    expect(await outcomeOn([{ body: `\ufeff${completion}` }])).toMatchObject({ attempts: 1 });
  });

  it('is not followed elsewhere: where it is now is said, without what is secret there', async () => {
    const targets = [
      ['https://other.example.org/v1/chat/completions?key=secret', 'at https://other.example.org/v1?key=…'],
      ['/v2/chat/completions', '/v2'],
      ['', 'it is elsewhere'],
    ];
    for (const [location = '', told] of targets) {
      const moved = await outcomeOn([{ status: 308, body: '', headers: location === '' ? {} : { location } }]);
      expect(moved).toMatchObject({ code: 'request', message: expect.stringMatching(/answered 308: it is elsewhere/) });
      expect((moved as KuError).message.endsWith(told ?? '?'), (moved as KuError).message).toBe(true);
      await endpoint.close();
    }
  });
});

describe('an endpoint that fails for a while', () => {
  const passing: [string, Played, string, number?][] = [
    ['408', { status: 408, body: said('slow') }, 'timeout'],
    ['409', { status: 409, body: said('busy') }, 'server'],
    ['429', { status: 429, body: said('too many') }, 'rate-limit'],
    ['500', { status: 500, body: said('boom') }, 'server'],
    ['529 without JSON', { status: 529, body: '<html>overloaded</html>' }, 'server'],
    ['a connection that breaks', { reset: true }, 'connection'],
    ['no answer in time', { ...good, delayMs: 1000 }, 'timeout', 100],
  ];
  for (const [name, fault, reason, timeoutMs] of passing) {
    it(`is asked again after ${name}`, async () => {
      const answer = await outcomeOn([fault, fault, good], {}, timeoutMs);
      expect(answer).toMatchObject({ attempts: 3, usage: { inputTokens: 100, outputTokens: 10 } });
      expect(events.filter(({ kind }) => kind === 'retry')).toEqual(
        Array(2).fill({ kind: 'retry', reason, waitMs: 0 }),
      );
    });
  }

  it('stops the run for as long as its headers ask', async () => {
    const busy = { status: 429, body: said('too many'), headers: { 'retry-after-ms': '20' } };
    expect(await outcomeOn([busy, good])).toMatchObject({ attempts: 2 });
    expect(events).toContainEqual({ kind: 'pause', reason: 'rate-limit', waitMs: 20 });
  });

  it('is asked again where it sends something else at first', async () => {
    expect(await outcomeOn([{ body: '<html>starting</html>' }, { body: '{"ok":true}' }, good])).toMatchObject({
      attempts: 3,
    });
  });

  it('may put the error of whoever is behind it into an answer', async () => {
    const behind = (code: number) => ({ body: JSON.stringify({ error: { message: 'overloaded', code } }) });
    expect(await outcomeOn([behind(529), good])).toMatchObject({ attempts: 2 });
    await endpoint.close();
    expect(await outcomeOn([behind(402)])).toMatchObject({
      code: 'quota',
      message: expect.stringContaining('overloaded'),
    });
    await endpoint.close();
    expect(await outcomeOn([behind(500)], { maxRetries: 0 })).toMatchObject({
      message: 'the endpoint answered 500: overloaded',
    });
  });

  it('may give the text of an answer in parts, and odd figures', async () => {
    const parts = [
      { type: 'thinking', thinking: [] },
      { type: 'text', text: good.content },
    ];
    const usage = { prompt_tokens: '12', completion_tokens: -3 };
    const answer = {
      body: JSON.stringify({ choices: [{ message: { content: parts }, finish_reason: 'stop' }], usage }),
    };
    expect(await outcomeOn([answer])).toMatchObject({
      draft: draftAbout('kelp'),
      usage: { inputTokens: 0, outputTokens: 0 },
    });
    await endpoint.close();
    const odd = { body: JSON.stringify({ choices: [{ message: { content: 42 } }] }) };
    expect(await outcomeOn([odd, good])).toMatchObject({ attempts: 2 });
  });

  it('ends the run where nothing that it sends can be read', async () => {
    const page = { body: `<html>${'x'.repeat(400)}` };
    const outcome = await outcomeOn([page, page, page], { maxRetries: 2 });
    expect(outcome).toBeInstanceOf(KuError);
    expect(outcome).toMatchObject({ code: 'endpoint', hint: expect.stringContaining('/v1') });
    expect(endpoint.asked).toHaveLength(3);
  });

  it('shows no part of the key where it repeats it', async () => {
    for (const filler of [0, 288, 289, 290]) {
      const echo = said(`${'x'.repeat(filler)} test-key`);
      const answers = [
        { status: 401, body: echo },
        { status: 400, body: echo },
        { status: 500, body: echo },
        { body: 'test-key' },
      ];
      for (const answer of answers) {
        const outcome = (await outcomeOn([answer], { maxRetries: 0 })) as Error;
        expect(outcome.message).not.toMatch(/test-/);
        await endpoint.close();
      }
    }
    endpoint = await playEndpoint([]);
  });

  it('is asked again where it answered before and now sends something else', async () => {
    expect(await outcomeOn([{ content: 'no JSON' }, { body: '<html>' }, { body: '{"ok":true}' }, good])).toMatchObject({
      attempts: 4,
    });
  });
});

describe('what would fail again', () => {
  const final: [string, Played, string][] = [
    ['a bad request', { status: 400, body: said('temperature') }, 'request'],
    ['a wrong key', { status: 401, body: said('wrong key') }, 'key'],
    ['a closed door', { status: 403, body: said('not for you') }, 'key'],
    ['an unknown model', { status: 404, body: said('what model?') }, 'model'],
    ['another refusal', { status: 405, body: said('no') }, 'request'],
    ['no credit', { status: 429, body: said('pay', { code: 'insufficient_quota' }) }, 'quota'],
    ['no credit, as a type', { status: 429, body: said('pay', { type: 'insufficient_quota' }) }, 'quota'],
    ['a request above the limit itself', { status: 429, body: said('Request too large for it') }, 'too-long'],
    ['a body that is too large', { status: 413, body: said('large') }, 'too-long'],
    [
      'a context that is full',
      { status: 400, body: said('the request exceeds the available context size') },
      'too-long',
    ],
    [
      'a prompt that is too long',
      { status: 400, body: said('prompt is too long: 208310 tokens > 200000') },
      'too-long',
    ],
    ['a flagged prompt', { status: 400, body: said('flagged', { code: 'invalid_prompt' }) }, 'refused'],
    ['a filter of texts', { status: 400, body: said('policy', { code: 'content_filter' }) }, 'refused'],
    ['a refusal of the model', { refusal: 'I will not.' }, 'refused'],
  ];
  for (const [name, played, code] of final) {
    it(`is asked once: ${name}`, async () => {
      expect(await outcomeOn([played, good])).toMatchObject({ code });
      expect(endpoint.asked).toHaveLength(1);
    });
  }
});

describe('an answer', () => {
  it('that is empty is asked for again', async () => {
    expect(await outcomeOn([{ content: '' }, { content: null }, good])).toMatchObject({ attempts: 3 });
    expect(endpoint.asked[1]?.body).toEqual(endpoint.asked[0]?.body);
  });

  it('that is cut off is asked for with a larger limit, and never used', async () => {
    const cut = { ...good, finishReason: 'length' };
    expect(await outcomeOn([cut, good])).toMatchObject({ attempts: 2, draft: draftAbout('kelp') });
    expect(endpoint.asked.map(({ body }) => body.max_completion_tokens)).toEqual([undefined, 8192]);
    expect(endpoint.asked[1]?.body.messages).toEqual(endpoint.asked[0]?.body.messages);
  });

  it('that is cut off twice is a failure with both answers', async () => {
    const cut = { ...good, finishReason: 'length' };
    const failure = await outcomeOn([cut, cut, good]);
    expect(failure).toMatchObject({ code: 'truncated', attempts: 2, evidence: { outputTokens: 20 } });
    expect(endpoint.asked).toHaveLength(2);
  });

  it('that is cut off where the endpoint allows no larger limit is a failure of the document', async () => {
    const cut = { ...good, finishReason: 'length' };
    for (const refusal of ['max_tokens is too large: 8192', "This model's maximum context length is 4096 tokens"]) {
      expect(await outcomeOn([cut, { status: 400, body: said(refusal) }])).toMatchObject({
        code: 'truncated',
        attempts: 2,
      });
      await endpoint.close();
    }
  });

  it('that is cut off is asked for with the older name of the limit where the endpoint does not take the newer', async () => {
    const cut = { ...good, finishReason: 'length' };
    const refusals = [
      'Unrecognized request argument supplied: max_completion_tokens',
      'max_completion_tokens: extra inputs are not permitted',
    ];
    for (const refusal of refusals) {
      const answer = await outcomeOn([cut, { status: 422, body: said(refusal) }, good]);
      expect(answer).toMatchObject({ attempts: 3, draft: draftAbout('kelp') });
      expect(endpoint.asked.at(-1)?.body).toMatchObject({ max_tokens: 8192 });
      expect(endpoint.asked.at(-1)?.body).not.toHaveProperty('max_completion_tokens');
      await endpoint.close();
    }
    const refused = { status: 400, body: said('max_tokens: unknown field') };
    const failure = await outcomeOn([
      cut,
      { status: 400, body: said('max_completion_tokens: unknown field') },
      refused,
    ]);
    expect(failure).toMatchObject({ code: 'truncated', message: expect.stringContaining('max_tokens: unknown field') });
  });

  it('counts the requests that came to nothing, whatever it ends with', async () => {
    const fault = { status: 500, body: said('boom') };
    expect(await outcomeOn([fault, { content: 'no JSON' }, fault, { refusal: 'no' }])).toMatchObject({ attempts: 4 });
    await endpoint.close();
    expect(await outcomeOn([{ content: 'no JSON' }, fault, fault, fault], { maxRetries: 2 })).toMatchObject({
      code: 'endpoint',
      attempts: 4,
    });
    await endpoint.close();
    const refused = { status: 400, body: said('response_format json_schema is not supported') };
    expect(await outcomeOn([fault, refused, good])).toMatchObject({ attempts: 3 });
  });
});
