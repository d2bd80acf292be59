import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { readBlocks } from '../lines.ts';
import { isFields, recordReading, recordText } from '../records.ts';
import type { TextInput } from '../text.ts';

/** A JSON file is held as a whole, which takes several times its size: beyond this it has to be JSON Lines. */
export const maxJsonBytes = 64_000_000;

/** JSON: one record, an array of records, or an object that holds one array of them. */
export async function* readJson(input: TextInput): AsyncGenerator<Reading, void> {
  const content = parseWhole(await wholeText(input), input);
  const records = recordsOf(content, input.textField);
  if (records === null) {
    yield recordReading(content, 'file', { id: input.stem, place: input.place }, input);
    return;
  }
  if (records.length === 0) throw new DocumentError('empty', 'the file has no records', 'fill in records, or leave it out');
  for (const [index, record] of records.entries()) {
    const origin = { id: `${input.stem}#${index + 1}`, place: `${input.place}#${index + 1}` };
    yield recordReading(record, 'record', origin, input);
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

function parseWhole(text: string, input: TextInput): unknown {
  if (text.trim() === '') throw new DocumentError('empty', 'the file has no text', 'fill in its text, or leave it out');
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /at position ([0-9]+)/.exec(error.message)?.[1];
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
    const where = line === null ? '' : ` (${input.place}:${line})`;
    throw new DocumentError('bad-record', `the file is not valid JSON${where}`, 'repair it; for one record a line use the ending .jsonl');
  }
}

/** The records of a file of several; null where the whole is one record. */
function recordsOf(content: unknown, textField: string | null): unknown[] | null {
  if (Array.isArray(content)) return content;
  if (!isFields(content) || recordText(content, textField) !== null) return null;
  const arrays = Object.values(content).filter(Array.isArray);
  const [only] = arrays;
  return arrays.length === 1 && only !== undefined && only.every((item) => isFields(item)) ? only : null;
}
