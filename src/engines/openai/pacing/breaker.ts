/** Failures in a row, over all documents, that stop the run for a while: at a rate of 7% nobody sees them by chance. */
const failuresInARow = 10;
/** Requests turned away without a word on how long to wait, one after the other, with no answer from the first to the last of them. */
const turnedAwayInARow = 3;
const firstWaitMs = 5000;

/**
 * The circuit breaker: after many failures in a row it opens, and then one request at a time tries whether the endpoint is back. Each
 * one that fails opens it again, for twice as long.
 */
export type Breaker = {
  /** True while a request must try alone. */
  isTrying(): boolean;
  /** Whether one has tried alone, after a pause, and failed. */
  hasTriedInVain(): boolean;
  /** Milliseconds for which it opens, and after how many failures; null where it stays as it is. */
  failed(ticket: number, newest: number): { waitMs: number; failures: number } | null;
  /** The same for a request that is turned away, where the endpoint does not say for how long. */
  turnedAway(ticket: number, newest: number): { waitMs: number; failures: number } | null;
  answered(): void;
};

export function createBreaker(maxWaitMs: number): Breaker {
  let failures = 0;
  let openings = 0;
  let openedAt = 0;
  let turnedAway = 0;
  let turnedAwayAt = 0;

  function open(newest: number) {
    openedAt = newest;
    const waitMs = Math.min(maxWaitMs, firstWaitMs * 2 ** openings);
    openings += 1;
    return { waitMs, failures };
  }

  return {
    isTrying: () => openings > 0,
    hasTriedInVain: () => openings > 1,
    failed(ticket, newest) {
      failures += 1;
      // What was in flight when it opened says nothing new.
      if (ticket <= openedAt || (openings === 0 && failures < failuresInARow)) return null;
      return open(newest);
    },
    turnedAway(ticket, newest) {
      failures += 1;
      // Too many at once are turned away together: that is one word of the endpoint.
      if (ticket <= turnedAwayAt || ticket <= openedAt) return null;
      turnedAwayAt = newest;
      turnedAway += 1;
      return openings === 0 && turnedAway < turnedAwayInARow ? null : open(newest);
    },
    answered() {
      failures = 0;
      openings = 0;
      turnedAway = 0;
    },
  };
}
