import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../../src/read/pdf/columns.ts';
import { joinLines, vocabularyOf } from '../../../src/read/pdf/hyphens.ts';
import type { Piece } from '../../../src/read/pdf/pieces.ts';
import { readPdf } from '../../../src/read/pdf/read-pdf.ts';
import type { Part } from '../../../src/types/structured-text.ts';
import { pdfFile, type Run, setLines, textWidth } from '../../support/pdf-file.ts';

const columns = { left: 50, right: 310, width: 240 };

/** Sentences whose words say their place, so that any other order shows. */
const numbered = (from: number, to: number): string =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `Sentence ${from + index} tells what the river did in that year.`,
  ).join(' ');

const partsOf = async (...pages: Run[][]): Promise<Part[]> => (await readPdf(pdfFile(pages))).parts;
const paragraphs = (parts: Part[]): string[] => parts.flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []));

describe('the reading order of a PDF', () => {
  it('is the left column, then the right one', async () => {
    const right = setLines(numbered(11, 20), columns.right, 80, columns.width);
    const left = setLines(numbered(1, 10), columns.left, 80, columns.width);
    expect(paragraphs(await partsOf([...right, ...left])).join(' ')).toBe(numbered(1, 20));
  });

  it('holds where the lines of the columns stand at different heights', async () => {
    const left = setLines(numbered(1, 10), columns.left, 80, columns.width);
    const right = setLines(numbered(11, 20), columns.right, 85, columns.width);
    expect(paragraphs(await partsOf([...left, ...right])).join(' ')).toBe(numbered(1, 20));
  });

  it('keeps to the left column beside a table in the right one, whose rows stand between its lines', () => {
    const piece = (text: string, left: number, right: number, y: number): Piece => ({
      ...{ text, left, right, y, size: 10, bold: false, italic: false, spaced: false },
    });
    const line = (at: number, y: number): Piece => piece(`Line ${at} of the text on what the river did`, 72, 290, y);
    const prose = (count: number, from: number) => Array.from({ length: count }, (_, at) => line(at, from + at * 14));
    const short = [
      piece('in those years.', 72, 147, 209),
      piece('Results', 72, 139, 250),
      piece('Events', 72, 150, 277),
    ];
    const caption = Array.from({ length: 6 }, (_, at) =>
      piece(`Caption ${at} of the table beside it`, 319, 520, 83 + at * 14),
    );
    const cells = Array.from({ length: 16 }, (_, row) =>
      [319, 414, 494, 573].map((left) => piece(row % 2 === 0 ? 'Female' : '104.17', left, left + 34, 187 + row * 18)),
    ).flat();
    const pieces = [...prose(8, 83), ...short, ...prose(22, 301), ...caption, ...cells];
    const regions = regionsOf(pieces, { last: 319 });
    const inOrder = regions.flatMap(({ rows }) => rows.flatMap((row) => row.pieces));
    const left = inOrder.filter((one) => one.left === 72);
    expect(left.map(({ y }) => y)).toEqual([...left.map(({ y }) => y)].sort((one, other) => one - other));
    expect(inOrder.slice(0, left.length)).toEqual(left);
    expect(left).toHaveLength(33);
  });

  it('takes what spans both columns first or last, by its height', async () => {
    const title: Run = { text: 'What rivers do in dry years and wet ones', x: 120, y: 60, size: 18 };
    const abstract: Run[] = [
      { text: 'Abstract', x: 270, y: 100, size: 12, font: 'bold' },
      ...setLines(numbered(1, 3), 50, 120, 500),
    ];
    const left = setLines(numbered(4, 10), columns.left, 200, columns.width);
    const right = setLines(numbered(11, 16), columns.right, 200, columns.width);
    const { parts, credit } = await readPdf(pdfFile([[title, ...abstract, ...left, ...right]]));
    expect(credit.title).toBe(title.text);
    expect(parts[0]).toEqual({ kind: 'heading', level: 1, text: 'Abstract' });
    expect(paragraphs(parts).join(' ')).toBe(numbered(1, 16));
  });

  it('joins a paragraph over pages and around a figure, whose caption comes after it', async () => {
    const first = setLines(`${numbered(1, 3)} It went on and on`, 50, 80, 500);
    const caption = setLines('Figure 1. The river at its source.', 150, 100, 300, 8);
    const second = setLines(`until it ended in the sea. ${numbered(4, 6)}`, 50, 200, 500);
    const parts = await partsOf(first, [...caption, ...second]);
    expect(parts).toEqual([
      { kind: 'paragraph', text: `${numbered(1, 3)} It went on and on until it ended in the sea. ${numbered(4, 6)}` },
      { kind: 'caption', text: 'Figure 1. The river at its source.' },
    ]);
  });
});

