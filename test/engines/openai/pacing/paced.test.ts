import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ChatReply, ChatRequest } from '../../../../src/engines/openai/chat.ts';
import { paced } from '../../../../src/engines/openai/pacing/index.ts';
import type { Pacing, PacingEvent } from '../../../../src/engines/openai/pacing/settings.ts';
import { type RetryReason, Unanswered, type WireReply } from '../../../../src/engines/openai/wire.ts';
import { DocumentError, KuError, Waiting } from '../../../../src/errors.ts';
import { handClock } from '../../../support/clock.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);
const request: ChatRequest = {
  kind: 'extract',
  messages: [{ role: 'user', content: 'x'.repeat(400) }],
  format: undefined,
  maxOutputTokens: null,
  repeat: 0,
};
const good = (headers: Record<string, string> = {}): WireReply => ({
  text: '{}',
  finishReason: 'stop',
  refusal: null,
  usage: { inputTokens: 90, cachedInputTokens: 0, outputTokens: 10 },
  headers: new Headers(headers),
});
const bad = (reason: RetryReason, headers: Record<string, string> = {}): Unanswered =>
  new Unanswered(reason, new DocumentError('endpoint', `it said ${reason}`, 'run it again'), new Headers(headers));

/** A wire that plays answers: each takes 100 ms, and is a reply or what it throws. */
function play(answerOf: (index: number) => WireReply | Error, settings: Partial<Pacing> = {}) {
  const clock = handClock();
  const sentAt: number[] = [];
  const events: PacingEvent[] = [];
  const started = clock.now();
  let inFlight = 0;
  let mostAtOnce = 0;
  const transport = paced(
    (_request, signal) => {
      const index = sentAt.push(clock.now() - started) - 1;
      inFlight += 1;
      mostAtOnce = Math.max(mostAtOnce, inFlight);
      return new Promise((resolve, reject) => {
        const end = (settle: () => void) => () => {
          inFlight -= 1;
          settle();
        };
        signal.addEventListener(
          'abort',
          end(() => reject(signal.reason)),
          { once: true },
        );
        const answer = answerOf(index);
        clock.after(
          100,
          end(() => (answer instanceof Error ? reject(answer) : resolve(answer))),
        );
      });
    },
    { clock, random: () => 1, onEvent: (event) => events.push(event), ...settings },
  );
  const ended: (ChatReply | unknown)[] = [];
  const send = (times = 1, signal = never) => {
    for (let time = 0; time < times; time += 1) transport(request, signal).then(keep, keep);
  };
  const keep = (result: unknown) => void ended.push(result);
  return { clock, sentAt, events, ended, send, most: () => mostAtOnce, inFlight: () => inFlight };
}

describe('a request that comes to nothing', () => {
  it('is sent again, after waits whose bound doubles, and counts what it took', async () => {
    const run = play((index) => (index < 3 ? bad('server') : good()));
    run.send();
    await run.clock.pass(10_000);
    expect(run.sentAt).toEqual([0, 600, 1700, 3800]);
    expect(run.ended).toEqual([expect.objectContaining({ text: '{}', attempts: 4 })]);
    expect(run.events.map((event) => event.kind)).toEqual(['retry', 'retry', 'retry']);
  });

  it('stands in front of those that were not sent yet', async () => {
    const run = play((index) => (index === 0 ? bad('server') : good()), { concurrency: 1, random: () => 0 });
    run.send(4);
    await run.clock.pass(1000);
    expect(run.ended.map((one) => (one as ChatReply).attempts)).toEqual([1, 2, 1, 1]);
  });

  it('waits anywhere between nothing and that bound', async () => {
    const run = play((index) => (index < 2 ? bad('connection') : good()), { random: () => 0.1 });
    run.send();
    await run.clock.pass(10_000);
    expect(run.sentAt).toEqual([0, 150, 350]);
  });

  it('fails its document after the retries, with all requests counted', async () => {
    const run = play(() => bad('timeout'), { maxRetries: 2 });
    run.send();
    await run.clock.pass(10_000);
    expect(run.sentAt).toHaveLength(3);
    expect(run.ended[0]).toMatchObject({ code: 'endpoint', attempts: 3, message: 'it said timeout (3 requests)' });
  });

  it('is not sent again where it would fail the same way', async () => {
    for (const error of [new KuError('key', 'no', 'x'), new DocumentError('too-long', 'no', 'x')]) {
      const run = play(() => error);
      run.send();
      await run.clock.pass(60_000);
      expect(run.sentAt).toHaveLength(1);
      expect(run.ended[0]).toMatchObject({ code: error.code });
    }
  });
});

