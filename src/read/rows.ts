import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FileMetaData, SchemaTree } from 'hyparquet';
import { KuError } from '../errors.ts';
import type { Fields } from './fields.ts';
import { isFields } from './records.ts';

/** How a file of rows is read. Parquet is known by its first bytes, all else by the ending of its name. */
const hint = 'give a Parquet, JSON or JSON Lines file whose rows have a text, questions and answers';

/**
 * All rows of a Parquet file, of a JSON array (or the one array of an object), or of JSON Lines, as objects by their columns. They
 * are in memory.
 * @param name as messages call the file
 * @throws KuError `missing-input` for what can't be read, `questions` for what holds no rows
 */
export async function readRows(path: string, name: string): Promise<{ rows: Fields[]; sha256: string }> {
  const bytes = await bytesOf(path, name);
  const isParquet = bytes.subarray(0, 4).toString('latin1') === 'PAR1';
  if (!isParquet && /\.parquet$/i.test(name)) throw noParquet(name, 'it does not begin with PAR1');
  const rows = isParquet ? await parquetRows(bytes, name) : jsonRows(bytes, name);
  return { rows, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function jsonRows(bytes: Buffer, name: string): Fields[] {
  const text = bytes.toString('utf8');
  const values = /\.(?:jsonl|ndjson)$/i.test(name) ? jsonLines(text, name) : jsonArray(text, name);
  return values.map((value, at) => {
    if (isFields(value)) return value;
    throw new KuError('questions', `${name}: row ${at + 1} is not an object`, hint);
  });
}

async function bytesOf(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new KuError('missing-input', `${name} can't be read (${why})`, hint, { cause });
  }
}

async function parquetRows(bytes: Buffer, name: string): Promise<Fields[]> {
  const { parquetMetadata, parquetReadObjects, parquetSchema } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const file = new Uint8Array(bytes).buffer;
  try {
    const metadata = parquetMetadata(file);
    if (!hasItsColumns(metadata, parquetSchema(metadata))) throw new Error('its columns are not those of its schema');
    return await parquetReadObjects({ file, metadata, compressors });
  } catch (cause) {
    // The library says what it misses in a bare Error; all others are what broken bytes make its code stumble over.
    const isSaid = cause instanceof Error && cause.constructor === Error;
    throw noParquet(name, isSaid ? cause.message : 'its pages or its footer are broken', cause);
  }
}

const noParquet = (name: string, why: string, cause?: unknown): KuError =>
  new KuError('questions', `${name} is no Parquet file that can be read: ${why}`, hint, { cause });

/** Nobody waits for a column that the schema does not have: where it can't be read either, the error would end the process. */
const hasItsColumns = ({ row_groups }: FileMetaData, schema: SchemaTree): boolean =>
  row_groups.every(({ columns }) => columns.every(({ meta_data }) => isIn(schema, meta_data?.path_in_schema ?? [])));

function isIn({ children }: SchemaTree, [name, ...below]: readonly string[]): boolean {
  if (name === undefined) return children.length === 0;
  return children.some((child) => child.element.name === name && isIn(child, below));
}

function jsonLines(text: string, name: string): unknown[] {
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [parsed(line, `${name}:${at + 1}`)]));
}

function jsonArray(text: string, name: string): unknown[] {
  const content = parsed(text, name);
  if (Array.isArray(content)) return content;
  const arrays = isFields(content) ? Object.values(content).filter(Array.isArray) : [];
  const [only] = arrays;
  if (arrays.length === 1 && only?.every(isFields)) return only;
  throw new KuError('questions', `${name} is neither an array of rows nor an object with one`, hint);
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new KuError('questions', `${place} is no JSON: ${cause.message}`, hint, { cause });
  }
}
