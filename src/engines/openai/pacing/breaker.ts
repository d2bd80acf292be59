/** Failures in a row, over all documents, that stop the run for a while: at a rate of 7% nobody sees them by chance. */
const failuresInARow = 10;
const firstWaitMs = 5000;

/**
 * The circuit breaker: after many failures in a row it opens, and then one request at a time tries whether the endpoint is back. Each
 * one that fails opens it again, for twice as long.
 */
export type Breaker = {
  /** True while a request must try alone. */
  isTrying(): boolean;
  /** Milliseconds for which it opens, and after how many failures; null where it stays as it is. */
  failed(ticket: number, newest: number): { waitMs: number; failures: number } | null;
  answered(): void;
};

export function createBreaker(maxWaitMs: number): Breaker {
  let failures = 0;
  let openings = 0;
  let openedAt = 0;
  return {
    isTrying: () => openings > 0,
    failed(ticket, newest) {
      failures += 1;
      // What was in flight when it opened says nothing new.
      if (ticket <= openedAt || (openings === 0 && failures < failuresInARow)) return null;
      openedAt = newest;
      const waitMs = Math.min(maxWaitMs, firstWaitMs * 2 ** openings);
      openings += 1;
      return { waitMs, failures };
    },
    answered() {
      failures = 0;
      openings = 0;
    },
  };
}
