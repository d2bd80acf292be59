import type { Readable, Writable } from 'node:stream';

/** All that the command line touches of the world; `process` is one, tests bring their own. */
export type Io = {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number };
  env: Record<string, string | undefined>;
  cwd(): string;
  /** Digest of the code that runs, where it is not to be found out: tests run from the sources, which have none. */
  codeDigest?: string;
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
};
