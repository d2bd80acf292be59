import type { Document, Node, Pair } from 'yaml';
import { type Bytes, type Line, linesOf } from './bytes.ts';
import { type Item, type Path, type Position, positionAt, printable } from './problems.ts';
import { brokenLine, type ReadOptions, tooLong, twice } from './read-json-lines.ts';

type Yaml = typeof import('yaml');

/** Text of a document of a stream, and the number of its first line; `broken` when a line or the whole has no text. */
type Chunk = { text: string; line: number; broken: Item | null };

/** At these markers a document begins or ends, whatever is open: no scalar can hold them at the start of a line. */
const startMarker = /^---(?:[ \t]|$)/;
const endMarker = /^\.\.\.(?:[ \t]|$)/;
const ofNoDocument = /^(?:[ \t]*(?:#.*)?|%.*)$/;

/** Splits a stream at its `---` and `...` lines. Directives and comments before a marker belong to the document that it begins. */
async function* documentsOf(bytes: Bytes, limit: number): AsyncGenerator<Chunk> {
  let open = emptyChunk(1);
  for await (const line of linesOf(bytes, limit)) {
    const text = 'text' in line ? line.text : '';
    const ends = endMarker.test(text);
    if (open.hasContent && (ends || startMarker.test(text))) {
      yield chunkOf(open);
      open = emptyChunk(line.number);
    }
    if (ends) open = emptyChunk(line.number + 1);
    else add(open, line, text, limit);
  }
  if (open.hasContent) yield chunkOf(open);
}

type OpenChunk = { lines: string[]; size: number; first: number; hasContent: boolean; broken: Item | null };

const emptyChunk = (first: number): OpenChunk => ({ lines: [], size: 0, first, hasContent: false, broken: null });

const chunkOf = ({ lines, first, broken }: OpenChunk): Chunk => ({ text: lines.join('\n'), line: first, broken });

function add(open: OpenChunk, line: Line, text: string, limit: number): void {
  if ('broken' in line) open.broken ??= brokenLine(line, line.broken, limit);
  if (open.size > limit) open.broken ??= tooLong('the document', { line: open.first, column: null }, [], limit);
  if (open.broken !== null) open.lines = [];
  else open.lines.push(text);
  open.size += text.length + 1;
  open.hasContent ||= open.broken !== null || !ofNoDocument.test(text);
}

/** The offset where a part of a document begins: its key in a map, the item in a list, else the innermost part that exists. */
function offsetOf(yaml: Yaml, document: Document, path: Path): number {
  let node: unknown = document.contents;
  let start = yaml.isNode(node) ? startOf(node) : 0;
  for (const key of path) {
    const resolved: unknown = yaml.isAlias(node) ? node.resolve(document) : node;
    const entry = entryOf(yaml, resolved, key);
    if (entry === null) return start;
    start = entry.start;
    node = entry.node;
  }
  return start;
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;

function entryOf(yaml: Yaml, node: unknown, key: string | number): { node: unknown; start: number } | null {
  if (yaml.isMap(node)) {
    const pair = node.items.find((item: Pair) => yaml.isScalar(item.key) && String(item.key.value) === String(key));
    return pair !== undefined && yaml.isNode(pair.key) ? { node: pair.value, start: startOf(pair.key) } : null;
  }
  const item: unknown = yaml.isSeq(node) && typeof key === 'number' ? node.items[key] : null;
  return yaml.isNode(item) ? { node: item, start: startOf(item) } : null;
}

function broken(position: Position, code: 'syntax' | 'too-deep', message: string, expected: string): Item {
  return { kind: 'broken', path: [], position, code, message, expected };
}

const tooDeep = (position: Position) =>
  broken(position, 'too-deep', 'the values are nested too deep', 'far fewer levels');

function parse(yaml: Yaml, { text, line }: Chunk): { document: Document; value: unknown } | Item {
  const start = { line, column: null };
  try {
    const document = yaml.parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong === undefined) return { document, value: document.toJS({ maxAliasCount: 100 }) };
    // Said where the parser, which calls itself for each level, has run out of stack.
    if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return tooDeep(start);
    const position = positionAt(text, wrong.pos[0], { line, column: 1 });
    if (wrong.code === 'DUPLICATE_KEY') return twice(position, [keyAt(text, wrong.pos[0])]);
    return broken(position, 'syntax', `the YAML does not parse: ${printable(wrong.message)}`, 'YAML 1.2');
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(start);
    if (!(error instanceof ReferenceError)) throw error;
    const message = error.message.startsWith('Unresolved')
      ? `the YAML does not parse: ${printable(error.message)}`
      : 'aliases make the document far larger than it is written';
    return broken(start, 'syntax', message, 'no aliases');
  }
}

/** The parser names no key. */
const keyAt = (text: string, offset: number): string =>
  /["']?([^"':\n]*)/.exec(text.slice(offset, offset + 200))?.[1]?.trim() ?? '';

/** Bytes that a document may have at most: parsed, it takes a hundred times the room. */
const documentLimit = 16 * 1024 * 1024;

/** YAML: a stream of documents, each a unit or a list of units. */
export async function* readYaml(bytes: Bytes, { limit }: ReadOptions): AsyncGenerator<Item> {
  const yaml = await import('yaml');
  for await (const chunk of documentsOf(bytes, Math.min(limit, documentLimit))) {
    const parsed = chunk.broken ?? parse(yaml, chunk);
    if ('kind' in parsed) {
      yield parsed;
      continue;
    }
    const { document, value } = parsed;
    const locate = (path: Path) =>
      positionAt(chunk.text, offsetOf(yaml, document, path), { line: chunk.line, column: 1 });
    if (!Array.isArray(value)) {
      if (value !== null) yield { kind: 'value', value, path: [], locate };
      continue;
    }
    for (const [index, item] of value.entries()) {
      yield { kind: 'value', value: item, path: [index], locate: (path) => locate([index, ...path]) };
    }
  }
}
