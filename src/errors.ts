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
  key: 'the endpoint refused the key, or there is none',
  model: 'the endpoint does not know the model, or there is none',
  request: 'the endpoint refused the request itself',
  endpoint: 'the endpoint cannot be reached',
  quota: 'the account has no credit left',
  output: 'the output could not be written',
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

  get exitStatus(): number {
    return this.code === 'bug' ? exitStatus.bug : exitStatus.cannotStart;
  }
}

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
