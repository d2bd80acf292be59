import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { failureAt } from '../failures.ts';
import { keyWarning } from '../key-warning.ts';
import { readBlocks } from '../lines.ts';
import { recordReading, recordsOf } from '../records.ts';
import type { TextInput } from '../text.ts';

/** A JSON file is held as a whole, which takes several times its size: beyond this it has to be JSON Lines. */
const maxJsonBytes = 64_000_000;

/** JSON: one record, an array of records, or an object that holds one array of them. */
export async function* readJson(input: TextInput): AsyncGenerator<Reading, void> {
  const text = await wholeText(input);
  if (text.trim() === '') throw new DocumentError('empty', 'the file has no text', 'fill in its text, or leave it out');
  const content = parse(text);
  if (content === invalid) {
    yield invalidFile(text, input);
    return;
  }
  keyWarning(input)(text, content, (offset) => `${input.place}:${text.slice(0, offset).split('\n').length}`);
  const records = recordsOf(content, input.textField);
  if (records === null) {
    yield recordReading(content, 'file', { id: input.stem, place: input.place }, input);
    return;
  }
  if (records.length === 0)
    throw new DocumentError('empty', 'the file has no records', 'fill in records, or leave it out');
  for (const [index, record] of records.entries()) {
    const origin = { id: `${input.stem}#${index + 1}`, place: `${input.place}#${index + 1}` };
    yield recordReading(record, 'record', origin, input);
  }
}

const invalid = Symbol('not valid JSON');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return invalid;
    throw error;
  }
}

async function wholeText(input: TextInput): Promise<string> {
  const parts: string[] = [];
  let size = 0;
  for await (const block of readBlocks(input, maxJsonBytes)) {
    size += block.kind === 'lines' ? Buffer.byteLength(block.text) : Number.POSITIVE_INFINITY;
    if (size > maxJsonBytes) {
      const hint = 'write it as JSON Lines (one record a line, ending .jsonl), which is read record by record';
      throw new DocumentError('too-large', 'the JSON file is over 64 MB', hint);
    }
    if (block.kind === 'lines') parts.push(block.text);
  }
  return parts.join('');
}

function invalidFile(text: string, input: TextInput): Reading {
  const line = firstInvalidLine(text);
  const place = line === null ? input.place : `${input.place}:${line}`;
  const hint = 'repair it; a file of one record a line needs the ending .jsonl';
  return failureAt({ id: input.stem, place }, 'bad-record', 'the file is not valid JSON', hint);
}

/** The search parses up to log2(lines) times, too long for what is larger, in characters. */
const maxSearched = 8_000_000;

/** The first line with which the text can't be the start of JSON any more. JSON.parse says it for some errors only. */
function firstInvalidLine(text: string): number | null {
  if (text.length > maxSearched) return null;
  const lines = text.split('\n');
  let good = 0;
  let bad = lines.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (endsTooSoon(lines.slice(0, middle).join('\n'))) good = middle;
    else bad = middle;
  }
  return bad;
}

/** Whether more could make it valid: the error stands at the very end, and not in a string, which no line break may be in. */
function endsTooSoon(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (error.message.startsWith('Unexpected end')) return true;
    const position = /^Expected .* at position ([0-9]+)/.exec(error.message)?.[1];
    return position !== undefined && Number(position) >= start.trimEnd().length;
  }
}
