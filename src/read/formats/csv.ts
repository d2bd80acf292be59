import type { CsvErrorCode, Parser } from 'csv-parse';
import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { counted, failureAt, type Origin, sizeInWords, tooLarge } from '../failures.ts';
import type { Fields } from '../fields.ts';
import { type Block, readBlocks } from '../lines.ts';
import { recordReading, recordText, withoutText } from '../records.ts';
import type { TextInput } from '../text.ts';

/**
 * Comma-separated values; semicolons or tabs where the first line has more of them, as spreadsheets write them, or whatever a first line
 * like `sep=;` names, which is for them alone.
 */
export function readCsv(input: TextInput): AsyncGenerator<Reading, void> {
  return readTable(input, likelyDelimiter(input.head));
}

export function readTsv(input: TextInput): AsyncGenerator<Reading, void> {
  return readTable(input, '\t');
}

function likelyDelimiter(head: Buffer): string {
  const header = head.toString('utf8').trimStart().split('\n', 1)[0] ?? '';
  const named = /^sep=([^"\s\w]|\t)\r?$/.exec(header)?.[1];
  if (named !== undefined) return named;
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

async function* readTable(input: TextInput, delimiter: string): AsyncGenerator<Reading, void> {
  let header: string[] | null = null;
  let position = 0;
  for await (const row of readRows(input, delimiter)) {
    if (header === null && row.values.join('') === 'sep=') continue;
    if (header === null && row.broken === null) {
      header = columnNames(row.values, input);
      const wrong = headerFailure(header, input);
      if (wrong === null) continue;
      yield wrong;
      return;
    }
    position++;
    const origin: Origin = { id: `${input.stem}#${position}`, place: `${input.place}:${row.line}` };
    yield rowReading(row, header ?? [], origin, input);
  }
  if (position === 0) throw new DocumentError('empty', 'the table has no rows', 'fill in rows, or leave it out');
}

/** Each with a name of its own: the second column `text` is `text (2)`. Columns without a name may share that. */
function columnNames(header: string[], input: TextInput): string[] {
  const times = new Map<string, number>();
  return header.map((cell) => {
    const name = cell.trim();
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    if (time === 1 || name === '') return name;
    input.notice(`${input.place}:1: column "${name}" comes more than once; this one is "${name} (${time})"`);
    return `${name} (${time})`;
  });
}

type Row = {
  values: string[];
  /** The line that it begins on. */
  line: number;
  /** Why it is no row, and the last that can be read. */
  broken: CsvErrorCode | null;
};

/** The rows of a table as csv-parse finds them, block by block; after a broken one there are no more. */
async function* readRows(input: TextInput, delimiter: string): AsyncGenerator<Row, void> {
  const { parse } = await import('csv-parse');
  const rows: Row[] = [];
  let lastLine = 0;
  let emptyLines = 0;
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    // Without it the parser makes an error for each, with a stack, that nobody sees.
    skip_empty_lines: true,
    max_record_size: input.maxBytes,
    // Rows are taken here, not from the stream, which forgets those before an error.
    on_record: (values, { lines, empty_lines }) => {
      if (values.length > 1 || values[0]?.trim() !== '')
        rows.push({ values, line: nextLine(empty_lines), broken: null });
      lastLine = lines;
      emptyLines = empty_lines;
      return null;
    },
  });
  const nextLine = (emptySoFar: number) => lastLine + 1 + emptySoFar - emptyLines;
  // Every error comes by the callbacks of `feed` first; the event comes once more, and without a listener ends the process.
  parser.on('error', () => parser.destroy());
  let broken: CsvErrorCode | null = null;
  for await (const block of readBlocks(input)) {
    broken = await feed(parser, block.kind === 'lines' ? block.text : standInFor(block, delimiter));
    for (const row of rows.splice(0)) yield row;
    if (broken !== null) break;
  }
  broken ??= await feed(parser, null);
  for (const row of rows.splice(0)) yield row;
  if (broken !== null) yield { values: [], line: nextLine(parser.info.empty_lines), broken };
}

/** Hands text to the parser, null at its end. Resolves to the code of the error that it makes. */
async function feed(parser: Parser, text: string | null): Promise<CsvErrorCode | null> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      if (error === null || error === undefined) resolve(null);
      else if (isCsvError(error)) resolve(error.code);
      else reject(error);
    };
    if (text === null) parser.end(settle);
    else parser.write(text, settle);
  });
}

function isCsvError(error: Error): error is Error & { code: CsvErrorCode } {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_');
}

/** Stands in the text for a line that is over the limit and left out; no file has NULs in it. */
const longLineMark = '\0over the limit\0';

/** A line that is left out keeps what its quotation marks open or close, so that the rows around it stay whole. */
function standInFor(block: Block & { kind: 'long-line' }, delimiter: string): string {
  return block.quotes % 2 === 0 ? `${longLineMark}\n` : `${longLineMark}${delimiter}"\n`;
}

/** Without a text column every row would fail alike: one failure stands for them all. */
function headerFailure(header: string[], input: TextInput): Reading | null {
  if (recordText(fieldsOf(header, header), input.textField) !== null) return null;
  return withoutText({ id: input.stem, place: `${input.place}:1` }, 'table', header, input.textField);
}

function fieldsOf(header: string[], values: string[]): Fields {
  return Object.fromEntries(header.map((name, index) => [name, values[index]]));
}

function rowReading(row: Row, header: string[], origin: Origin, input: TextInput): Reading {
  if (row.broken !== null) return brokenRow(row.broken, origin, input.maxBytes);
  if (row.values.some((value) => value.includes(longLineMark))) return tooLarge(origin, 'row', input.maxBytes);
  if (row.values.length !== header.length) {
    const message = `the row has ${counted(row.values.length, 'column')}, the header ${header.length}`;
    return failureAt(
      origin,
      'bad-record',
      message,
      'put quotation marks around values that have the separator in them',
    );
  }
  return recordReading(fieldsOf(header, row.values), 'row', origin, input);
}

function brokenRow(code: CsvErrorCode, origin: Origin, maxBytes: number): Reading {
  const hint =
    'close the quotation mark that the row opens (inside of values write it twice); what follows was not read';
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return failureAt(
      origin,
      'too-large',
      `the row that begins here is over the limit of ${sizeInWords(maxBytes)}`,
      hint,
    );
  }
  return failureAt(origin, 'bad-record', 'a quotation mark of the row that begins here is never closed', hint);
}
