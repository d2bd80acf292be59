import { type Bytes, textOf } from './bytes.ts';
import { type RawItem, type SplitError, splitJson } from './json-items.ts';
import type { Item } from './problems.ts';
import { parsedJson, type ReadOptions, tooLong } from './read-json-lines.ts';

function itemOf(raw: RawItem | SplitError): Item {
  if (raw.kind === 'item') return parsedJson(raw.text, raw, raw.index === null ? [] : [raw.index]);
  const { line, column, found, expected } = raw;
  const message = `the JSON goes wrong at ${found}`;
  return { kind: 'broken', path: [], position: { line, column }, code: 'syntax', message, expected };
}

/** JSON: an array of units, or a unit. What comes after a place where the text is not JSON is not read. */
export async function* readJson(bytes: Bytes, { limit, many }: ReadOptions): AsyncGenerator<Item> {
  const splitter = splitJson(many);
  for await (const text of textOf(bytes)) {
    if (text === null) {
      const position = { line: splitter.pending().line, column: null };
      const message = 'the text after this line is not UTF-8';
      yield { kind: 'broken', path: [], position, code: 'encoding', message, expected: 'text in UTF-8' };
      return;
    }
    for (const item of splitter.feed(text).map(itemOf)) {
      yield item;
      if (item.kind === 'broken') return;
    }
    const { size, line } = splitter.pending();
    if (size > limit) {
      yield tooLong('the item', { line, column: null }, [], limit);
      return;
    }
  }
  yield* splitter.end().map(itemOf);
}
