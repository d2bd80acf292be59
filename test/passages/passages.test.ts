import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PassageOptions, passagesOf } from '../../src/passages/index.ts';
import { assemble } from '../../src/read/assemble.ts';
import type { Document } from '../../src/types/document.ts';
import type { Passage } from '../../src/types/passage.ts';
import type { Part } from '../../src/types/structured-text.ts';

const documentOf = (text: string, blocks: Document['blocks'] = []): Document => ({
  id: 'made-up',
  credit: { title: null, authors: [], year: null, doi: null, url: null, license: null },
  text,
  sha256: createHash('sha256').update(text).digest('hex'),
  language: null,
  blocks,
  place: 'test',
});

function passagesOfParts(parts: Part[], options: Partial<PassageOptions> = {}): Passage[] {
  const { text, blocks } = assemble(parts);
  return passagesOf(documentOf(text, blocks), options);
}

const told = (passages: Passage[]): string[] =>
  passages.map(({ setting, text }) => `${setting?.kind} ${setting?.section.join('/')}: ${text}`);

const heading = (level: number, text: string): Part => ({ kind: 'heading', level, text });
const paragraph = (text: string): Part => ({ kind: 'paragraph', text });
const words = (count: number, name: string): string =>
  `${Array.from({ length: count - 1 }, (_, at) => (at === 0 ? 'The' : name)).join(' ')} end.`;

describe('a text without structure', () => {
  test('is one passage with its sentences', () => {
    const [passage, ...others] = passagesOf(documentOf('Oats grew. Rye did not.'));
    expect(others).toEqual([]);
    expect(passage).toEqual({
      index: 0,
      of: 1,
      start: 0,
      end: 23,
      text: 'Oats grew. Rye did not.',
      sentences: [
        { start: 0, end: 10, text: 'Oats grew.' },
        { start: 11, end: 23, text: 'Rye did not.' },
      ],
    });
  });

  test('has no passage without words', () => expect(passagesOf(documentOf(''))).toEqual([]));

  test('is cut beyond two and a half times the words of a passage, and not before', () => {
    const text = Array.from({ length: 50 }, () => words(10, 'oat')).join(' ');
    expect(passagesOf(documentOf(text))).toHaveLength(1);
    const longer = passagesOf(documentOf(`${text} Rye grew.`));
    expect(longer.map(({ sentences }) => sentences.length)).toEqual([17, 17, 17]);
    expect(longer.map(({ setting }) => setting?.section)).toEqual([[], [], []]);
  });
});

describe('passages of a paper', () => {
  test('never cross a heading, join short paragraphs, and keep what is no prose apart', () => {
    const parts: Part[] = [
      heading(1, 'Methods'),
      paragraph('Oats grew.'),
      paragraph('Rye did not.'),
      { kind: 'caption', text: 'Table 1. Yields.' },
      paragraph('Barley did.'),
      {
        kind: 'table',
        rows: [
          ['crop', 't'],
          ['oats', '4'],
        ],
      },
      heading(2, 'Rates'),
      paragraph('Seed was weighed. The rate is given by'),
      { kind: 'formula', text: '$k = a/b$' },
      paragraph('where a is mass. It was low.'),
      heading(1, 'Methods'),
      paragraph('Again.'),
    ];
    expect(told(passagesOfParts(parts))).toEqual([
      'prose Methods: Oats grew.\n\nRye did not.\n\nBarley did.',
      'caption Methods: Table 1. Yields.',
      'table Methods: crop | t\noats | 4',
      'prose Methods/Rates: Seed was weighed.',
      'formula Methods/Rates: The rate is given by\n\n$k = a/b$\n\nwhere a is mass.',
      'prose Methods/Rates: It was low.',
      'prose Methods: Again.',
    ]);
    const formula = passagesOfParts(parts).find(({ setting }) => setting?.kind === 'formula');
    expect(formula?.sentences).toHaveLength(1);
  });

  test('have whole sentences around them, and a table its caption and what is said of it', () => {
    const parts: Part[] = [
      heading(1, 'Results'),
      paragraph('Oats grew well in wet fields. Rye was eaten by deer (Table 1). Barley kept its leaves.'),
      { kind: 'caption', text: 'Table 1. Yields in t.' },
      {
        kind: 'table',
        rows: [
          ['crop', 't'],
          ['oats', '4'],
        ],
      },
      heading(1, 'Discussion'),
      paragraph('Deer like rye.'),
    ];
    const passages = passagesOfParts(parts, { contextWords: 9 });
    expect(passages.map(({ setting }) => [setting?.before, setting?.after])).toEqual([
      ['', 'Deer like rye.'],
      ['', 'Rye was eaten by deer (Table 1).'],
      ['Table 1. Yields in t.', 'Rye was eaten by deer (Table 1).'],
      ['Barley kept its leaves.', ''],
    ]);
    expect(passagesOfParts(parts, { contextWords: 0 })[3]?.setting?.before).toBe('');
  });

  test('give each table its own caption, above or below it, and a note that of its table', () => {
    const caption = (text: string): Part => ({ kind: 'caption', text });
    const table = (cell: string): Part => ({ kind: 'table', rows: [['crop'], [cell]] });
    const contexts = (...parts: Part[]) =>
      passagesOfParts([heading(1, 'Results'), ...parts]).map(({ text, setting }) => [text, setting?.before]);
    const [one, two] = [caption('Table 1. Oats.'), caption('Table 2: Rye.')];
    expect(contexts(one, table('oats'), caption('Weighed dry.'), caption('By hand.'), two, table('rye'))).toEqual([
      ['Table 1. Oats.', ''],
      ['crop\noats', 'Table 1. Oats. Weighed dry. By hand.'],
      ['Weighed dry.', 'Table 1. Oats.'],
      ['By hand.', 'Table 1. Oats.'],
      ['Table 2: Rye.', ''],
      ['crop\nrye', 'Table 2: Rye.'],
    ]);
    expect(contexts(table('oats'), one, table('rye'), two)).toEqual([
      ['crop\noats', 'Table 1. Oats.'],
      ['Table 1. Oats.', ''],
      ['crop\nrye', 'Table 2: Rye.'],
      ['Table 2: Rye.', ''],
    ]);
    expect(contexts(caption('Figure 1. A field.'), table('oats'))).toEqual([
      ['Figure 1. A field.', ''],
      ['crop\noats', ''],
    ]);
  });

  test('know what is said of several figures at once', () => {
    const said = ['Figures 1 and 3 show oats.', 'Figs. 2–5, S1 show rye.', 'Table 1, 4 of them, shows none.'];
    const figures = ['Figure 1.', 'Figure 3.', 'Figure 4.', 'Figure S1.', 'Table 4.'];
    const passages = passagesOfParts([
      heading(1, 'Results'),
      paragraph(said.join(' ')),
      ...figures.map((label): Part => ({ kind: 'caption', text: `${label} A field.` })),
    ]);
    const [oats, rye] = said;
    expect(passages.slice(1).map(({ setting }) => setting?.after)).toEqual([oats, `${oats} ${rye}`, rye, rye, '']);
  });

  test('are of nearly one length, and end with a paragraph where one is near', () => {
    const long = Array.from({ length: 30 }, (_, at) => words(10, `w${at}`));
    const text = (from: number, to: number) => paragraph(long.slice(from, to).join(' '));
    const passages = passagesOfParts([heading(1, 'A'), text(0, 16), text(16, 30)], { words: 200 });
    expect(passages.map(({ sentences }) => sentences.length)).toEqual([16, 14]);
    const even = passagesOfParts([heading(1, 'A'), text(0, 30)], { words: 100 });
    expect(even.map(({ sentences }) => sentences.length)).toEqual([10, 10, 10]);
  });
});