describe('an endpoint that was never heard', () => {
  const hour = 3_600_000;
  const errorsOf = (run: ReturnType<typeof play>) => run.ended.filter((one) => one instanceof KuError);

  for (const reason of ['connection', 'timeout'] as const) {
    it(`ends the run when a request has used up its retries: ${reason}`, async () => {
      const run = play(() => bad(reason), { concurrency: 16 });
      run.send(100);
      await run.clock.pass(hour / 10);
      expect(run.ended[0]).toMatchObject({
        code: 'endpoint',
        message: expect.stringMatching(RegExp(`^none of [23]. requests was answered: it said ${reason}$`)),
        hint: expect.stringContaining('--base-url'),
      });
      expect(run.ended[0]).toBeInstanceOf(KuError);
    });
  }

  it('loses nothing where it comes back within the pauses', async () => {
    for (const failures of [10, 16, 21]) {
      const run = play((index) => (index < failures ? bad('connection') : good()), { concurrency: 16 });
      run.send(100);
      await run.clock.pass(hour);
      expect(run.ended.filter((one) => (one as ChatReply).text === '{}')).toHaveLength(100);
    }
  });

  it('is no other than one that was heard once: by an answer, an error of the server, or a limit', async () => {
    for (const heard of [
      good(),
      bad('server'),
      bad('rate-limit'),
      bad('unreadable'),
      new KuError('request', 'x', 'y'),
    ]) {
      const run = play((index) => (index === 3 ? heard : bad('connection')), { concurrency: 16 });
      run.send(20);
      await run.clock.pass(2 * hour);
      expect(run.ended.length).toBeGreaterThan(2);
      expect(errorsOf(run).filter((one) => one !== heard)).toEqual([]);
    }
  });

  it('is not judged by one request, which may be what it breaks at, nor where few failed', async () => {
    const alone = play(() => bad('connection'), { concurrency: 1, maxRetries: 20 });
    alone.send(1);
    await alone.clock.pass(2 * hour);
    expect(alone.ended).toMatchObject([{ code: 'endpoint', attempts: 21 }]);
    const few = play(() => bad('connection'), { concurrency: 16, maxRetries: 2 });
    few.send(3);
    await few.clock.pass(hour);
    expect(few.ended).toHaveLength(3);
    // The last of these failures opens the breaker, and no pause has passed yet.
    const atOnce = play(() => bad('timeout'), { concurrency: 16, maxRetries: 1 });
    atOnce.send(5);
    await atOnce.clock.pass(hour);
    expect(atOnce.ended).toHaveLength(5);
    expect([...errorsOf(alone), ...errorsOf(few), ...errorsOf(atOnce)]).toEqual([]);
  });
});

