import type { Reading } from '../types/document.ts';
import { type InputOptions, resolveInputs } from './inputs.ts';
import { counting, type ReadMeter, weigh } from './meter.ts';
import { openBytes, type Source } from './source.ts';
import { folderOf } from './source-files.ts';
import { readStream } from './stream.ts';

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
  outputs: [],
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

async function* readSource(source: Source, options: ReadOptions): AsyncGenerator<Reading, void> {
  const bytes = openBytes(source, options.stdin, options.signal);
  const stream = options.meter === null ? { ...bytes, end: () => undefined } : counting(bytes, source, options.meter);
  const files = source.path === null ? null : folderOf(source.path);
  try {
    for await (const reading of readStream({ ...source, chunks: stream.chunks, files }, options)) {
      yield reading;
      options.signal.throwIfAborted();
    }
  } finally {
    await stream.close();
    stream.end();
  }
}
