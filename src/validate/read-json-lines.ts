import { keyAgain } from '../text/json-keys.ts';
import { locateInJson } from '../text/json-locate.ts';
import { type Bytes, type Line, linesOf } from './bytes.ts';
import { findJsonError } from './json-syntax.ts';
import { type Item, type Path, type Position, positionAt, shown } from './problems.ts';

export type ReadOptions = {
  /** Bytes that a line, an item of an array or a document may have. */
  limit: number;
  /** Whether several JSON values may follow each other in one input, as `jq` writes them. */
  many: boolean;
};

/** A JSON text that begins at `base`, as a value or as the place where it stops being JSON. */
export function parsedJson(text: string, base: { line: number; column: number }, path: Path): Item {
  try {
    const value: unknown = JSON.parse(text);
    const again = keyAgain(text, value);
    if (again !== null) return twice(positionAt(text, again.offset, base), [...path, ...again.path]);
    return { kind: 'value', value, path, locate: (part) => positionAt(text, locateInJson(text, part), base) };
  } catch (error) {
    const wrong = findJsonError(text);
    if (!(error instanceof SyntaxError) || wrong === null) throw error;
    const message = `the JSON goes wrong at ${wrong.found}`;
    const position = positionAt(text, wrong.offset, base);
    return { kind: 'broken', path, position, code: 'syntax', message, expected: wrong.expected };
  }
}

/** What is said of a key that a map has already. */
export function twice(position: Position, path: Path): Item {
  const message = `the key ${shown(String(path.at(-1) ?? ''))} comes twice`;
  return { kind: 'broken', path, position, code: 'duplicate-key', message, expected: 'each key once' };
}

/** What is said of a line that has no text. */
export function brokenLine({ number }: Line, code: 'encoding' | 'too-long', limit: number): Item {
  const position = { line: number, column: null };
  if (code === 'too-long') return tooLong('the line', position, [], limit);
  return { kind: 'broken', path: [], position, code, message: 'the line is not UTF-8', expected: 'text in UTF-8' };
}

/** What is said of something over the size limit. */
export function tooLong(what: string, position: { line: number; column: null }, path: Path, limit: number): Item {
  const message = `${what} is too long`;
  return { kind: 'broken', path, position, code: 'too-long', message, expected: `at most ${limit} bytes` };
}

/** JSON Lines: one value a line; blank lines are passed over. */
export async function* readJsonLines(bytes: Bytes, { limit }: ReadOptions): AsyncGenerator<Item> {
  for await (const line of linesOf(bytes, limit)) {
    if ('broken' in line) yield brokenLine(line, line.broken, limit);
    else if (line.text.trim() !== '') yield parsedJson(line.text, { line: line.number, column: 1 }, []);
  }
}