describe('limits', () => {
  it('of requests a minute hold for retries too', async () => {
    const run = play((index) => (index % 2 === 0 ? bad('server') : good()), {
      requestsPerMinute: 600,
      random: () => 0,
    });
    run.send(20);
    await run.clock.pass(60_000);
    expect(run.ended).toHaveLength(20);
    expect(run.sentAt.length).toBeGreaterThan(30);
    for (const [index, at] of run.sentAt.entries()) expect(index + 1).toBeLessThanOrEqual(8 + at / 100 + 1e-6);
    expect(run.sentAt.at(-1)).toBeLessThanOrEqual(3300);
  });

  it('of tokens a minute go by the usage of the answers', async () => {
    const run = play(() => good(), { tokensPerMinute: 6000, concurrency: 1 });
    run.send(10);
    await run.clock.pass(60_000);
    // 100 tokens each, a second's worth; the bucket holds 80.
    expect(run.sentAt.at(-1)).toBeGreaterThan(8000);
    expect(run.sentAt.at(-1)).toBeLessThan(10_000);
  });

  it('of tokens are set right by what an answer really took', async () => {
    const long = { ...good(), usage: { inputTokens: 100, cachedInputTokens: 0, outputTokens: 900 } };
    const run = play(() => long, { tokensPerMinute: 60_000, concurrency: 1 });
    run.send(2);
    await run.clock.pass(10_000);
    // It holds 800; each is taken for 100 tokens, and the first turns out to have been 1,000.
    expect(run.sentAt).toEqual([0, 300]);
  });

  it('are learnt from the headers of the answers', async () => {
    const limit = { 'x-ratelimit-limit-requests': '60', 'x-ratelimit-remaining-requests': '0' };
    const run = play(() => good(limit), { concurrency: 1 });
    run.send(5);
    await run.clock.pass(10_000);
    expect(run.sentAt).toEqual([0, 1100, 2200, 3300, 4400]);
  });

  it('without a number stop the run until they are reset', async () => {
    const spent = { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '7s' };
    const run = play((index) => good(index === 0 ? spent : {}), { concurrency: 1 });
    run.send(2);
    await run.clock.pass(10_000);
    expect(run.sentAt).toEqual([0, 7100]);
  });

  it('cost nothing where there are none', async () => {
    const run = play(() => good(), { concurrency: 64 });
    run.send(640);
    await run.clock.pass(1000);
    expect(run.ended).toHaveLength(640);
    expect(run.sentAt.at(-1)).toBe(900);
    expect(run.clock.waiting()).toBe(0);
  });

  it('let 512 requests fly at once', async () => {
    const run = play(() => good(), { concurrency: 512 });
    run.send(2000);
    await run.clock.pass(400);
    expect(run.ended).toHaveLength(2000);
    expect(run.most()).toBe(512);
  });
});

describe('a request that is turned away', () => {
  it('stops the whole run for as long as the endpoint asks', async () => {
    const run = play((index) => (index === 0 ? bad('rate-limit', { 'retry-after': '30' }) : good()), {
      concurrency: 1,
    });
    run.send(3);
    await run.clock.pass(29_000);
    expect(run.sentAt).toEqual([0]);
    await run.clock.pass(5000);
    expect(run.sentAt).toEqual([0, 30_100, 30_200, 30_300]);
    expect(run.events).toContainEqual({ kind: 'pause', reason: 'rate-limit', waitMs: 30_000 });
  });

  it('waits no longer than the longest wait', async () => {
    const run = play((index) => (index === 0 ? bad('server', { 'retry-after': '86400' }) : good()), {
      maxWaitMs: 5000,
    });
    run.send();
    await run.clock.pass(10_000);
    expect(run.sentAt).toEqual([0, 5100]);
  });

  it('halves what may be in flight, and it grows back', async () => {
    const full = (index: number) => (index >= 4 && index < 16 ? bad('rate-limit', { 'retry-after': '1' }) : good());
    const run = play(full, { concurrency: 16 });
    run.send(400);
    await run.clock.pass(1150);
    expect(run.inFlight()).toBe(8);
    await run.clock.pass(60_000);
    expect(run.events.filter(({ kind }) => kind === 'concurrency')).toEqual([
      { kind: 'concurrency', limit: 8 },
      { kind: 'concurrency', limit: 16 },
    ]);
    expect(run.ended.every((one) => !(one instanceof Error))).toBe(true);
  });

  it('is lost only where nothing gets through', async () => {
    const crowded = (): WireReply | Error => (run.inFlight() > 2 ? bad('rate-limit', { 'retry-after': '1' }) : good());
    const run = play(crowded, { concurrency: 64, maxRetries: 2 });
    run.send(64);
    await run.clock.pass(3_600_000);
    expect(run.ended).toHaveLength(64);
    expect(run.ended.filter((one) => one instanceof Error)).toHaveLength(0);
    expect(Math.max(...run.ended.map((one) => (one as ChatReply).attempts))).toBeGreaterThan(3);
    const dead = play(() => bad('rate-limit', { 'retry-after': '1' }), { maxRetries: 2 });
    dead.send();
    await dead.clock.pass(60_000);
    expect(dead.ended[0]).toMatchObject({ code: 'endpoint', attempts: 3 });
  });
});

