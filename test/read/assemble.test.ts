import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../src/read/assemble.ts';
import { structuredReading } from '../../src/read/document.ts';
import { normaliseText } from '../../src/text/normalise.ts';
import type { Part } from '../../src/types/structured-text.ts';

const origin = { id: 'kelp', place: 'kelp.xml' };

describe('a structured text becomes a document', () => {
  const parts: Part[] = [
    { kind: 'heading', level: 1, text: 'Methods' },
    { kind: 'heading', level: 2, text: 'Sampling ' },
    { kind: 'paragraph', text: 'Kelp was\n cut.' },
    { kind: 'paragraph', text: ' \n' },
    { kind: 'caption', text: 'Table 1. Growth.' },
    {
      kind: 'table',
      rows: [
        ['site', 'cm'],
        ['', ''],
        ['Oban', '4.5'],
      ],
    },
    { kind: 'heading', level: 1, text: 'Results' },
    { kind: 'formula', text: 'a = b' },
  ];

  test('with a blank line between blocks and the path of headings of each', () => {
    const { text, blocks } = assemble(parts);
    expect(text).toBe(
      'Methods\n\nSampling\n\nKelp was cut.\n\nTable 1. Growth.\n\nsite | cm\nOban | 4.5\n\nResults\n\na = b',
    );
    expect(blocks.map(({ kind, section, start, end }) => [kind, section.join('/'), text.slice(start, end)])).toEqual([
      ['heading', 'Methods', 'Methods'],
      ['heading', 'Methods/Sampling', 'Sampling'],
      ['paragraph', 'Methods/Sampling', 'Kelp was cut.'],
      ['caption', 'Methods/Sampling', 'Table 1. Growth.'],
      ['table', 'Methods/Sampling', 'site | cm\nOban | 4.5'],
      ['heading', 'Results', 'Results'],
      ['formula', 'Results', 'a = b'],
    ]);
    expect(blocks[4]?.rows).toEqual([
      ['site', 'cm'],
      ['Oban', '4.5'],
    ]);
  });

  test('or a failure where nothing is in it, or too much', () => {
    const found = (parts: Part[]) => ({ credit: { title: 'Kelp' }, language: 'en', parts });
    expect(structuredReading(origin, 'article', found([]), 100)).toMatchObject({ failure: { code: 'empty' } });
    expect(structuredReading(origin, 'article', found(parts), 20)).toMatchObject({ failure: { code: 'too-large' } });
    expect(structuredReading(origin, 'article', found(parts), 1000)).toMatchObject({
      document: { id: 'kelp', language: 'en', credit: { title: 'Kelp', authors: [], year: null } },
    });
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '\n\n', 'A\u0301', '\u0301', '|', 'a b'),
);
const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 4 }), text: anyText }),
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'caption' as const, 'formula' as const), text: anyText }),
  fc.record({
    kind: fc.constant('table' as const),
    rows: fc.array(fc.array(anyText, { maxLength: 3 }), { maxLength: 3 }),
  }),
);

test('offsets hold in a text that is normalised already, whatever the parts hold', () => {
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 8 }), (parts) => {
      const { text, blocks } = assemble(parts);
      expect(normaliseText(text)).toBe(text);
      for (const [at, block] of blocks.entries()) {
        expect(block.start).toBe(at === 0 ? 0 : (blocks[at - 1]?.end ?? 0) + 2);
        expect(block.end).toBeGreaterThan(block.start);
        expect((block.rows === null) === (block.kind !== 'table')).toBe(true);
      }
      expect(blocks.at(-1)?.end ?? 0).toBe(text.length);
    }),
  );
});
