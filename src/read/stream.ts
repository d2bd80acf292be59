import { extname } from 'node:path';
import { DocumentError } from '../errors.ts';
import type { Reading } from '../types/document.ts';
import { failureAt } from './failures.ts';
import { type Format, formatNamed, formatOfEnding, formatOfSignature } from './formats.ts';
import { stemOf } from './inputs.ts';
import { sniffFormat } from './sniff.ts';
import type { SourceFiles } from './source-files.ts';
import { begin, type Containers, decodeStream, rawBytes, type TextInput } from './text.ts';

/** A stream of bytes that one reader reads. */
export type Piece = {
  stem: string;
  place: string;
  /** Name of its format; null where the first characters decide. */
  format: string | null;
  chunks: AsyncGenerator<Buffer, void>;
  files: SourceFiles | null;
};

export type PieceOptions = { maxBytes: number; textField: string | null; inputFormat: string | null };

/** Bytes that all archives in one another may unpack to, in documents of the largest size. */
const unpackedDocuments = 100;

/** The readings of one stream. What fails it as a whole is a failure after what was read of it. */
export async function* readStream(
  piece: Piece,
  options: PieceOptions,
  within: readonly string[] = [],
  budget = { left: unpackedDocuments * options.maxBytes },
): AsyncGenerator<Reading, void> {
  const notices: string[] = [];
  const { stem, place, files } = piece;
  const { maxBytes, textField } = options;
  const notice = (message: string) => void notices.push(message);
  try {
    const begun = await begin(piece);
    const known: Format | null = piece.format === null ? formatOfSignature(begun.head) : formatNamed(piece.format);
    const containers = containersFor(options, [...within, known?.name ?? ''], budget);
    const rest = { stem, place, notice, maxBytes, textField, files, containers };
    const input = known?.takes === 'bytes' ? { head: begun.head, bytes: rawBytes(begun) } : null;
    const readings = await readerOf(known, input ?? (await decodeStream(begun, place, notice)), rest);
    for await (const reading of readings) {
      if (notices.length > 0) yield* drained(notices);
      yield reading;
    }
    yield* drained(notices);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    yield* drained(notices);
    yield failureAt({ id: stem, place }, error.code, error.message, error.hint);
  }
}

async function readerOf(
  known: Format | null,
  bytes: Pick<TextInput, 'head' | 'bytes'>,
  rest: Omit<TextInput, 'head' | 'bytes'>,
): Promise<AsyncGenerator<Reading, void>> {
  const read = await (known ?? formatNamed(sniffFormat(bytes.head, rest.textField))).load();
  return read({ ...rest, ...bytes });
}

function containersFor(options: PieceOptions, within: readonly string[], budget: { left: number }): Containers {
  const named = options.inputFormat;
  const inputFormat = named !== null && formatNamed(named).contains === true ? null : named;
  const formatOf = (name: string): string | null => {
    const format = formatOfEnding(extname(name));
    return format?.contains === true ? format.name : (inputFormat ?? format?.name ?? null);
  };
  return {
    within,
    budget,
    formatOf,
    read({ name, place, chunks, files }) {
      const piece = { stem: stemOf(name), place, format: formatOf(name), chunks, files };
      return readStream(piece, options, within, budget);
    },
  };
}

function* drained(notices: string[]): Generator<Reading, void> {
  for (const message of notices.splice(0)) yield { kind: 'notice', message };
}
