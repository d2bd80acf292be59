import { DocumentError } from '../errors.ts';
import type { Reading } from '../types/document.ts';
import { failureAt } from './failures.ts';
import { type Format, formatNamed, formatOfSignature, sniffFormat } from './formats.ts';
import { type InputOptions, resolveInputs } from './inputs.ts';
import { counting, type ReadMeter, weigh } from './meter.ts';
import { type ByteStream, openBytes, type Source } from './source.ts';
import { begin, decodeStream, rawBytes } from './text.ts';

export { resolveInputs } from './inputs.ts';
export { newMeter, type ReadMeter } from './meter.ts';

/** Bytes that one document may have, as it is read and as UTF-8. */
export const defaultMaxBytes = 10_000_000;

export type ReadOptions = InputOptions & {
  /** The field of records that holds the text; null: its usual names. */
  textField: string | null;
  maxBytes: number;
  signal: AbortSignal;
  /** Told how far reading is; null where nobody asks. */
  meter: ReadMeter | null;
};

const usualOptions = (): ReadOptions => ({
  cwd: process.cwd(),
  stdin: null,
  inputFormat: null,
  textField: null,
  maxBytes: defaultMaxBytes,
  signal: new AbortController().signal,
  meter: null,
});

/**
 * Reads documents, in the order of the inputs, as they are asked for: no more is held than one document and a chunk of bytes.
 * @throws {KuError} before anything is read, as `resolveInputs` does; the signal's reason once it is aborted.
 */
export async function* readInputs(inputs: string[], given: Partial<ReadOptions> = {}): AsyncGenerator<Reading, void> {
  const options = { ...usualOptions(), ...given };
  const steps = await resolveInputs(inputs, options);
  if (options.meter !== null) void weigh(steps, options.meter, options.signal);
  for (const step of steps) {
    options.signal.throwIfAborted();
    // Not `yield*`: between asynchronous generators it costs several turns for each reading.
    if (step.kind === 'source') for await (const reading of readSource(step.source, options)) yield reading;
    else yield step;
  }
}

/** The readings of one source. What fails it as a whole is a failure after what was read of it. */
async function* readSource(source: Source, options: ReadOptions): AsyncGenerator<Reading, void> {
  const notices: string[] = [];
  const bytes = openBytes(source, options.stdin, options.signal);
  const stream = options.meter === null ? { ...bytes, end: () => undefined } : counting(bytes, source, options.meter);
  try {
    for await (const reading of await readFormat(source, stream, options, notices)) {
      if (notices.length > 0) yield* drained(notices);
      yield reading;
      options.signal.throwIfAborted();
    }
    yield* drained(notices);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    yield* drained(notices);
    yield failureAt({ id: source.stem, place: source.place }, error.code, error.message, error.hint);
  } finally {
    await stream.close();
    stream.end();
  }
}

async function readFormat(
  source: Source,
  stream: ByteStream,
  options: ReadOptions,
  notices: string[],
): Promise<AsyncGenerator<Reading, void>> {
  const { stem, place } = source;
  const { maxBytes, textField } = options;
  const notice = (message: string) => void notices.push(message);
  const rest = { stem, place, notice, maxBytes, textField };
  const begun = await begin(stream);
  const known: Format | null = source.format === null ? formatOfSignature(begun.head) : formatNamed(source.format);
  if (known?.takes === 'bytes') {
    const read = await known.load();
    return read({ ...rest, head: begun.head, bytes: rawBytes(begun) });
  }
  const { head, bytes } = await decodeStream(begun, place, notice);
  const read = await (known ?? formatNamed(sniffFormat(head))).load();
  return read({ ...rest, head, bytes });
}

function* drained(notices: string[]): Generator<Reading, void> {
  for (const message of notices.splice(0)) yield { kind: 'notice', message };
}
