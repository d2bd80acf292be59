import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../../src/errors.ts';
import { pdfLimits } from '../../../src/read/pdf/parser.ts';
import { readPdf } from '../../../src/read/pdf/read-pdf.ts';
import { pdfFile, setLines } from '../../support/pdf-file.ts';

const prose =
  'The river rose by two metres in spring and fell again when the summer came to the valley and all was dry.';
const page = [
  { text: '1 Results of the study', x: 50, y: 60, size: 14, font: 'bold' as const },
  ...setLines(`${prose} ${prose}`, 50, 90, 230),
  ...setLines(`${prose} ${prose}`, 310, 90, 230),
];

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function mutated(original: Uint8Array, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  const at = (length: number) => Math.floor(random() * length);
  const bytes = Buffer.from(original);
  const from = at(bytes.length);
  const piece = bytes.subarray(from, from + at(200));
  switch (seed % 5) {
    case 0:
      return new Uint8Array(bytes.subarray(0, from));
    case 1:
      for (let count = at(30) + 1; count > 0; count -= 1) bytes[at(bytes.length)] = at(256);
      return new Uint8Array(bytes);
    case 2:
      return new Uint8Array(Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + piece.length)]));
    case 3:
      return new Uint8Array(Buffer.concat([bytes.subarray(0, from), piece, piece, piece, bytes.subarray(from)]));
    default:
      // Every number is another one: offsets, lengths, references that lead in circles.
      return new Uint8Array(
        Buffer.from(
          bytes.toString('latin1').replace(/\d+/g, (digits) => (random() < 0.05 ? String(at(10 ** at(10))) : digits)),
          'latin1',
        ),
      );
  }
}

describe('mutated PDFs', () => {
  it('are read or fail with a reason, all 400 of them', async () => {
    const originals = [pdfFile([page, page]), pdfFile([page, page], { compress: true })];
    const limits = { ...pdfLimits, pageMilliseconds: 5000 };
    const outcomes = { read: 0, failed: 0 };
    for (let seed = 0; seed < 400; seed += 1) {
      const bytes = mutated(originals[seed % 2] ?? new Uint8Array(), seed);
      try {
        await readPdf(bytes, limits);
        outcomes.read += 1;
      } catch (error) {
        if (!(error instanceof DocumentError)) throw new Error(`mutation ${seed}`, { cause: error });
        outcomes.failed += 1;
      }
    }
    expect(outcomes.read + outcomes.failed).toBe(400);
    expect(outcomes.read).toBeGreaterThan(50);
    expect(outcomes.failed).toBeGreaterThan(10);
  }, 120_000);
});
