/** How far a batch has come; each step is written down before the next begins. What is collected is removed. */
type BatchState = 'writing' | 'written' | 'uploaded' | 'submitted';

export type Batch = {
  /** Ours, and the name of the file of its requests. */
  name: string;
  endpoint: string;
  model: string;
  /** Seconds since 1970. */
  made: number;
  requests: number;
  state: BatchState;
  /** Number of the process that writes it. */
  owner: number;
  /** Ids that the provider gave to the file and to the batch. */
  file: string | null;
  batch: string | null;
};

/** Remembers batches and the requests that wait in them, by their keys, over the end of a process. */
export type BatchStore = {
  /** Where requests are written until they are sent. */
  folder: string;
  /** Those that are not collected, in the order in which they were made. */
  batches(): Batch[];
  save(batch: Batch): void;
  /** Forgets a batch and that anything waits in it. */
  remove(name: string): void;
  /** False where the request waits in a batch already. */
  wait(key: string, batch: string, outputLimit: number | null): boolean;
  /** The request that waits under a key; null where none does. */
  waiting(key: string): { outputLimit: number | null } | null;
  /** Keys that wait in a batch, a thousand at most. */
  someWaiting(batch: string): string[];
  /** It waits no more. */
  arrived(key: string): void;
  /** It waits no more, and came to nothing. */
  failed(key: string, isFinal: boolean): void;
  /** Whether it came to nothing for good, or too often. */
  isGivenUp(key: string): boolean;
  /** A new run tries again what was given up. */
  tryAgain(): void;
  close(): void;
};
