import type { Evidence, FailureCode } from './types/failure.ts';

export const exitStatus = {
  done: 0,
  incomplete: 1,
  cannotStart: 2,
  bug: 3,
  interrupted: 130,
  terminated: 143,
} as const;

/** Every way in which a run can end before it is done. The table in the README is made from it. */
export const errorCodes = {
  usage: 'the command line is wrong',
  config: 'a setting is wrong',
  'missing-input': 'an input does not exist or matches nothing',
  units: 'a unit file that is read back holds what is no valid unit',
  questions: 'a file of questions holds none that can be read, or was changed',
  key: 'the endpoint refused the key, or there is none',
  model: 'the endpoint does not know the model, or there is none',
  request: 'the endpoint refused the request itself',
  endpoint: 'the endpoint cannot be reached',
  quota: 'the account has no credit left',
  output: 'the output could not be written',
  budget: 'the next request would pass --max-cost or --max-tokens',
  failures: 'more documents failed than --max-failures allows',
  bug: 'ku itself is at fault',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Ends the run. The message says what happened, the hint what to do about it. */
export class KuError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KuError';
    this.code = code;
    this.hint = hint;
  }

  /** A limit that the user set: what is in flight is finished, and what is done is a result. */
  get isLimit(): boolean {
    return this.code === 'budget' || this.code === 'failures';
  }

  get exitStatus(): number {
    if (this.isLimit) return exitStatus.incomplete;
    return this.code === 'bug' ? exitStatus.bug : exitStatus.cannotStart;
  }
}

/** The answer to a request will come with a batch, or with the next run where this one is stopped: the document waits, and is no failure. */
export class Waiting extends Error {}

/** Ends one document; the run goes on. */
export class DocumentError extends Error {
  readonly code: FailureCode;
  readonly hint: string;
  readonly attempts: number;
  readonly evidence: Evidence | null;

  constructor(
    code: FailureCode,
    message: string,
    hint: string,
    details: { attempts?: number; evidence?: Evidence | null; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DocumentError';
    this.code = code;
    this.hint = hint;
    this.attempts = details.attempts ?? 0;
    this.evidence = details.evidence ?? null;
  }
}