describe('an endpoint that turns requests away and says no more', () => {
  /** So many answers in each minute of the clock. */
  const ofMinutes = (most: number) => {
    const inMinute = new Map<number, number>();
    const run: ReturnType<typeof play> = play(
      () => {
        const minute = Math.floor((run.sentAt.at(-1) ?? 0) / 60_000);
        const before = inMinute.get(minute) ?? 0;
        inMinute.set(minute, before + 1);
        return before < most ? good() : bad('rate-limit');
      },
      { concurrency: 16, random: () => 0.5 },
    );
    return run;
  };

  it('loses nothing where a limit holds for a whole minute', async () => {
    for (const concurrency of [1, 16]) {
      const run = ofMinutes(10);
      run.send(concurrency);
      await run.clock.pass(1000);
      run.send(40 - concurrency);
      await run.clock.pass(3_600_000);
      expect(run.ended).toHaveLength(40);
      expect(run.ended.filter((one) => one instanceof Error)).toEqual([]);
      expect(run.sentAt.length).toBeLessThan(40 + 3 * 16 + 3 * 8);
    }
  });

  it('is waited for until the limit that is used up is reset', async () => {
    const usedUp = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '50s' };
    const run = play((index) => (index === 0 ? bad('rate-limit', usedUp) : good()), { concurrency: 1 });
    run.send(2);
    await run.clock.pass(60_000);
    expect(run.sentAt).toEqual([0, 50_100, 50_200]);
    const limits = { 'x-ratelimit-limit-requests': '3000', ...usedUp };
    const known = play((index) => (index === 0 ? bad('rate-limit', limits) : good()), { concurrency: 1 });
    known.send(1);
    await known.clock.pass(60_000);
    expect(known.sentAt).toEqual([0, 50_100]);
  });

  it('is said once where all that are in flight are told the same', async () => {
    const run = play((index) => (index < 8 ? bad('rate-limit', { 'retry-after': '30' }) : good()), { concurrency: 8 });
    for (let one = 0; one < 8; one += 1) {
      run.send();
      await run.clock.pass(5);
    }
    await run.clock.pass(60_000);
    expect(run.events.filter(({ kind }) => kind === 'pause')).toHaveLength(1);
  });
});

describe('an endpoint that is down', () => {
  it('stops the run after ten failures; then one tries alone, and all go on once it is answered', async () => {
    const run = play((index) => (index < 17 ? bad('server') : good()), { concurrency: 16 });
    run.send(16);
    await run.clock.pass(200);
    run.send(84);
    await run.clock.pass(3800);
    expect(run.sentAt).toHaveLength(16);
    expect(run.events.find(({ kind }) => kind === 'breaker')).toMatchObject({ failures: 10, waitMs: 5000 });
    await run.clock.pass(2000);
    expect(run.sentAt).toHaveLength(17);
    await run.clock.pass(30_000);
    expect(run.sentAt).toHaveLength(117);
    expect(run.ended.filter((one) => one instanceof Error)).toHaveLength(0);
    expect(run.sentAt[17]).toBeGreaterThanOrEqual(15_000);
  });
});

