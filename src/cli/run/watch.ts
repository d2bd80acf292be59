import { newMeter, type ReadMeter } from '../../read/index.ts';
import type { Reading } from '../../types/document.ts';

/** What is known of the number of documents while they are read; none of them is held. */
export type Watch = {
  meter: ReadMeter;
  /** Passes readings on and counts them. */
  over(readings: AsyncIterable<Reading>): AsyncGenerator<Reading>;
  expected(): { documents: number; isExact: boolean } | null;
};

/** @param limit documents after which reading ends, null for none */
export function createWatch(limit: number | null): Watch {
  const meter = newMeter();
  let documents = 0;
  /** Where a chunk was read to its end: between two of these the documents run ahead of the bytes. */
  let sample = { documents: 0, bytes: 0 };
  let isOver = false;
  return {
    meter,
    async *over(readings) {
      for await (const reading of readings) {
        if (meter.bytesRead !== sample.bytes) sample = { documents, bytes: meter.bytesRead };
        if (reading.kind !== 'notice') documents += 1;
        yield reading;
      }
      isOver = true;
    },
    expected() {
      if (isOver) return { documents, isExact: true };
      const { totalBytes } = meter;
      if (totalBytes === null || sample.bytes === 0) return null;
      const estimate = Math.max(documents, Math.round((sample.documents * totalBytes) / sample.bytes));
      return { documents: Math.min(estimate, limit ?? estimate), isExact: false };
    },
  };
}
