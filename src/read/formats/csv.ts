import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Info, Parser } from 'csv-parse';
import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { counted, failureAt, type Origin, sizeInWords, tooLarge } from '../failures.ts';
import type { Fields } from '../fields.ts';
import { type Block, readBlocks } from '../lines.ts';
import { recordReading, recordText, withoutText } from '../records.ts';
import type { TextInput } from '../text.ts';

/** Comma-separated values; semicolons and tabs where the first line has more of them, as spreadsheets write them. */
export function readCsv(input: TextInput): AsyncGenerator<Reading, void> {
  return readTable(input, likelyDelimiter(input.head));
}

export function readTsv(input: TextInput): AsyncGenerator<Reading, void> {
  return readTable(input, '\t');
}

function likelyDelimiter(head: Buffer): string {
  const header = head.toString('utf8').trimStart().split('\n', 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

type Row = { record: string[]; info: Info };

async function* readTable(input: TextInput, delimiter: string): AsyncGenerator<Reading, void> {
  const { parse } = await import('csv-parse');
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: input.maxBytes,
  });
  const flow = pipeline(Readable.from(csvText(input)), parser);
  // Where it fails, the loop below throws the same error; this only keeps it from counting as unhandled.
  const settled = Promise.allSettled([flow]);
  try {
    yield* readRows(parser, input);
  } catch (error) {
    throw csvError(error, parser, input);
  } finally {
    parser.destroy();
    await settled;
  }
}

/** Stands in the text for a line that is over the limit and left out; no file has NULs in it. */
const longLineMark = '\0over the limit\0';

/** A line that is left out keeps what its quotation marks open or close, so that the rows around it stay whole. */
async function* csvText(input: TextInput): AsyncGenerator<string, void> {
  for await (const block of readBlocks(input)) yield block.kind === 'lines' ? block.text : placeholder(block, input);
}

function placeholder(block: Block & { kind: 'long-line' }, input: TextInput): string {
  const delimiter = likelyDelimiter(input.head);
  return block.quotes % 2 === 0 ? `${longLineMark}\n` : `${longLineMark}${delimiter}"\n`;
}

async function* readRows(rows: AsyncIterable<Row>, input: TextInput): AsyncGenerator<Reading, void> {
  let header: string[] | null = null;
  let lastLine = 0;
  let position = 0;
  for await (const { record, info } of rows) {
    const line = lastLine + 1;
    lastLine = info.lines;
    if (header === null) {
      header = record.map((name) => name.trim());
      const wrong = headerFailure(header, input);
      if (wrong === null) continue;
      yield wrong;
      return;
    }
    if (record.length === 1 && record[0]?.trim() === '') continue;
    position++;
    yield rowReading(record, header, { id: `${input.stem}#${position}`, place: `${input.place}:${line}` }, input);
  }
  if (position === 0) throw new DocumentError('empty', 'the table has no rows', 'fill in rows, or leave it out');
}

/** Without a text column every row would fail alike: one failure stands for them all. */
function headerFailure(header: string[], input: TextInput): Reading | null {
  const fields = fieldsOf(header, header);
  if (recordText(fields, input.textField) !== null) return null;
  return withoutText({ id: input.stem, place: `${input.place}:1` }, 'table', header, input.textField);
}

function fieldsOf(header: string[], values: string[]): Fields {
  return Object.fromEntries(header.map((name, index) => [name, values[index] === '' ? null : values[index]]));
}

function rowReading(record: string[], header: string[], origin: Origin, input: TextInput): Reading {
  if (record.some((value) => value.endsWith(longLineMark))) return tooLarge(origin, 'row', input.maxBytes);
  if (record.length !== header.length) {
    const message = `the row has ${counted(record.length, 'column')}, the header ${header.length}`;
    return failureAt(origin, 'bad-record', message, 'put quotation marks around values that have the separator in them');
  }
  return recordReading(fieldsOf(header, record), 'row', origin, input);
}

function csvError(error: unknown, parser: Parser, input: TextInput): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const line = parser.info.lines;
  const hint = 'close the quotation mark that was opened before, or double the marks inside of values; the rest of the file was not read';
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return new DocumentError('bad-record', `a quotation mark is not closed before the file ends (line ${line})`, hint);
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    const message = `a row is over the limit of ${sizeInWords(input.maxBytes)} at line ${line}`;
    return new DocumentError('too-large', message, hint);
  }
  return error;
}
