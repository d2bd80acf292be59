import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/read/pdf/read-pdf.ts';
import { rowsOf } from '../../../src/read/pdf/rows.ts';
import type { Part } from '../../../src/types/structured-text.ts';
import { pdfFile, type Run, setLines, textWidth } from '../../support/pdf-file.ts';

const partsOf = async (...pages: Run[][]): Promise<Part[]> => (await readPdf(pdfFile(pages))).parts;
const texts = (parts: Part[]): string[] => parts.map((part) => (part.kind === 'table' ? 'a table' : part.text));
const prose = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => `Sentence ${from + at} tells what the river did then.`).join(' ');

/** A bullet in the encoding of the test's fonts. */
const bullet = '\u0095';
/** A mark and its text, set apart as word processors do. */
const item = (mark: string, text: string, y: number, x = 50): Run[] => [
  { text: mark, x: x + 12, y },
  ...setLines(text, x + 36, y, 440),
];

describe('the lists of a PDF', () => {
  it('are no tables, whatever their marks', async () => {
    for (const mark of [bullet, '1.', 'b)', '-']) {
      const first = [...item(mark, 'The river rose in spring', 200), ...item(mark, 'It fell in summer', 220)];
      const parts = await partsOf([...setLines(prose(1, 8), 50, 80, 500), ...first]);
      const said = mark === bullet ? '•' : mark;
      expect(texts(parts).slice(1)).toEqual([`${said} The river rose in spring`, `${said} It fell in summer`]);
    }
  });

  it('have an end: items without a stop do not go on in the next one, nor in the paragraph of the next column', async () => {
    const left = [
      ...setLines(prose(1, 20), 50, 80, 240),
      { text: `${bullet} The river rose in each and every spring of that`, x: 56, y: 640 },
      { text: `${bullet} The river fell in each and every summer of what`, x: 56, y: 652 },
      { text: 'we saw', x: 64, y: 664 },
    ];
    const right = setLines(`We saw it in the years. ${prose(30, 50)}`, 310, 80, 240);
    const found = texts(await partsOf([...left, ...right]));
    expect(found.slice(1, 3)).toEqual([
      '• The river rose in each and every spring of that',
      '• The river fell in each and every summer of what we saw',
    ]);
    expect(found.slice(3).join(' ')).toBe(`We saw it in the years. ${prose(30, 50)}`);
  });

  it('are read where they stand above the abstract, under a heading of their own', async () => {
    const parts = await partsOf([
      { text: 'What rivers do in dry years', x: 50, y: 60, size: 18 },
      { text: 'Highlights', x: 50, y: 90, size: 12 },
      ...item(bullet, 'The river rose in spring', 110),
      { text: 'Abstract', x: 50, y: 140, size: 12 },
      ...setLines(prose(1, 8), 50, 160, 500),
    ]);
    expect(texts(parts)).toEqual(['Highlights', '• The river rose in spring', 'Abstract', prose(1, 8)]);
  });

  it('have no headings among items that stand in the middle of the page by chance', async () => {
    const page = setLines(prose(1, 20), 50, 80, 500);
    const right = Math.max(...page.map(({ x, text }) => x + textWidth(text, 10)));
    const long = 'The river rose in each and every spring that was in the time';
    const x = (50 + right - textWidth(long, 10)) / 2;
    const items = [long, 'Snow was seen', `${long} of snow`].map((text, at): Run => ({ text, x, y: 400 + at * 25 }));
    expect((await partsOf([...page, items[0] as Run])).at(-1)?.kind).toBe('heading');
    expect((await partsOf([...page, ...items])).map(({ kind }) => kind)).not.toContain('heading');
  });
});

describe('the lines of a PDF', () => {
  it('keep letters of another size in their place, however many pieces they have', () => {
    const piece = (text: string, left: number, right: number, size: number) => ({
      ...{ text, left, right, y: 100, size, bold: false, italic: false, spaced: true },
    });
    const code = [piece('sed', 65, 82, 9.3), piece('s/T/U/', 87, 121, 9.3), piece('out.txt', 126, 160, 9.3)];
    const [row, ...others] = rowsOf([...code, piece('It is used by all of us in the years', 165, 400, 11)]);
    expect(others).toEqual([]);
    expect(row?.pieces.map(({ text }) => text).join(' ')).toBe(
      'sed s/T/U/ out.txt It is used by all of us in the years',
    );
  });

  it('go on within brackets, though the line above ends short and with a stop', async () => {
    const parts = await partsOf([
      ...setLines(prose(1, 10), 50, 80, 500),
      { text: 'The river was low in all of the years (Bruun and Falk, 2001; Ada, 2003;', x: 50, y: 152 },
      { text: 'Bruun-Falkenberg-Anderson and others, 2004), as it was before.', x: 50, y: 164 },
    ]);
    expect(texts(parts).filter((text) => text.includes('2003; Bruun-Falkenberg-Anderson and others'))).toHaveLength(1);
  });
});
