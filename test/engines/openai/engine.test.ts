import { afterEach, describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/engines/openai/budget/budget.ts';
import { createOpenAiEngine, type OpenAiSettings } from '../../../src/engines/openai/index.ts';
import { DocumentError, KuError } from '../../../src/errors.ts';
import { loadPrompt } from '../../../src/prompt/load.ts';
import { type Endpoint, type Played, playEndpoint, silentBaseUrl } from '../../support/endpoint.ts';
import { draftAbout, targetOf } from '../../support/targets.ts';

const good = JSON.stringify(draftAbout('kelp'));
const key = 'test-key-that-must-not-show';
const never = new AbortController().signal;
const prompts = {
  extract: await loadPrompt(null),
  passage: await loadPrompt(null, 'passage'),
  repair: await loadPrompt(null, 'repair'),
  missing: await loadPrompt(null, 'missing'),
  resolve: await loadPrompt(null, 'resolve'),
};
let endpoint: Endpoint;
let notices: string[] = [];

afterEach(async () => {
  notices = [];
  await endpoint.close();
});

async function engineOn(
  player: Parameters<typeof playEndpoint>[0],
  changes: Partial<OpenAiSettings> = {},
  ending = '',
) {
  endpoint = await playEndpoint(player);
  return createOpenAiEngine({
    baseUrl: `${endpoint.baseUrl}${ending}`,
    apiKey: key,
    apiKeyName: 'OPENAI_API_KEY',
    model: 'played',
    timeoutMs: 5000,
    structured: 'auto',
    answers: null,
    budget: createBudget({ price: null, limits: { cost: null, tokens: null }, estimator: null }),
    prompts,
    notify: (message) => notices.push(message),
    pacing: { maxRetries: 0 },
    ...changes,
  });
}

async function failureOn(player: Played[], changes: Partial<OpenAiSettings> = {}): Promise<DocumentError | KuError> {
  const engine = await engineOn(player, changes);
  const error: unknown = await engine.extract(targetOf('Kelp is blue.'), never).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DocumentError || error instanceof KuError) return error;
  throw new Error(`expected a named error, got ${String(error)}`);
}