describe('sections', () => {
  const parts = [
    heading(1, 'Abstract'),
    heading(2, 'Methods'),
    paragraph('A.'),
    heading(1, '2 Materials and Methods'),
    heading(2, 'Sites'),
    paragraph('B.'),
    heading(1, 'Results and Discussion'),
    paragraph('C.'),
    heading(1, 'Funding of oats'),
    paragraph('D.'),
  ];
  const read = (...sections: string[]) => passagesOfParts(parts, { sections }).map(({ text }) => text);

  test('are chosen by their usual names, or by words of their headings', () => {
    expect(read('abstract')).toEqual(['A.']);
    expect(read('methods')).toEqual(['B.']);
    expect(read('Results')).toEqual(['C.']);
    expect(read('discussion', 'abstract')).toEqual(['A.', 'C.']);
    expect(read('funding')).toEqual(['D.']);
    expect(read('oat')).toEqual([]);
  });

  test('can not be chosen in a text that has none', () => {
    expect(passagesOf(documentOf('Oats grew.'), { sections: ['methods'] })).toHaveLength(1);
  });
});

const sentence = fc.integer({ min: 1, max: 60 }).map((count) => words(count + 1, 'oat'));
const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.integer({ min: 1, max: 3 }),
    text: fc.constantFrom('A', 'B', ''),
  }),
  { weight: 3, arbitrary: fc.array(sentence, { minLength: 1, maxLength: 6 }).map((all) => paragraph(all.join(' '))) },
  fc.record({ kind: fc.constantFrom('caption' as const, 'formula' as const), text: sentence }),
  fc.record({
    kind: fc.constant('table' as const),
    rows: fc.array(fc.array(sentence, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  }),
);

test('every sentence is in one passage, in order, within the limit, and where its offsets say', () => {
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 12 }), fc.constantFrom(20, 50, 200), (parts, limit) => {
      const { text, blocks } = assemble(parts);
      const passages = passagesOf(documentOf(text, blocks), { words: limit });
      let end = 0;
      for (const [at, passage] of passages.entries()) {
        expect([passage.index, passage.of]).toEqual([at, passages.length]);
        expect(passage.start).toBeGreaterThanOrEqual(end);
        end = passage.end;
        expect(passage.text).toBe(text.slice(passage.start, passage.end));
        for (const one of passage.sentences) expect(passage.text.slice(one.start, one.end)).toBe(one.text);
        const long = passage.sentences
          .map((one) => one.text.split(/\s+/).length)
          .reduce((sum, count) => sum + count, 0);
        if (passage.sentences.length > 1 && passage.of > 1) expect(long).toBeLessThanOrEqual(limit);
      }
      const squeezed = (texts: string[]) => texts.join('').replaceAll(/\s|\|/g, '');
      const read = blocks.filter(({ kind }) => kind !== 'heading').map((block) => text.slice(block.start, block.end));
      expect(squeezed(passages.flatMap(({ sentences }) => sentences.map((one) => one.text)))).toBe(squeezed(read));
    }),
  );
});