describe('a run that is being stopped', () => {
  const waits: [string, (index: number) => WireReply | Error, Partial<Pacing>, number][] = [
    ['before a retry', () => bad('server'), {}, 1],
    ['in a pause that the endpoint asked for', () => bad('rate-limit', { 'retry-after': '60' }), {}, 1],
    ['for the requests of a minute', () => good(), { requestsPerMinute: 1 }, 3],
    ['while the breaker is open', () => bad('server'), { concurrency: 12 }, 12],
  ];
  for (const [name, answerOf, settings, requests] of waits) {
    it(`waits no longer ${name}`, async () => {
      const drain = new AbortController();
      const run = play(answerOf, { ...settings, drain: drain.signal });
      run.send(requests);
      await run.clock.pass(150);
      const before = run.ended.length;
      expect(before).toBeLessThan(requests);
      drain.abort(new Error('enough'));
      await run.clock.pass(0);
      expect(run.ended.slice(before).filter((one) => one instanceof Waiting)).toHaveLength(requests - before);
      expect(run.clock.waiting()).toBe(0);
    });
  }

  it('finishes what is on its way, and sends what need not wait', async () => {
    const drain = new AbortController();
    const run = play(() => good(), { concurrency: 2, drain: drain.signal });
    run.send(3);
    await run.clock.pass(50);
    drain.abort(new Error('enough'));
    await run.clock.pass(100);
    run.send(3);
    await run.clock.pass(100);
    expect(run.ended.map((one) => one instanceof Waiting)).toEqual([true, false, false, true, false, false]);
  });
});

describe('abort', () => {
  const spent = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '60s' };
  const waits: [string, (index: number) => WireReply | Error, Partial<Pacing>, number][] = [
    ['before a retry', () => bad('server'), {}, 1],
    ['in a pause that the endpoint asked for', () => bad('rate-limit', { 'retry-after': '60' }), {}, 1],
    ['until a limit is reset', () => good(spent), { concurrency: 1 }, 3],
    ['for a turn', () => good(), { concurrency: 1 }, 40],
    ['for the requests of a minute', () => good(), { requestsPerMinute: 1 }, 3],
    ['for the tokens of a minute', () => good(), { tokensPerMinute: 10 }, 3],
    ['while the breaker is open', () => bad('server'), { concurrency: 12 }, 12],
    ['for an answer', () => good(), {}, 3],
  ];
  for (const [name, answerOf, settings, requests] of waits) {
    it(`ends the wait ${name}, with the reason of the signal`, async () => {
      const run = play(answerOf, settings);
      const stop = new AbortController();
      setMaxListeners(0, stop.signal);
      run.send(requests, stop.signal);
      await run.clock.pass(name === 'for an answer' ? 50 : 150);
      const before = run.ended.length;
      expect(before).toBeLessThan(requests);
      const reason = new Error('enough');
      stop.abort(reason);
      await run.clock.pass(0);
      expect(run.ended).toHaveLength(requests);
      expect(run.ended.slice(before).every((one) => one === reason)).toBe(true);
      const sent = run.sentAt.length;
      await run.clock.pass(600_000);
      expect(run.sentAt).toHaveLength(sent);
    });
  }

  it('sends nothing that comes later', async () => {
    const run = play(() => good());
    run.send(1, AbortSignal.abort(new Error('enough')));
    await run.clock.pass(1000);
    expect(run.sentAt).toEqual([]);
  });

  it('of one request lets the next one go', async () => {
    const run = play(() => good(), { concurrency: 1 });
    const stop = new AbortController();
    run.send(1);
    run.send(1, stop.signal);
    run.send(1);
    stop.abort(new Error('enough'));
    await run.clock.pass(1000);
    expect(run.sentAt).toEqual([0, 100]);
  });
});
