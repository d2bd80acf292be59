import { setMaxListeners } from 'node:events';
import { exitStatus } from '../errors.ts';
import type { Io } from './io.ts';

export type Interruption = {
  /** Aborted by the first Ctrl-C or SIGTERM: nothing more is begun, and what is in flight is finished. */
  drain: AbortSignal;
  /** Aborted by the second, or when the time to finish is over: what is in flight is given up. */
  signal: AbortSignal;
  /** The status that the run ends with when it was interrupted, else null. */
  status(): number | null;
  /** Gives the signals back to the process: one more then ends it at once, whatever it does. */
  release(): void;
};

const never = new AbortController().signal;

/** Of what leaves the signals to the process. */
export const uninterrupted: Interruption = {
  drain: never,
  signal: never,
  status: () => null,
  release: () => undefined,
};

/**
 * Turns Ctrl-C and SIGTERM into signals, so that what is done is kept.
 * @param finishSeconds time that what is in flight has after the first one
 */
export function onInterrupt(io: Io, say: (message: string) => void, finishSeconds: number): Interruption {
  const drain = new AbortController();
  const now = new AbortController();
  // Every request in flight listens to them, so many listeners are no leak.
  setMaxListeners(0, drain.signal, now.signal);
  const reason = new DOMException('interrupted', 'AbortError');
  let status: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const stop = (value: number) => () => {
    status = value;
    if (drain.signal.aborted) {
      release();
      say('giving up what is in flight');
      now.abort(reason);
    } else {
      const doing = finishSeconds === 0 ? 'ending' : `finishing what is in flight, in at most ${finishSeconds} s`;
      say(`${doing}; once more ends now`);
      timer = setTimeout(() => now.abort(reason), finishSeconds * 1000);
      drain.abort(reason);
    }
  };
  const interrupted = stop(exitStatus.interrupted);
  const terminated = stop(exitStatus.terminated);
  const release = () => {
    clearTimeout(timer);
    io.off('SIGINT', interrupted);
    io.off('SIGTERM', terminated);
  };
  io.on('SIGINT', interrupted);
  io.on('SIGTERM', terminated);
  return { drain: drain.signal, signal: now.signal, status: () => status, release };
}
