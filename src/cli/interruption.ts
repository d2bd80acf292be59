import { exitStatus } from '../errors.ts';
import type { Io } from './io.ts';

export type Interruption = {
  signal: AbortSignal;
  /** The status that the run ends with when it was interrupted, else null. */
  status(): number | null;
  /** Gives the signals back to the process: a second one then ends it at once. */
  release(): void;
};

/** Turns the first Ctrl-C or SIGTERM into an aborted signal, so that what is done is kept. */
export function onInterrupt(io: Io, say: (message: string) => void): Interruption {
  const controller = new AbortController();
  let status: number | null = null;
  const stop = (value: number) => () => {
    status = value;
    say('stopping; what is done is kept (once more ends at once)');
    release();
    controller.abort(new DOMException('interrupted', 'AbortError'));
  };
  const interrupted = stop(exitStatus.interrupted);
  const terminated = stop(exitStatus.terminated);
  const release = () => {
    io.off('SIGINT', interrupted);
    io.off('SIGTERM', terminated);
  };
  io.on('SIGINT', interrupted);
  io.on('SIGTERM', terminated);
  return { signal: controller.signal, status: () => status, release };
}