describe('the words of a PDF', () => {
  const lines = (...texts: string[]): Run[] => texts.map((text, index) => ({ text, x: 50, y: 80 + index * 12 }));

  it('lose the hyphens that only part lines, and keep their own', async () => {
    const parts = await partsOf(
      lines(
        'A well-known river carries much infor-',
        'mation on the past, as every well-',
        'known river of the low-lying lands and the Rhine-',
        'Main region does in the years from 1990 to 10-',
        'fold floods.',
      ),
    );
    expect(paragraphs(parts)).toEqual([
      'A well-known river carries much information on the past, as every well-known river of the low-lying lands and the ' +
        'Rhine-Main region does in the years from 1990 to 10-fold floods.',
    ]);
  });

  it('keep exponents and indices, and lose the marks of references', async () => {
    const x = (text: string, size = 10) => 50 + textWidth(text, size);
    const before = 'The rate was 10';
    const middle = ' per litre of H';
    const sum = x(before) + textWidth('-3', 6);
    const after = sum + textWidth(middle, 10);
    const end = after + textWidth('2', 6);
    const parts = await partsOf([
      { text: before, x: 50, y: 80 },
      { text: '-3', x: x(before), y: 76, size: 6 },
      { text: middle, x: sum, y: 80 },
      { text: '2', x: after, y: 82, size: 6 },
      { text: 'O in the samples', x: end, y: 80 },
      { text: '12,13', x: end + textWidth('O in the samples', 10), y: 76, size: 6 },
      { text: 'and it fell in the dry years after that.', x: 50, y: 92 },
    ]);
    expect(paragraphs(parts)).toEqual([
      'The rate was 10^-3 per litre of H2O in the samples and it fell in the dry years after that.',
    ]);
  });
});

describe('what is no prose in a PDF', () => {
  const body = (page: number) => setLines(numbered(page * 10, page * 10 + 5), 50, 120, 500);

  it('is left out: running heads, page numbers and footnotes', async () => {
    const page = (number: number): Run[] => [
      { text: `Smith et al.  Rivers of the north`, x: 50, y: 40, size: 8 },
      ...body(number),
      { text: '1', x: 50, y: 697, size: 5 },
      { text: 'A footnote that nobody reads in full.', x: 54, y: 700, size: 8 },
      { text: `${number + 100}`, x: 298, y: 770 },
    ];
    const parts = await partsOf(page(1), page(2), page(3));
    expect(paragraphs(parts).join(' ')).toBe(
      [1, 2, 3].map((number) => numbered(number * 10, number * 10 + 5)).join(' '),
    );
  });

  it('is kept apart: headings with their levels, captions and tables as rows', async () => {
    const rows = [
      ['River', 'Length', 'Depth'],
      ['Rhine', '1233', '8'],
      ['Danube', '2850', '10'],
    ];
    const parts = await partsOf([
      { text: '1 Results', x: 50, y: 60, size: 14, font: 'bold' },
      ...setLines(numbered(1, 4), 50, 90, 500),
      { text: '1.1 Lengths', x: 50, y: 160, size: 12, font: 'bold' },
      ...setLines(numbered(5, 8), 50, 180, 500),
      { text: 'Table 1. Lengths of rivers.', x: 50, y: 280, size: 9 },
      ...rows.flatMap((row, at) =>
        row.map((text, index) => ({ text, x: 50 + index * 120, y: 300 + at * 12, size: 9 })),
      ),
    ]);
    expect(parts).toEqual([
      { kind: 'heading', level: 1, text: '1 Results' },
      { kind: 'paragraph', text: numbered(1, 4) },
      { kind: 'heading', level: 2, text: '1.1 Lengths' },
      { kind: 'paragraph', text: numbered(5, 8) },
      { kind: 'caption', text: 'Table 1. Lengths of rivers.' },
      { kind: 'table', rows },
    ]);
  });

  it('ends at the references', async () => {
    const parts = await partsOf([
      ...setLines(numbered(1, 4), 50, 90, 500),
      { text: 'References', x: 50, y: 200, size: 12, font: 'bold' },
      ...setLines('1. Smith J (2001) Rivers of the north. Journal of Rivers 3: 14-20.', 50, 220, 500),
      ...setLines('2. Jones K (2003) Rivers of the south. Journal of Rivers 5: 1-9.', 50, 240, 500),
    ]);
    expect(parts).toEqual([{ kind: 'paragraph', text: numbered(1, 4) }]);
  });
});

