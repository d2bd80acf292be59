import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseLine, normaliseText } from '../../src/text/normalise.ts';
import { readStdin } from './reading.ts';

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const someText = anyText.filter((text) => normaliseText(text) !== '');

const record = fc.record({
  id: fc.uuid(),
  title: someText,
  text: someText,
  year: fc.integer({ min: 1000, max: 2999 }),
  authors: fc.array(
    someText.filter((name) => !/;| and /.test(name)),
    { minLength: 1, maxLength: 3 },
  ),
});
const records = fc.array(record, { minLength: 1, maxLength: 8 });
type Sample = { id: string; title: string; text: string; year: number; authors: string[] };

function expected(samples: Sample[]) {
  return samples.map(({ id, title, text, year, authors }) => ({
    id,
    text: normaliseText(text),
    credit: { title: normaliseLine(title), year, authors: authors.map(normaliseLine) },
  }));
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

const writers: Record<string, (samples: Sample[]) => string> = {
  jsonl: (samples) => samples.map((sample) => JSON.stringify(sample)).join('\n'),
  json: (samples) => JSON.stringify({ records: samples }, null, 1),
};

const tables: Record<string, string> = { csv: ',', tsv: '\t' };
for (const [name, delimiter] of Object.entries(tables)) {
  writers[name] = (samples) => {
    const rows = samples.map(({ id, title, text, year }) => [id, title, text, String(year), 'Ada; Bo'].map(quoted));
    return `${[['id', 'title', 'text', 'year', 'authors'], ...rows].map((row) => row.join(delimiter)).join('\r\n')}\r\n`;
  };
}

/** The bytes cut at these places. */
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % bytes.length))].sort((a, b) => a - b);
  return [...ends, bytes.length]
    .map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
    .filter((part) => part.length > 0);
}

/** NULs are no text to begin with, and a table of this encoding has them as they are. */
const withoutNuls = (samples: Sample[], name: string) =>
  !(name in tables) || !JSON.stringify(samples).includes('\\u0000');

test.each(Object.keys(writers))('records written as %s read back the same, however the bytes are cut', async (name) => {
  await fc.assert(
    fc.asyncProperty(records, fc.array(fc.nat(), { maxLength: 20 }), async (samples, places) => {
      fc.pre(withoutNuls(samples, name));
      const written = Buffer.from(writers[name]?.(samples) ?? '');
      const result = await readStdin(cut(written, places), { inputFormat: name });
      const wanted =
        name in tables ? expected(samples.map((sample) => ({ ...sample, authors: ['Ada', 'Bo'] }))) : expected(samples);
      expect(result.failures).toEqual([]);
      expect(result.documents).toMatchObject(wanted);
    }),
    { numRuns: 150 },
  );
});

const messyLine = fc.oneof(
  fc.constantFrom(
    'Abstract: ',
    'abstract:',
    '{"text": "Größe"}',
    'id,text',
    '1,"Rain',
    '2,Snow"',
    '',
    ' ',
    '"',
    '---',
    '# Rain',
    '[',
    '{',
  ),
  fc.string(),
  fc.string({ minLength: 30, maxLength: 60 }),
);
const messyBytes = fc
  .tuple(
    fc.array(messyLine, { minLength: 1 }),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom('utf8', 'latin1', 'utf16le'),
  )
  .map(([lines, lineEnd, encoding]) => Buffer.from(lines.join(lineEnd), encoding as BufferEncoding))
  .filter((bytes) => bytes.length > 0);

test.each(['txt', 'md', 'jsonl', 'json', 'csv', 'tsv'])(
  '%s reads any bytes without an error, the same for any cuts',
  async (inputFormat) => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          messyBytes,
          fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)),
        ),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.constantFrom(50, 10_000),
        async (bytes, places, maxBytes) => {
          const whole = await readStdin([bytes], { inputFormat, maxBytes });
          expect((await readStdin(cut(bytes, places), { inputFormat, maxBytes })).all).toEqual(whole.all);
          expect(whole.documents.length + whole.failures.length).toBeGreaterThan(0);
          for (const { text } of whole.documents) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
        },
      ),
      { numRuns: 200 },
    );
  },
);
