import type { Reading } from '../types/document.ts';
import type { FailureCode } from '../types/failure.ts';

/** Where something was read: the id that its document has or would have had, and the place for messages. */
export type Origin = { id: string; place: string };

/** A failure of the document stage: nothing was sent, so there are no attempts and no evidence. */
export function failureAt(origin: Origin, code: FailureCode, message: string, hint: string): Reading {
  return {
    kind: 'failure',
    failure: {
      document: origin.id,
      place: origin.place,
      code,
      message: `${origin.place}: ${message}`,
      hint,
      attempts: 0,
      evidence: null,
    },
  };
}

/** `10 MB`, `64 MB`, `1 byte`: sizes as messages say them, in powers of 1000. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1e6) return `${Math.round(bytes / 1e5) / 10} MB`;
  if (bytes >= 1e3) return `${Math.round(bytes / 1e2) / 10} kB`;
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

/** `1 line`, `3 lines`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function tooLarge(origin: Origin, what: string, maxBytes: number): Reading {
  return failureAt(
    origin,
    'too-large',
    `the ${what} is over the limit of ${sizeInWords(maxBytes)} for one document`,
    'split it into several documents, for instance one per chapter',
  );
}

export function emptyText(origin: Origin, what: string): Reading {
  return failureAt(origin, 'empty', `the ${what} has no text`, 'fill in its text, or leave it out');
}
