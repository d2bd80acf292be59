import { KuError } from '../errors.ts';
import type { Reading } from '../types/document.ts';
import { readCsv, readTsv } from './formats/csv.ts';
import { readJson } from './formats/json.ts';
import { readJsonl } from './formats/jsonl.ts';
import { readMd } from './formats/md.ts';
import { readTxt } from './formats/txt.ts';
import type { TextInput } from './text.ts';

export type Format = {
  name: string;
  /** In lower case, with the dot. */
  endings: string[];
  /** Throws DocumentError where the input as a whole fails; what fails within it is yielded. */
  read: (input: TextInput) => AsyncGenerator<Reading, void>;
};

/** What `ku` reads. A format is added as one file and one line. */
export const formats: Format[] = [
  { name: 'txt', endings: ['.txt', '.text'], read: readTxt },
  { name: 'md', endings: ['.md', '.markdown'], read: readMd },
  { name: 'jsonl', endings: ['.jsonl', '.ndjson'], read: readJsonl },
  { name: 'json', endings: ['.json'], read: readJson },
  { name: 'csv', endings: ['.csv'], read: readCsv },
  { name: 'tsv', endings: ['.tsv', '.tab'], read: readTsv },
];

/** @throws {KuError} `usage` where there is none of that name. */
export function formatNamed(name: string): Format {
  const found = formats.find((format) => format.name === name);
  if (found !== undefined) return found;
  const names = formats.map((format) => format.name).join(', ');
  throw new KuError('usage', `there is no input format "${name}"`, `the formats are ${names}`);
}

export function formatOfEnding(ending: string): Format | null {
  return formats.find((format) => format.endings.includes(ending.toLowerCase())) ?? null;
}

/**
 * The name of the format of standard input, from its first characters: an object is JSON Lines when the first line is a whole
 * one (or longer than the head), else JSON; an array is JSON; all else is text, also prose that begins with a bracket.
 */
export function sniffFormat(head: Buffer): string {
  const text = head.toString('utf8').trimStart();
  if (/^\[\s*[[{"\]]/.test(text)) return 'json';
  if (!/^\{\s*["}]/.test(text)) return 'txt';
  const end = text.indexOf('\n');
  return end < 0 || isJson(text.slice(0, end)) ? 'jsonl' : 'json';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
