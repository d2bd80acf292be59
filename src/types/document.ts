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

export type BlockKind = 'heading' | 'paragraph' | 'caption' | 'table' | 'formula';

/** A piece of a document in reading order. What stands between blocks (marks of Markdown, code) is no prose. */
export type TextBlock = {
  kind: BlockKind;
  /** The headings that it stands under, the outermost first; a heading's own text is the last of its path. */
  section: string[];
  /** Bounds in the text of the document, in UTF-16 code units. */
  start: number;
  end: number;
  /** Of a table, the head row first; null of all else. */
  rows: string[][] | null;
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
  /** BCP 47, as the document says it; null where it does not. */
  language: string | null;
  /** The field of science, as the source names it; absent where it does not. Never published in units. */
  domain?: string;
  /** In the order of the text, none inside of another. None: nothing is known of its structure, and all of it is prose. */
  blocks: TextBlock[];
  /** Where it was read, for messages alone: a path, a line or an item number. Never published. */
  place: string;
};

/** What a reader yields, in the order of the input. A failure is a value: the run goes on. */
export type Reading =
  | { kind: 'document'; document: Document }
  | { kind: 'failure'; failure: Failure }
  /** Something that a user wants to know and that fails nothing, like lines above the first abstract of a list. */
  | { kind: 'notice'; message: string };
