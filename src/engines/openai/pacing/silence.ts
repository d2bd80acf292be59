import type { RetryReason } from '../wire.ts';

/** Whether anything ever came back from the endpoint, be it an error. */
export type Silence = {
  heard(): void;
  /** @param attempts how often the request was sent that failed */
  failed(reason: RetryReason, attempts: number): void;
  /** Nothing came back, and not to one request alone: that may be one that the endpoint breaks at. */
  isTotal(): boolean;
};

export function createSilence(): Silence {
  let isHeard = false;
  let requests = 0;
  const heard = () => {
    isHeard = true;
  };
  return {
    heard,
    failed(reason, attempts) {
      if (reason !== 'connection' && reason !== 'timeout') heard();
      if (attempts === 1) requests += 1;
    },
    isTotal: () => !isHeard && requests > 1,
  };
}
