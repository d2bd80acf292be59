import type { Usage } from './usage.ts';

/** Every way in which one document can fail while the run goes on. The table in the README is made from it. */
export const failureCodes = {
  empty: 'the document has no text',
  binary: 'the file is not text',
  unreadable: 'the file could not be opened or read',
  'too-large': 'the document is over the size limit',
  'bad-record': 'a line, row or item does not parse',
  malformed: 'the file breaks the rules of its format, or is of a kind that is not read',
  unsafe: 'the file asks for unbounded time or memory, or for other files',
  'no-text': 'a record has no field that holds its text',
  language: 'the document is in a language that the engine does not read',
  'too-long': 'the passage is longer than the model accepts',
  'no-answer': 'the model answered with nothing',
  'invalid-answer': 'the answer did not satisfy the schema, also after it was told why',
  truncated: 'the answer was cut off at the output limit',
  refused: 'the model declined to answer',
  endpoint: 'the endpoint failed or could not be reached',
  timeout: 'the endpoint did not answer in time',
  'not-written': 'the units could not be written',
} as const;

export type FailureCode = keyof typeof failureCodes;

/** What a model said before a document failed; kept so that nobody must run it again to see why. */
export type Evidence = Usage & {
  answers: string[];
  finishReason: string | null;
  problems: string[];
};

/** One passage of a document that got no unit, and why. */
export type PassageFailure = Pick<Failure, 'code' | 'message' | 'hint' | 'attempts' | 'evidence'> & {
  /** Position of the passage, from 0, and how many there are. */
  index: number;
  of: number;
  /** The headings that it stands under. */
  section: string[];
};

/** One document that ended without units, or without those of some of its passages, and why. */
export type Failure = {
  /** Id of the document where it is known, else the place where it would have been read. */
  document: string;
  place: string;
  code: FailureCode;
  /** What happened, in one sentence. */
  message: string;
  /** What to do about it. */
  hint: string;
  /** Requests sent for the document; 0 when it failed before any. */
  attempts: number;
  evidence: Evidence | null;
  /** Where others have units: the passages that failed. Absent where the document has none at all. */
  passages?: PassageFailure[];
};
