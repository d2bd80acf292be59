import { Waiting } from '../../../errors.ts';
import type { Usage } from '../../../types/engine.ts';
import type { ChatRequest } from '../chat.ts';
import type { RetryReason, Unanswered } from '../wire.ts';
import { createBreaker } from './breaker.ts';
import { type Bucket, createBucket } from './bucket.ts';
import { createConcurrency } from './concurrency.ts';
import { createGate, type Gate } from './gate.ts';
import { limitIn, resetOf, retryAfter } from './limits.ts';
import type { Pacing } from './settings.ts';
import { createSilence } from './silence.ts';

/** What the requests of a run share: its limits, and what was learnt of the endpoint. */
export type Run = {
  gate: Gate;
  /** Requests that were answered so far. */
  answers(): number;
  /** Tokens that a request will take, its answer too, as far as can be told before. */
  tokensOf(request: ChatRequest): number;
  answered(request: ChatRequest, estimate: number, usage: Usage | null, headers: Headers | null): void;
  /**
   * True where the whole run waits for it, so that the request need not.
   * @param attempts how often that request was sent
   */
  failed(error: Unanswered, ticket: number, attempts: number): boolean;
  /** Whether nothing at all came back, to several requests, also after the pauses: then no other will get through either. */
  isUnheard(): boolean;
};

export function createRun(pacing: Pacing): Run {
  const { clock, drain, onEvent, maxWaitMs } = pacing;
  const requests = createBucket(pacing.requestsPerMinute, clock);
  const tokens = createBucket(pacing.tokensPerMinute, clock);
  const estimator = createEstimator();
  const breaker = createBreaker(maxWaitMs);
  const concurrency = createConcurrency(pacing.concurrency, (limit) => onEvent({ kind: 'concurrency', limit }));
  const gate = createGate({
    clock,
    limit: () => (breaker.isTrying() ? 1 : concurrency.limit()),
    wait: (cost) => Math.max(requests.wait(1), tokens.wait(cost)),
    spend(cost) {
      requests.spend(1);
      tokens.spend(cost);
    },
  });
  let answers = 0;
  const silence = createSilence();
  const close = () => gate.close(() => new Waiting());
  if (drain?.aborted) close();
  drain?.addEventListener('abort', close, { once: true });

  function pause(reason: RetryReason, milliseconds: number): void {
    const waitMs = Math.min(milliseconds, maxWaitMs);
    if (gate.pause(waitMs)) onEvent({ kind: 'pause', reason, waitMs });
  }

  function learn(headers: Headers): void {
    learnOne(requests, headers, 'requests');
    learnOne(tokens, headers, 'tokens');
  }

  function learnOne(bucket: Bucket, headers: Headers, of: 'requests' | 'tokens'): void {
    const { perMinute, remaining, resetMs } = limitIn(headers, of);
    if (perMinute !== null) bucket.learn(perMinute, remaining);
    else if (remaining === 0 && resetMs !== null) pause('rate-limit', resetMs);
  }

  function turnedAway(message: string, asked: number | null, ticket: number): boolean {
    concurrency.rejected(ticket, gate.newest(), gate.inFlight());
    return asked !== null || opens(breaker.turnedAway(ticket, gate.newest()), message);
  }

  function opens(opened: { waitMs: number; failures: number } | null, lastFailure: string): boolean {
    if (opened === null) return false;
    gate.pause(opened.waitMs);
    onEvent({ kind: 'breaker', lastFailure, ...opened });
    return true;
  }

  return {
    gate,
    answers: () => answers,
    tokensOf: estimator.tokensOf,
    isUnheard: () => silence.isTotal() && breaker.hasTriedInVain(),
    answered(request, estimate, usage, headers) {
      answers += 1;
      silence.heard();
      breaker.answered();
      concurrency.answered();
      const actual = usage === null ? 0 : usage.inputTokens + usage.outputTokens;
      if (actual > 0) {
        tokens.spend(actual - estimate);
        estimator.learn(request, actual);
      }
      if (headers !== null) learn(headers);
    },
    failed({ reason, failure, headers }, ticket, attempts) {
      silence.failed(reason, attempts);
      if (headers !== null) learn(headers);
      const asked =
        headers === null ? null : (retryAfter(headers) ?? (reason === 'rate-limit' ? resetOf(headers) : null));
      if (asked !== null) pause(reason, asked);
      if (reason === 'rate-limit') return turnedAway(failure.message, asked, ticket);
      return opens(breaker.failed(ticket, gate.newest()), failure.message) || asked !== null;
    },
  };
}

/**
 * Tokens by the length of what is sent: a quarter of the characters at first, then as the answers so far turned out. That takes in
 * schema and answer, which no tokenizer can count beforehand, and costs nothing; the usage of each answer corrects the rest.
 */
function createEstimator() {
  let characters = 4;
  let tokens = 1;
  const lengthOf = ({ messages }: ChatRequest) => messages.reduce((sum, { content }) => sum + content.length, 0);
  return {
    tokensOf: (request: ChatRequest) => Math.ceil((lengthOf(request) * tokens) / characters),
    learn(request: ChatRequest, actual: number) {
      characters += lengthOf(request);
      tokens += actual;
    },
  };
}
