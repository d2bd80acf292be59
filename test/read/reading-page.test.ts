import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readingPage } from '../../bench/reading-page.ts';
import type { Score } from '../../bench/reading-score.ts';

const written = readFileSync(new URL('../../docs/reading.md', import.meta.url), 'utf8');
const score = (sentences: number, missing: number, mixed: number): Score => ({
  ...{ sentences, whole: sentences - missing },
  ...{ missing: Array.from({ length: missing }, () => 'a'), mixed: Array.from({ length: mixed }, () => 'b') },
});
const speeds = { pages: 500, pagesPerSecond: 30.4, pdfMegabytes: 200.6, jatsPerSecond: 15.02, jatsWarm: 21.04 };

const rowsIn = (page: string): string[][] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) => line.slice(2, -2).split(' | '));
const withoutTables = (page: string): string => page.replaceAll(/^\|.*\n/gm, '');

/** Formats of the table of the page that miss an aim. */
const short = (page: string): string[] =>
  rowsIn(page)
    .filter((cells) => cells.length === 6 && /^[\d.]+%$/.test(cells[3] ?? ''))
    .filter((cells) => Number.parseFloat(cells[3] ?? '') < 99 || cells[5] !== '0')
    .map(([format = '']) => format);

describe('docs/reading.md', () => {
  const page = readingPage(
    new Map([
      [
        'JATS',
        new Map([
          ['kelp', score(1000, 0, 0)],
          ['otter', score(999, 1, 0)],
        ]),
      ],
      ['PDF', new Map([['kelp', score(1000, 20, 0)]])],
      ['HTML', new Map([['kelp', score(1000, 0, 1)]])],
    ]),
    speeds,
  );

  it('is written with the figures that were measured, none of them rounded up', () => {
    const rows = rowsIn(page);
    expect(rows).toContainEqual(['JATS', '2', '1998 of 1999', '99.94%', '99.89%', '0']);
    expect(rows).toContainEqual(['otter', '999', '1', '–', '–']);
    expect(rows).toContainEqual(['a PDF of 500 pages', '30 pages a second of CPU', '≥ 20']);
    expect(withoutTables(written)).toBe(withoutTables(page));
  });

  it('has no format that falls short of its aims', () => {
    expect(short(page)).toEqual(['PDF', 'HTML']);
    expect(rowsIn(written).length).toBeGreaterThan(25);
    expect(short(written)).toEqual([]);
  });
});
