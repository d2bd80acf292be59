import { onAbort } from '../on-abort.ts';

/** Time as the waits see it, so that tests can drive it. */
export type Clock = {
  /** Milliseconds since some moment; it never goes back. */
  now(): number;
  /** Calls back once, after that many milliseconds; what it returns takes that back. */
  after(milliseconds: number, call: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Throws the reason of the signal as soon as that is aborted. */
export function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      takeBack();
      reject(signal.reason);
    };
    const takeBack = clock.after(milliseconds, () => {
      forget();
      resolve();
    });
    const forget = onAbort(signal, stop);
  });
}
