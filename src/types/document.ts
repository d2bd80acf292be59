import type { Failure } from './failure.ts';

/** What is known about a document beside its text: credit travels with the facts. */
export type Credit = {
  title: string | null;
  authors: string[];
  year: number | null;
  doi: string | null;
  url: string | null;
  license: string | null;
};

/** The first stage: what was read. */
export type Document = {
  /** The id that the source gives, else its path without the ending, else that with `#` and its position. */
  id: string;
  credit: Credit;
  /** Unicode NFC, line feeds, no byte-order mark, no control characters but line feed and tab, no blank ends. */
  text: string;
  /** SHA-256 of `text` as UTF-8, in hexadecimal. */
  sha256: string;
  /** Where it was read, for messages alone: a path, a line or an item number. Never published. */
  place: string;
};

/** What a reader yields, in the order of the input. A failure is a value: the run goes on. */
export type Reading =
  | { kind: 'document'; document: Document }
  | { kind: 'failure'; failure: Failure }
  /** Something that a user wants to know and that fails nothing, like lines above the first abstract of a list. */
  | { kind: 'notice'; message: string };
