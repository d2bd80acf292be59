import { stat } from 'node:fs/promises';
import type { Step } from './inputs.ts';
import type { ByteStream, Source } from './source.ts';

/** How far reading is, for an estimate of what is left. */
export type ReadMeter = {
  /** Size of all files; null while it is not known, and for good where something comes from standard input. */
  totalBytes: number | null;
  /** Of chunks that were read to their end. */
  bytesRead: number;
};

export const newMeter = (): ReadMeter => ({ totalBytes: null, bytesRead: 0 });

/** Adds up the sizes of the files while the first of them are read already. A file that can't be looked at has none here. */
export async function weigh(steps: Step[], meter: ReadMeter, signal: AbortSignal): Promise<void> {
  let total = 0;
  for (const step of steps) {
    if (step.kind !== 'source') continue;
    if (step.source.path === null || signal.aborted) return;
    total += await stat(step.source.path).then(
      ({ size }) => size,
      () => 0,
    );
  }
  meter.totalBytes = total;
}

/** A JSON file is held whole before its first record comes out: its bytes count when its end is reached. */
const isReadWhole = ({ format }: Source): boolean => format === 'json';

/** The stream, its chunks counted when the next one is asked for; `end` counts the rest. */
export function counting(stream: ByteStream, source: Source, meter: ReadMeter): ByteStream & { end(): void } {
  let kept = 0;
  const count = (bytes: number) => {
    if (isReadWhole(source)) kept += bytes;
    else meter.bytesRead += bytes;
  };
  async function* chunks(): AsyncGenerator<Buffer, void> {
    for await (const chunk of stream.chunks) {
      yield chunk;
      count(chunk.length);
    }
  }
  const end = () => {
    meter.bytesRead += kept;
    kept = 0;
  };
  return { chunks: chunks(), close: stream.close, end };
}
