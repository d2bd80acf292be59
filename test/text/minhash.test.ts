import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minhash, minhashSimilarity } from '../../src/text/minhash.ts';
import { wordTexts } from '../../src/text/words.ts';

const shingles = (text: string): Set<string> => {
  const words = wordTexts(text);
  return new Set(words.slice(0, Math.max(1, words.length - 2)).map((_, at) => words.slice(at, at + 3).join(' ')));
};

const jaccard = (one: Set<string>, other: Set<string>): number => {
  const common = [...one].filter((shingle) => other.has(shingle)).length;
  return common / (one.size + other.size - common);
};

describe('minhash', () => {
  test('is fixed for ever', () => {
    expect(minhash('Rye grew taller than oats.')).toBe(
      '6t1CWyLooUy2u5kZzwgJiJ2svTpQT0Tm6TiBqSGKp5jj4SIyQ_w2H7T42K1LRuPDkntBt2cbColsdQgGkRzKxg',
    );
    expect(minhash('')).toBe('ZfF1ZuPLtpQWpbNb8ZdyECm8-3eCFlAHjBfx04B2ZYWHnH2Hs927N9RpElNXyctXOJvO9dHr1RA9iz8hpqU5TQ');
  });

  test('has 86 characters of base64url and does not see case, punctuation and line breaks', () => {
    expect(minhash('Rye grew')).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect(minhash('“Rye”, grew\ntaller')).toBe(minhash('rye GREW taller.'));
  });

  test('a sentence is fully similar to itself and hardly to another', () => {
    const one = minhash('Rye grew taller than oats on the northern fields.');
    expect(minhashSimilarity(one, one)).toBe(1);
    expect(minhashSimilarity(one, minhash('No laser was found that could cool the trapped ions.'))).toBeLessThan(0.1);
  });

  test('estimates the Jaccard index of the shingles within the expected error', () => {
    const errors: number[] = [];
    const words = fc.array(fc.constantFrom('rye', 'oats', 'wheat', 'grew', 'fell', 'rose'), {
      minLength: 3,
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, words, fc.nat(30), (left, right, shared) => {
        const one = left.join(' ');
        const other = [...left.slice(0, shared), ...right].join(' ');
        errors.push(minhashSimilarity(minhash(one), minhash(other)) - jaccard(shingles(one), shingles(other)));
      }),
      { numRuns: 400, seed: 7 },
    );
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(deviation).toBeLessThan(0.09);
    expect(deviation).toBeGreaterThan(0.01);
  });
});
