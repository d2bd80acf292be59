import type { Path } from '../text/json-locate.ts';

export type { Path };

/** Everything that can be wrong with unit files. The table in the documentation is made from it. */
export const problemCodes = {
  empty: 'the input holds no unit',
  encoding: 'the text is not UTF-8',
  syntax: 'the JSON or YAML does not parse',
  'too-long': 'a line, an item or a document is over the size limit',
  'too-deep': 'values are nested too deep',
  'missing-key': 'a key of the schema is missing',
  'unknown-key': 'a key is not in the schema',
  'duplicate-key': 'a key comes twice in one object',
  'wrong-type': 'a value is of another type than the schema says',
  'wrong-value': 'a value is not among those that the schema allows',
  'duplicate-entity': 'two entities of a unit have the same id',
  'unknown-entity': 'a relation names an entity that the unit does not have',
  'unlike-entity': 'units that share their ids give one id to different names or types',
  evidence: 'a fact cites a sentence that the passage does not have',
  offsets: 'the bounds of passage and sentences contradict each other',
  'wrong-id': 'the id of a unit is not that of its content',
  'duplicate-id': 'a unit with the same id, of the same document, was read before',
} as const;

type ProblemCode = keyof typeof problemCodes;

export type Problem = {
  /** The path as it was given or found; `-` is standard input. */
  file: string;
  /** Both from 1; the column counts UTF-16 code units. Null where they are not known. */
  line: number | null;
  column: number | null;
  /** JSON Pointer into the line (JSONL), the file (JSON) or the document of the stream (YAML). */
  pointer: string;
  code: ProblemCode;
  message: string;
  expected: string;
};

export type Position = { line: number | null; column: number | null };

/** What is wrong with a value, wherever the value stands. */
export type Finding = { path: Path; code: ProblemCode; message: string; expected: string };

/** What a reader of a format yields: a value, or why there is none. */
export type Item =
  | { kind: 'value'; value: unknown; path: Path; locate(path: Path): Position }
  | { kind: 'broken'; path: Path; position: Position; code: ProblemCode; message: string; expected: string };

/** RFC 6901. */
export function pointerTo(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const shownLength = 60;

/** A value as a message shows it: one line of JSON, short, and safe to print on a terminal. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return shortened(`{${Object.keys(value).slice(0, 10).join(', ')}}`);
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(shortened(value));
}

/** A text without what a terminal would act upon. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

function shortened(text: string): string {
  const start = printable(text.slice(0, shownLength));
  return text.length > shownLength ? `${start}…` : start;
}

/** Where an offset (UTF-16 code units) of a text stands, when the text itself begins at `base`. */
export function positionAt(text: string, offset: number, base: { line: number; column: number }): Position {
  let line = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line: base.line + line, column: offset - start + (line === 0 ? base.column : 1) };
}
