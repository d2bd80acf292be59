import type { RetryReason } from '../wire.ts';
import { type Clock, systemClock } from './clock.ts';

/** What a run does about limits and failures, as it happens: to be counted and said, never to decide by. */
export type PacingEvent =
  /** One request is sent again. */
  | { kind: 'retry'; reason: RetryReason; waitMs: number }
  /** The whole run waits, because the endpoint asks for it. */
  | { kind: 'pause'; reason: RetryReason; waitMs: number }
  /** The whole run waits, because so many requests in a row failed; then one request tries alone. */
  | { kind: 'breaker'; failures: number; lastFailure: string; waitMs: number }
  /** So many requests may be in flight from now on. */
  | { kind: 'concurrency'; limit: number };

export type Pacing = {
  /** Requests in flight at most. */
  concurrency: number;
  /** Null leaves it to what the endpoint says. */
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  /** Longest wait at a time, whatever the endpoint asks for. */
  maxWaitMs: number;
  /** How often one request is sent again after failures. */
  maxRetries: number;
  onEvent: (event: PacingEvent) => void;
  /** Null is never aborted. Once it is, nobody waits any more: what would have to ends with Waiting, and what is on its way is finished. */
  drain: AbortSignal | null;
  clock: Clock;
  /** From 0 up to 1. It decides how long a wait is and nothing else. */
  random: () => number;
};

export const usualPacing: Pacing = {
  concurrency: Number.POSITIVE_INFINITY,
  requestsPerMinute: null,
  tokensPerMinute: null,
  maxWaitMs: 120_000,
  maxRetries: 6,
  onEvent: () => undefined,
  drain: null,
  clock: systemClock,
  random: Math.random,
};
