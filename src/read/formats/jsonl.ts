import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { failureAt, type Origin, tooLarge } from '../failures.ts';
import { type KeyWarning, keyWarning } from '../key-warning.ts';
import { readBlocks } from '../lines.ts';
import { recordReading } from '../records.ts';
import type { TextInput } from '../text.ts';

/** JSON Lines: every line that is not blank is a record, and counts for the position in the ids. */
export async function* readJsonl(input: TextInput): AsyncGenerator<Reading, void> {
  let position = 0;
  const warnOnce = keyWarning(input);
  for await (const block of readBlocks(input)) {
    if (block.kind === 'long-line') {
      yield tooLarge(originOf(input, ++position, block.firstLine), 'line', input.maxBytes);
      continue;
    }
    let line = block.firstLine;
    for (let start = 0; start < block.text.length; line++) {
      const found = block.text.indexOf('\n', start);
      const end = found < 0 ? block.text.length : found;
      const text = block.text.slice(start, end);
      if (text.trim() !== '') yield lineReading(text, originOf(input, ++position, line), input, warnOnce);
      start = end + 1;
    }
  }
  if (position === 0) throw new DocumentError('empty', 'the file has no records', 'fill in records, or leave it out');
}

function originOf(input: TextInput, position: number, line: number): Origin {
  return { id: `${input.stem}#${position}`, place: `${input.place}:${line}` };
}

function lineReading(text: string, origin: Origin, input: TextInput, warnOnce: KeyWarning): Reading {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failureAt(
      origin,
      'bad-record',
      'the line is not valid JSON',
      'each line must be one whole JSON object; repair or remove it',
    );
  }
  warnOnce(text, record, () => origin.place);
  return recordReading(record, 'record', origin, input);
}
