import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexSource, jaccard, ngramHashes, type SharedRun, wordHashes } from '../../src/text/copying.ts';

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));

/** The same, in the plain way: every pair of places. */
function runsByBruteForce(source: string[], field: string[], shortest: number): SharedRun[] {
  const runs: SharedRun[] = [];
  for (let start = 0; start < field.length; start += 1) {
    let best: SharedRun = { start, sourceStart: 0, length: 0 };
    for (let sourceStart = 0; sourceStart < source.length; sourceStart += 1) {
      let length = 0;
      while (start + length < field.length && source[sourceStart + length] === field[start + length]) length += 1;
      if (length > best.length) best = { start, sourceStart, length };
    }
    const covered = runs.some((run) => run.start + run.length >= best.start + best.length);
    if (best.length >= shortest && !covered) runs.push(best);
  }
  return runs;
}

describe('sharedRuns', () => {
  test('finds the longest runs and where they stand', () => {
    const index = indexSource(words('the rye grew and the oats fell and the oats rose'));
    expect(index.sharedRuns(words('so the oats rose and the rye fell and'), 2)).toEqual([
      { start: 1, sourceStart: 8, length: 3 },
      { start: 4, sourceStart: 3, length: 2 },
      { start: 5, sourceStart: 0, length: 2 },
      { start: 7, sourceStart: 6, length: 2 },
    ]);
    expect(index.sharedRuns([], 1)).toEqual([]);
    expect(indexSource([]).sharedRuns(words('a b'), 1)).toEqual([]);
  });

  test('agrees with the comparison of every pair of places', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 4 }), (source, field, shortest) => {
        expect(indexSource(source).sharedRuns(field, shortest)).toEqual(runsByBruteForce(source, field, shortest));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a hundred thousand words take little time, also when they are all the same', () => {
    const same = Array.from({ length: 100_000 }, () => 'a');
    const varied = Array.from({ length: 100_000 }, (_, at) => `w${(at * at) % 7_919}`);
    const started = performance.now();
    expect(indexSource(same).sharedRuns(same, 6)).toHaveLength(1);
    expect(indexSource(varied).sharedRuns(varied, 6)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

test('n-grams of words and their Jaccard index', () => {
  const fives = (...texts: string[]) =>
    ngramHashes(
      texts.map((text) => wordHashes(words(text))),
      5,
    );
  const one = fives('a b c d e f');
  expect(one).toHaveLength(2);
  expect(jaccard(one, fives('x b c d e f'))).toBeCloseTo(1 / 3);
  expect(jaccard(one, fives('f e d c b a'))).toBe(0);
  expect(jaccard(fives(), fives('a b'))).toBe(0);
  expect(fives('a b c d e', 'a b c d e f', 'b c d e f')).toEqual(one);
});

test('different n-grams have different hashes', () => {
  const numbered = Array.from({ length: 200_004 }, (_, at) => `w${at}`);
  expect(ngramHashes([wordHashes(numbered)], 5)).toHaveLength(200_000);
});
