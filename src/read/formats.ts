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

export function formatNamed(name: string): Format | null {
  return formats.find((format) => format.name === name) ?? null;
}

export function formatOfEnding(ending: string): Format | null {
  return formats.find((format) => format.endings.includes(ending.toLowerCase())) ?? null;
}

/**
 * The name of the format of standard input, from its first characters: `{` is JSON Lines when the first line is whole (or
 * longer than the head), else JSON; `[` is JSON; all else is text.
 */
export function sniffFormat(head: Buffer): string {
  const text = head.toString('utf8').trimStart();
  if (text.startsWith('[')) return 'json';
  if (!text.startsWith('{')) return 'txt';
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
