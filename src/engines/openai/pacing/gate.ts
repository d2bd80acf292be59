import { onAbort } from '../on-abort.ts';
import type { Clock } from './clock.ts';

/**
 * Where requests wait for their turn, in order; those that are sent again stand in front. One timer serves all of them.
 */
export type Gate = {
  /** Resolves to the ticket of the request, when it may be sent; rejects with the reason of the signal. */
  enter(cost: number, sentBefore: boolean, signal: AbortSignal): Promise<number>;
  leave(): void;
  /** Nobody enters for so long. False where a pause about as long is on. */
  pause(milliseconds: number): boolean;
  /** Whoever waits, or would have to, is turned away with what this makes. */
  close(reason: () => Error): void;
  inFlight(): number;
  /** The ticket given out last. */
  newest(): number;
};

export type Rules = {
  clock: Clock;
  /** Requests in flight at most, at this moment. */
  limit(): number;
  /** Milliseconds until one of this cost may go. */
  wait(cost: number): number;
  spend(cost: number): void;
};

type Waiter = { cost: number; admit(ticket: number): void; reject(error: Error): void };

/** What asks for the same pause comes within this. */
const aboutMs = 1000;

export function createGate({ clock, limit, wait, spend }: Rules): Gate {
  const queue: Waiter[] = [];
  let inFlight = 0;
  let ticket = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | null = null;
  let closed: (() => Error) | null = null;

  function admitAll(): void {
    cancelTimer?.();
    cancelTimer = null;
    for (let next = queue[0]; next !== undefined && inFlight < limit(); next = queue[0]) {
      const waitMs = Math.max(Math.ceil(pausedUntil - clock.now()), wait(next.cost));
      if (waitMs > 0) {
        cancelTimer = clock.after(waitMs, admitAll);
        return;
      }
      queue.shift();
      inFlight += 1;
      ticket += 1;
      spend(next.cost);
      next.admit(ticket);
    }
  }

  function enter(cost: number, sentBefore: boolean, signal: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal.reason);
        admitAll();
      };
      const waiter: Waiter = {
        cost,
        admit(given) {
          forget();
          resolve(given);
        },
        reject(error) {
          forget();
          reject(error);
        },
      };
      const forget = onAbort(signal, giveUp);
      if (sentBefore) queue.unshift(waiter);
      else queue.push(waiter);
      admitAll();
      if (closed !== null) turnAway(closed);
    });
  }

  function turnAway(reason: () => Error): void {
    cancelTimer?.();
    for (const waiter of queue.splice(0)) waiter.reject(reason());
  }

  return {
    enter,
    leave() {
      inFlight -= 1;
      admitAll();
    },
    pause(milliseconds) {
      const now = clock.now();
      const isOn = now < pausedUntil && now + milliseconds < pausedUntil + aboutMs;
      pausedUntil = Math.max(pausedUntil, now + milliseconds);
      return !isOn;
    },
    close(reason) {
      closed = reason;
      turnAway(reason);
    },
    inFlight: () => inFlight,
    newest: () => ticket,
  };
}