describe('the credit of a PDF', () => {
  it('comes from the first page', async () => {
    const { credit } = await readPdf(
      pdfFile([
        [
          { text: 'Floods of the northern rivers', x: 150, y: 60, size: 18 },
          { text: 'Ann B. Smith, Karl van der Berg and Maria Lopez', x: 180, y: 90, size: 11 },
          { text: 'University of the North, Department of Rivers', x: 180, y: 110, size: 9 },
          { text: 'Published: 3 May 2011. https://doi.org/10.1234/rivers.2011.77', x: 180, y: 125, size: 8 },
          { text: 'Introduction', x: 50, y: 160, size: 13, font: 'bold' },
          ...setLines(numbered(1, 8), 50, 190, 500),
        ],
      ]),
    );
    expect(credit).toEqual({
      title: 'Floods of the northern rivers',
      authors: ['Ann B. Smith', 'Karl van der Berg', 'Maria Lopez'],
      year: 2011,
      doi: '10.1234/rivers.2011.77',
      license: null,
    });
  });
});

describe('the pages of real papers', () => {
  const body = (text: string, y = 120) => setLines(text, 60, y, 420);

  it('lose the numbers that manuscripts give to lines, in one margin or in both', async () => {
    const left = setLines(numbered(1, 12), columns.left, 120, columns.width);
    const right = setLines(numbered(13, 24), columns.right, 120, columns.width);
    const numbers = [...left, ...right].map(
      ({ x, y }, index): Run => ({ text: String(index + 1), x: x === columns.left ? 30 : 575, y, size: 6 }),
    );
    const parts = await partsOf([...left, ...right, ...numbers]);
    expect(paragraphs(parts).join(' ')).toBe(numbered(1, 24));
    const everyFifth = body(numbered(1, 30)).flatMap((run, index): Run[] =>
      index % 5 === 4 ? [run, { text: String(index + 1), x: 40, y: run.y, size: 6 }] : [run],
    );
    expect(paragraphs(await partsOf(everyFifth)).join(' ')).toBe(numbered(1, 30));
  });

  it('keep numbers that count on where they stand among words, as in a table', async () => {
    const rows = Array.from({ length: 6 }, (_, at): Run[] => [
      { text: String(at + 1), x: 60, y: 400 + at * 14 },
      { text: `Site ${at * 3}`, x: 140, y: 400 + at * 14 },
      { text: `${at * 7}.5`, x: 260, y: 400 + at * 14 },
    ]).flat();
    const parts = await partsOf([...body(numbered(1, 12)), { text: 'Table 1. Sites.', x: 60, y: 385 }, ...rows]);
    expect(parts).toContainEqual(
      expect.objectContaining({ kind: 'table', rows: expect.arrayContaining([['3', 'Site 6', '14.5']]) }),
    );
  });

  it('have their running head also where the margin above it is wide', async () => {
    const head: Run = { text: 'Bruun and Falk                Journal of Rivers', x: 60, y: 112 };
    const page = (from: number): Run[] => [head, ...body(numbered(from, from + 5), 140)];
    expect(paragraphs(await partsOf(page(1), page(7), page(13))).join(' ')).toBe(numbered(1, 18));
  });

  it('keep all text of the first page: a title over the middle one of three columns, and prose that is not English', async () => {
    const title: Run = { text: 'Rivers in dry years', x: 210, y: 60, size: 18 };
    const three = [40, 220, 400].flatMap((x, at) => setLines(numbered(1 + at * 10, 10 + at * 10), x, 110, 160));
    const found = await readPdf(pdfFile([[title, ...three]]));
    expect(found.credit.title).toBe('Rivers in dry years');
    expect(paragraphs(found.parts).join(' ')).toBe(numbered(1, 30));
    const german = 'Die Flüsse führen im Sommer wenig Wasser, wie wir an vier Stellen sahen. '
      .repeat(6)
      .trim()
      .replaceAll('ü', 'u');
    const other = await readPdf(pdfFile([[{ ...title, x: 60 }, ...body(german)]]));
    expect(paragraphs(other.parts).join(' ')).toBe(german);
  });

  it('have captions of two paragraphs, and tables that are set solid with their captions', async () => {
    const parts = await partsOf([
      ...body(numbered(1, 8)),
      { text: 'Figure 1. A river in summer.', x: 60, y: 300 },
      { text: '(Picture: Ada Bruun, who was there)', x: 60, y: 312 },
      ...body(numbered(9, 16), 345),
      { text: 'Table 1: Flow at three places.', x: 120, y: 560 },
      ...['Site', 'Oban', 'Skye', 'Mull'].flatMap((name, at): Run[] => [
        { text: name, x: 70, y: 572 + at * 12 },
        { text: at === 0 ? '2018' : `${at}.25`, x: 230, y: 572 + at * 12 },
        { text: at === 0 ? '2019' : `${at}.75`, x: 390, y: 572 + at * 12 },
      ]),
    ]);
    expect(paragraphs(parts).join(' ')).toBe(numbered(1, 16));
    expect(parts.flatMap((part) => (part.kind === 'caption' ? [part.text] : []))).toEqual([
      'Figure 1. A river in summer. (Picture: Ada Bruun, who was there)',
      'Table 1: Flow at three places.',
    ]);
    expect(parts.find(({ kind }) => kind === 'table')).toMatchObject({
      rows: expect.arrayContaining([['Skye', '2.25', '2.75']]),
    });
  });

  it('have appendices behind their references, with letters for numbers', async () => {
    const parts = await partsOf([
      { text: 'What rivers do in dry years', x: 60, y: 60, size: 18 },
      { text: 'References', x: 60, y: 100, font: 'bold', size: 13 },
      ...setLines('1. Bruun A. Rivers. J Riv 2001;1:1-2.', 60, 120, 420),
      { text: 'A. Proof of the claim', x: 60, y: 160, font: 'bold', size: 13 },
      ...body(numbered(1, 8), 180),
    ]);
    expect(parts.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
    expect(paragraphs(parts)).toEqual([numbered(1, 8)]);
  });

  it('are given the blank between two sentences that a tight line hides, and no other', async () => {
    const text =
      'In the dry year it was cold.We saw that the cold was in the river. It is in Node.Cold and at www.cold.We too.';
    const [found] = paragraphs(
      await partsOf([
        ...body(numbered(1, 4)),
        ...setLines(text, 60, 300, 420),
        ...body('There we saw in the river that it was so, and we saw it again in the cold.', 340),
      ]),
    ).slice(1);
    expect(found).toBe(text.replace('cold.We saw', 'cold. We saw'));
  });

  it('have an index that stands below an exponent before it', async () => {
    const x = 50 + textWidth('The mass of x', 10);
    const parts = await partsOf([
      ...body(numbered(1, 4)),
      { text: 'The mass of x', x: 50, y: 300 },
      { text: '2', x, y: 296, size: 7 },
      { text: 'i', x, y: 303, size: 7 },
      { text: 'was low in all of the years that we saw.', x: x + 8, y: 300 },
    ]);
    expect(paragraphs(parts).at(-1)).toBe('The mass of xi^2 was low in all of the years that we saw.');
  });

  it('have formulas of several lines in one, and two with numbers apart', async () => {
    const formula = (y: number, number: string): Run[] => [
      { text: 'i=1', x: 125, y: y - 15 },
      { text: 'a', x: 160, y: y - 8 },
      { text: 'L =', x: 120, y },
      { text: '+ c', x: 175, y },
      { text: number, x: 470, y },
      { text: 'b', x: 160, y: y + 8 },
    ];
    const parts = await partsOf([
      ...body(numbered(1, 8)),
      ...body('The loss is given by', 300),
      ...formula(330, '(1)'),
      ...formula(370, '(2)'),
      ...body('where a is the mass. It was low, as we saw in all of the years of it.', 400),
    ]);
    expect(parts.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'formula', 'formula', 'paragraph']);
  });

  it('have columns apart that are set close, as those of LaTeX', async () => {
    const row = (at: number, cells: string[]): Run[] =>
      cells.map((text, place) => ({
        text,
        x: [60, 110, 110 + textWidth('2018', 11) + 12][place] ?? 0,
        y: 400 + at * 14,
        size: 11,
      }));
    const parts = await partsOf([
      ...setLines(numbered(1, 12), 60, 120, 420, 11),
      { text: 'Table 1. Yields.', x: 60, y: 385, size: 11 },
      ...row(0, ['Site', '2018', '2019']),
      ...row(1, ['North', '1111', '3333']),
      ...row(2, ['South', '2222', '4444']),
    ]);
    expect(parts.at(-1)).toMatchObject({
      kind: 'table',
      rows: [
        ['Site', '2018', '2019'],
        ['North', '1111', '3333'],
        ['South', '2222', '4444'],
      ],
    });
  });

  it('have no blanks behind the dash of a range or of two names, and keep those around the dash of a sentence', () => {
    const joined = ['in the steps 1–', '3 of the Kruskal–', 'Wallis test –', 'one of ranks'].reduce(
      (text, line) => joinLines(text, line, vocabularyOf([])),
      '',
    );
    expect(joined).toBe('in the steps 1–3 of the Kruskal–Wallis test – one of ranks');
  });

  it('have no blanks between lines of Chinese or Japanese', () => {
    const joined = ['我们测量了河流的', '流量。', 'It was low'].reduce(
      (text, line) => joinLines(text, line, vocabularyOf([])),
      '',
    );
    expect(joined).toBe('我们测量了河流的流量。 It was low');
  });

  it('know where a column begins that is mostly captions, set in', () => {
    const piece = (text: string, left: number, right: number, y: number): Piece => ({
      ...{ text, left, right, y, size: 10, bold: false, italic: false, spaced: true },
    });
    const left = Array.from({ length: 45 }, (_, at) => piece('The river of that year was low', 30, 300, 100 + at * 12));
    const captions = Array.from({ length: 36 }, (_, at) => piece('Figure of the river', 340, 554, 100 + at * 12));
    const body = Array.from({ length: 6 }, (_, at) => {
      const y = 560 + at * 12;
      if (at !== 3) return [piece('It was as low as that before,', 310, 584, y)];
      return [piece('It was', 310, 350, y), piece('as low as that,', 359, 584, y)];
    }).flat();
    const regions = regionsOf([...left, ...captions, ...body], { last: null });
    expect(regions.map(({ rows }) => rows.length)).toEqual([45, 42]);
  });

  it('do not part a column beside a table whose cells begin where a word of the text above does', () => {
    const piece = (text: string, left: number, right: number, y: number): Piece => ({
      ...{ text, left, right, y, size: 10, bold: false, italic: false, spaced: true },
    });
    const words = (x: number, y: number): Piece[] => [
      piece('The river of that', x, x + 105, y),
      piece('year was low, as it was before.', x + 108, x + 270, y),
    ];
    const left = Array.from({ length: 30 }, (_, at) => words(30, 100 + at * 12)).flat();
    const right = Array.from({ length: 10 }, (_, at) => words(320, 100 + at * 12)).flat();
    const table = Array.from({ length: 18 }, (_, at) => [
      piece('Forward outer', 320, 390, 240 + at * 12),
      piece('CATTCTGTATCAGTTAACCTAC 411–432', 428, 590, 240 + at * 12),
    ]).flat();
    const regions = regionsOf([...left, ...right, ...table], { last: null });
    expect(regions.map(({ rows }) => rows.length)).toEqual([30, 28]);
  });
});
