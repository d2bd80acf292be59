import { describe, expect, it } from 'vitest';
import { numbersOfDocument } from '../../src/checks/document-numbers.ts';
import { listedWords, packedWords } from '../../src/checks/document-words.ts';
import { numbersOf } from '../../src/text/numbers.ts';
import { wordsOf } from '../../src/text/words.ts';

const paragraphs = [
  'Between 10 and 25 m, 412M to 7B sharks (62% female, $x^2 + 3$) swam 1.5 × 10^-3 km; see Fig. 3 and [12, 14].',
  'Two to four times as many CO2 molecules, 39.6 ± 11.3 ppm, were found on 3 May 2004 at www.kelp.org/12.',
  'IL6–STAT3 and BLIP-3 rose by about 20%, 30% and 40% in 218 million cells. É. coli grew, though.',
];
const long = Array.from({ length: 1500 }, (_, at) => `${paragraphs[at % 3]} Kelp ${at}.`).join('\n\n');

describe('what the checks hold of a long document', () => {
  it('has the numbers that a reading in one piece has', () => {
    expect(long.length).toBeGreaterThan(2 * 65_536);
    expect(numbersOfDocument(long)).toEqual(numbersOf(long));
    expect(numbersOfDocument('')).toEqual([]);
  });

  it('has the same words, packed or listed', () => {
    const words = wordsOf(long);
    const [listed, packed] = [listedWords(words), packedWords(words)];
    for (const at of [-1, 0, 7, words.length - 1, words.length]) expect(packed.at(at)).toEqual(listed.at(at));
    for (const [start, end] of [
      [0, 50],
      [5, 5],
      [70_001, 70_900],
      [long.length - 20, long.length],
    ] as const)
      expect(packed.inside(start, end)).toEqual(listed.inside(start, end));
  });
});
