import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/engines/openai/budget/budget.ts';
import { createEstimator, createRequestCounter, loadTokenizer } from '../../../src/engines/openai/budget/estimate.ts';
import type { ChatReply, ChatRequest, Transport } from '../../../src/engines/openai/chat.ts';
import { DocumentError } from '../../../src/errors.ts';
import { gate } from '../../support/run.ts';

const never = new AbortController().signal;
const request: ChatRequest = {
  kind: 'extract',
  messages: [{ role: 'user', content: '0123456789' }],
  format: undefined,
  maxOutputTokens: null,
  repeat: 0,
};
const forget = () => undefined;
const reply = (inputTokens: number, outputTokens: number): ChatReply => ({
  text: '',
  finishReason: 'stop',
  refusal: null,
  usage: { inputTokens, cachedInputTokens: 0, outputTokens },
  attempts: 1,
  fromCache: false,
  key: null,
  forget,
});
/** One token a character: 10 of text and 7 of the form in; 52 out, foretold. */
const estimator = () => createEstimator((text) => text.length);
const budgetOf = (tokens: number) =>
  createBudget({ price: null, limits: { cost: null, tokens }, estimator: estimator() });

describe('an estimate', () => {
  it('counts input, and takes output from the text until there is an answer', () => {
    const { foretell, learn } = estimator();
    const estimate = (asked: ChatRequest) => foretell(asked)();
    const first = estimate(request);
    expect(first).toEqual({ counted: 17, inputTokens: 17, outputTokens: 52 });
    learn('extract', first, { inputTokens: 34, cachedInputTokens: 0, outputTokens: 5 });
    expect(estimate(request)).toEqual({ counted: 17, inputTokens: 34, outputTokens: 5 });
    learn('extract', first, { inputTokens: 17, cachedInputTokens: 0, outputTokens: 9 });
    expect(estimate(request)).toEqual({ counted: 17, inputTokens: 34, outputTokens: 9 });
    expect(estimate({ ...request, kind: 'repair' }).outputTokens).toBe(52);
    expect(estimate({ ...request, maxOutputTokens: 3 }).outputTokens).toBe(3);
  });

  it('counts the schema and the system message too', async () => {
    const count = createRequestCounter(await loadTokenizer());
    const plain = count(request);
    expect(count({ ...request, format: { type: 'json_object' } })).toBeGreaterThan(plain);
    const system = { role: 'system' as const, content: 'Read <|endoftext|> as text.' };
    expect(count({ ...request, messages: [system, ...request.messages] })).toBeGreaterThan(plain + 8);
  });
});

describe('the budget', () => {
  it('waits while what is in flight may turn out cheaper, then goes on', async () => {
    const { opened, open } = gate();
    let sent = 0;
    const transport: Transport = async () => {
      sent += 1;
      if (sent === 1) await opened;
      return reply(10, 1);
    };
    const guarded = budgetOf(100).guard(transport);
    const both = Promise.all([guarded(request, never), guarded(request, never)]);
    await new Promise((done) => setImmediate(done));
    expect(sent).toBe(1);
    open();
    await both;
    expect(sent).toBe(2);
  });

  it('ends before what would pass it, for all that wait', async () => {
    const budget = budgetOf(70);
    const guarded = budget.guard(async () => reply(60, 1));
    const ends = await Promise.allSettled(Array.from({ length: 5 }, () => guarded(request, never)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'rejected']);
    for (const end of ends.slice(1)) expect(end).toMatchObject({ reason: { code: 'budget', exitStatus: 1 } });
    expect(budget.spent()).toEqual({
      extract: { calls: 1, inputTokens: 60, cachedInputTokens: 0, outputTokens: 1 },
    });
  });

  it('gives back what was held for a request that failed', async () => {
    let sent = 0;
    const guarded = budgetOf(70).guard(async () => {
      sent += 1;
      if (sent === 1) throw new DocumentError('endpoint', 'it failed', 'run it again');
      return reply(10, 1);
    });
    await expect(guarded(request, never)).rejects.toMatchObject({ code: 'endpoint' });
    await expect(guarded(request, never)).resolves.toEqual(reply(10, 1));
  });

  it('stops waiting when it is aborted', async () => {
    const { opened, open } = gate();
    const guarded = budgetOf(70).guard(() => opened.then(() => reply(1, 1)));
    const first = guarded(request, never);
    const abort = new AbortController();
    const second = guarded(request, abort.signal);
    abort.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    open();
    await first;
  });

  it('knows money where a price is known', async () => {
    const price = { input: 1, cachedInput: 0.1, output: 10 };
    const budget = createBudget({ price, limits: { cost: null, tokens: null }, estimator: null });
    const usage = { inputTokens: 1000, cachedInputTokens: 900, outputTokens: 100 };
    await budget.guard(async () => ({ ...reply(0, 0), usage }))(request, never);
    expect(budget.cost()).toBe(0.00119);
    expect(createBudget({ price: null, limits: { cost: null, tokens: null }, estimator: null }).cost()).toBeNull();
  });
});
