import type { Clock } from './clock.ts';

/** What may be spent per minute: it fills evenly and holds 0.8 s of it, so that a burst stays below what a server allows in a second. */
export type Bucket = {
  /** Milliseconds until so much may be spent; more than the bucket holds needs it full and leaves a debt. */
  wait(amount: number): number;
  /** A negative amount gives back. */
  spend(amount: number): void;
  /** What the server says: its limit per minute, and what is left of it (null where it does not say). */
  learn(perMinute: number, remaining: number | null): void;
};

const minute = 60_000;
const secondsHeld = 0.8;

/** @param most per minute, as the user set it; null is no limit until the server names one */
export function createBucket(most: number | null, clock: Clock): Bucket {
  let rate = most;
  let level = most === null ? 0 : held(most);
  let filledAt = clock.now();

  function fill(perMinute: number): void {
    const now = clock.now();
    level = Math.min(held(perMinute), level + ((now - filledAt) * perMinute) / minute);
    filledAt = now;
  }

  return {
    wait(amount) {
      if (rate === null) return 0;
      fill(rate);
      const lacking = Math.min(amount, held(rate)) - level;
      return lacking <= 0 ? 0 : Math.ceil((lacking * minute) / rate);
    },
    spend(amount) {
      if (rate !== null) level -= amount;
    },
    learn(perMinute, remaining) {
      const before = rate;
      rate = Math.min(most ?? perMinute, perMinute);
      fill(before ?? rate);
      if (before === null) level = held(rate);
      if (remaining !== null) level = Math.min(level, remaining);
    },
  };
}

const held = (perMinute: number): number => Math.max(1, (perMinute / 60) * secondsHeld);