describe('the openai engine', () => {
  it('asks with a strict schema and returns the draft with its usage', async () => {
    const engine = await engineOn([{ content: good }]);
    const answer = await engine.extract(targetOf('Kelp is blue.'), never);
    expect(answer).toEqual({
      draft: draftAbout('kelp'),
      usage: { inputTokens: 100, cachedInputTokens: 0, outputTokens: 10 },
      attempts: 1,
    });
    expect(endpoint.asked[0]?.body.response_format?.json_schema?.strict).toBe(true);
    expect(endpoint.asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  it('sends the same first message for every document, and the document last', async () => {
    const engine = await engineOn([{ content: good }, { content: good }]);
    await engine.extract(targetOf('Kelp is blue.'), never);
    await engine.extract(targetOf('Ferns are green.'), never);
    const [one, two] = endpoint.asked.map(({ body }) => body.messages);
    expect(one?.[0]).toEqual(two?.[0]);
    expect(two?.at(-1)?.content).toContain('[1] Ferns are green.');
  });

  it('says back what failed, at most twice, then accepts', async () => {
    const engine = await engineOn([{ content: 'no JSON' }, { content: '{"summary": null}' }, { content: good }]);
    const answer = await engine.extract(targetOf('Kelp is blue.'), never);
    expect(answer.attempts).toBe(3);
    expect(answer.usage).toEqual({ inputTokens: 300, cachedInputTokens: 0, outputTokens: 30 });
    expect(endpoint.asked[1]?.body.messages.at(-1)?.content).toContain('holds no JSON object');
    expect(endpoint.asked[2]?.body.messages.at(-1)?.content).toContain('/entities');
  });

  it('gives up after three invalid answers and keeps all of them', async () => {
    const failure = await failureOn([{ content: '{"a":1}' }, { content: '{"a":2}' }, { content: '{"a":3}' }]);
    expect(failure).toMatchObject({ code: 'invalid-answer', attempts: 3 });
    expect((failure as DocumentError).evidence?.answers).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
  });

  const named: [string, Played[], object][] = [
    [
      'an answer that is cut off twice, also one that parses',
      [
        { content: good, finishReason: 'length' },
        { content: good, finishReason: 'length' },
      ],
      { code: 'truncated', attempts: 2 },
    ],
    ['a refusal', [{ refusal: 'I will not.' }], { code: 'refused' }],
    ['a content filter', [{ content: '', finishReason: 'content_filter' }], { code: 'refused' }],
    ['three empty answers', [{ content: '' }, { content: '' }, { content: ' ' }], { code: 'no-answer', attempts: 3 }],
    ['a page instead of a completion', [{ body: '<html>hello</html>' }], { code: 'endpoint' }],
    ['an answer of another kind', [{ body: '{"ok":true}' }], { code: 'endpoint' }],
    ['a server error', [{ status: 500, body: '{"error":{"message":"boom"}}' }], { code: 'endpoint' }],
    [
      'a passage that is too long',
      [{ status: 400, body: '{"error":{"message":"too long","code":"context_length_exceeded"}}' }],
      { code: 'too-long' },
    ],
    ['a wrong key', [{ status: 401, body: `{"error":{"message":"Incorrect API key: ${key}"}}` }], { code: 'key' }],
    ['an unknown model', [{ status: 404, body: '{"error":{"message":"no such model"}}' }], { code: 'model' }],
    [
      'no credit',
      [{ status: 429, body: '{"error":{"message":"pay","code":"insufficient_quota"}}' }],
      { code: 'quota' },
    ],
    ['a bad request', [{ status: 400, body: '{"error":{"message":"temperature"}}' }], { code: 'request' }],
  ];
  for (const [name, played, expected] of named) {
    it(`names ${name}`, async () => expect(await failureOn(played)).toMatchObject(expected));
  }

  it('never shows the key', async () => {
    const failure = await failureOn([{ status: 401, body: `{"error":{"message":"Incorrect API key: ${key}"}}` }]);
    expect(`${failure.message} ${failure.hint}`).not.toContain(key);
  });

  it('names a timeout', async () => {
    expect(await failureOn([{ content: good, delayMs: 2000 }], { timeoutMs: 100 })).toMatchObject({ code: 'timeout' });
  });

  it('ends the run when nobody listens', async () => {
    const failure = await failureOn([], { baseUrl: await silentBaseUrl() });
    expect(failure).toBeInstanceOf(KuError);
    expect(failure).toMatchObject({ code: 'endpoint', message: expect.stringContaining('ECONNREFUSED') });
  });

  it('shows no password of an address', async () => {
    const baseUrl = (await silentBaseUrl()).replace('http://', 'http://me:hidden@');
    expect((await failureOn([], { baseUrl })).message).toMatch(/^the endpoint http:\/\/127[^@]*ECONNREFUSED/);
  });

  it('fails a document, not the run, when a connection breaks later', async () => {
    const engine = await engineOn([{ content: good }, { reset: true }]);
    await engine.extract(targetOf('Kelp is blue.'), never);
    await expect(engine.extract(targetOf('Kelp is red.'), never)).rejects.toBeInstanceOf(DocumentError);
  });

  it('stops with the reason of the signal', async () => {
    const engine = await engineOn([{ content: good, delayMs: 5000 }]);
    const reason = new Error('enough');
    await expect(engine.extract(targetOf('Kelp is blue.'), AbortSignal.timeout(50))).rejects.toThrow(/timeout/i);
    await expect(engine.extract(targetOf('Kelp is blue.'), AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('the form of the answer', () => {
  const refusing =
    (refused: string[]) =>
    (request: { body: { response_format?: { type: string } } }): Played => {
      const type = request.body.response_format?.type ?? 'text';
      if (!refused.includes(type)) return { content: good };
      return { status: 400, body: JSON.stringify({ error: { message: `response_format ${type} is not supported` } }) };
    };

  it('steps down to JSON mode, once for all requests, and says so', async () => {
    const engine = await engineOn(refusing(['json_schema']));
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => engine.extract(targetOf(`Kelp ${name} is blue.`), never)));
    await engine.extract(targetOf('Ferns are green.'), never);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('JSON mode');
    expect(endpoint.asked.at(-1)?.body.response_format).toEqual({ type: 'json_object' });
    expect(endpoint.asked.at(-1)?.body.messages[0]?.content).toContain('"additionalProperties":false');
  });

  it('steps down to plain text with the schema in the prompt', async () => {
    const engine = await engineOn(refusing(['json_schema', 'json_object']));
    await engine.extract(targetOf('Kelp is blue.'), never);
    expect(notices).toHaveLength(2);
    expect(endpoint.asked.at(-1)?.body.response_format).toBeUndefined();
    expect(endpoint.asked.at(-1)?.body.messages[0]?.content).toContain('"additionalProperties":false');
  });

  const refusals: [string, number, unknown][] = [
    ['vLLM', 400, { object: 'error', message: 'Guided decoding does not take json_schema', code: 400 }],
    ['llama.cpp', 400, { error: { code: 400, message: 'Failed to parse grammar' } }],
    ['llama.cpp before', 500, { error: { code: 500, message: '"response_format" type must be one of "text"' } }],
    ['Ollama', 400, { error: { message: 'invalid format: expected "json" or a JSON schema' } }],
    ['LM Studio', 400, { error: "'response_format.type' must be 'json_object' or 'text'" }],
    ['Azure', 400, { error: { message: 'json_schema is enabled only for api versions 2024-08-01 and later' } }],
    ['OpenAI', 400, { error: { message: 'not supported with this model', param: 'response_format' } }],
    ['OpenRouter', 404, { error: { message: 'No endpoints found that can handle the requested parameters.' } }],
    ['behind OpenRouter', 400, { error: { message: 'Provider returned error', metadata: { raw: 'json_schema?' } } }],
    ['Groq', 400, { error: { message: 'Failed to generate JSON. Please adjust your prompt.' } }],
    ['FastAPI', 422, { detail: [{ loc: ['body', 'response_format'], msg: 'Extra inputs are not permitted' }] }],
  ];
  for (const [vendor, status, body] of refusals) {
    it(`is refused in the words of ${vendor}`, async () => {
      const engine = await engineOn(({ body: { response_format: form } }) =>
        form?.type === 'json_schema' ? { status, body: JSON.stringify(body) } : { content: good },
      );
      expect(await engine.extract(targetOf('Kelp is blue.'), never)).toMatchObject({ attempts: expect.any(Number) });
      expect(notices).toHaveLength(1);
      expect(endpoint.asked.map((request) => request.body.response_format?.type)).toEqual([
        'json_schema',
        'json_object',
      ]);
    });
  }

  it('is not refused by a model that is not there, or by what has broken down', async () => {
    const gone = { status: 404, body: JSON.stringify({ error: { message: 'model "played" not found' } }) };
    await expect((await engineOn([gone])).extract(targetOf('Kelp is blue.'), never)).rejects.toMatchObject({
      code: 'model',
    });
    expect(endpoint.asked).toHaveLength(1);
  });

  it('is kept where it was named', async () => {
    const engine = await engineOn(refusing(['json_schema']), { structured: 'schema' });
    await expect(engine.extract(targetOf('Kelp is blue.'), never)).rejects.toMatchObject({ code: 'request' });
    expect(endpoint.asked).toHaveLength(1);
  });
});

describe('a base URL', () => {
  it.each([
    ['', '/v1/chat/completions', undefined],
    ['/', '/v1/chat/completions', undefined],
    ['?a=b', '/v1/chat/completions?a=b', undefined],
    ['/openai/deployments/d?api-version=1', '/v1/openai/deployments/d/chat/completions?api-version=1', key],
  ])('that ends with %j', async (ending, url, azureKey) => {
    const engine = await engineOn([{ content: good }], {}, ending);
    await engine.extract(targetOf('Kelp is blue.'), never);
    expect(endpoint.asked[0]).toMatchObject({ url, headers: { authorization: `Bearer ${key}` } });
    expect(endpoint.asked[0]?.headers['api-key']).toBe(azureKey);
  });
});

describe('an answer', () => {
  const half = good.length / 2;
  const parts = [good.slice(0, half), good.slice(half)].map((text) => ({ type: 'text', text }));
  it.each([
    ['in parts', parts],
    ['in parts of which one is none', [null, { type: 'reasoning', summary: [] }, ...parts]],
    ['that is the JSON itself', JSON.parse(good)],
  ])('%s is read', async (_, content) => {
    const completion = { choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }] };
    const engine = await engineOn([{ body: JSON.stringify(completion) }]);
    expect(await engine.extract(targetOf('Kelp is blue.'), never)).toMatchObject({ draft: JSON.parse(good) });
  });

  it('that is a call of a tool is none', async () => {
    const message = { role: 'assistant', content: null, tool_calls: [{ function: { name: 'f', arguments: good } }] };
    const call = { body: JSON.stringify({ choices: [{ message, finish_reason: 'tool_calls' }] }) };
    const engine = await engineOn([call, call, call]);
    await expect(engine.extract(targetOf('Kelp is blue.'), never)).rejects.toMatchObject({ code: 'no-answer' });
  });
});
