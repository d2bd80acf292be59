import type { Bytes } from './bytes.ts';
import type { Item } from './problems.ts';
import { readJson } from './read-json.ts';
import { type ReadOptions, readJsonLines } from './read-json-lines.ts';
import { readYaml } from './read-yaml.ts';

type Format = { endings: readonly string[]; read(bytes: Bytes, options: ReadOptions): AsyncGenerator<Item> };

/** Every format of unit files. A format is added as one line here. */
export const formats = {
  jsonl: { endings: ['.jsonl', '.ndjson'], read: readJsonLines },
  json: { endings: ['.json'], read: readJson },
  yaml: { endings: ['.yaml', '.yml'], read: readYaml },
} as const satisfies Record<string, Format>;

type FormatName = keyof typeof formats;

const names = Object.keys(formats) as FormatName[];

/** The format that an ending (with its full stop) stands for, or null. */
export function formatOfEnding(ending: string): FormatName | null {
  const endingsOf = (name: FormatName): readonly string[] => formats[name].endings;
  return names.find((name) => endingsOf(name).includes(ending.toLowerCase())) ?? null;
}

/** A first line that is longer is a line of JSON Lines: indented JSON begins with a short one. */
const longestFirstLine = 1 << 20;

/** The format of a text, judged by its first line: `{` and more, closed in the same line, is JSON Lines. */
function formatOfText(start: string, isWhole: boolean): FormatName {
  const text = start.replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('[')) return 'json';
  if (!text.startsWith('{')) return 'yaml';
  const end = text.indexOf('\n');
  const first = (end === -1 ? text : text.slice(0, end)).trimEnd();
  const goesOn = end === -1 && !isWhole;
  return goesOn || (first.endsWith('}') && first !== '{}') ? 'jsonl' : 'json';
}

/** Looks at the first line to tell the format, and gives the bytes back as if nobody had looked. */
export async function sniffed(bytes: Bytes): Promise<{ format: FormatName; bytes: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let size = 0;
  let isWhole = false;
  let hasLine = false;
  while (!hasLine && size < longestFirstLine && !isWhole) {
    const { value, done } = await iterator.next();
    if (done === true) isWhole = true;
    else {
      seen.push(value);
      size += value.length;
      hasLine = value.toString('utf8').trimStart().includes('\n');
    }
  }
  async function* again(): Bytes {
    yield* seen;
    if (!isWhole) yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { format: formatOfText(Buffer.concat(seen).toString('utf8'), isWhole), bytes: again() };
}
