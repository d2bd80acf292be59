import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfRun, hasDigitIn, startOfRun } from '../../src/text/runs.ts';

function runsOf(text: string): string[] {
  const runs: string[] = [];
  for (let start = startOfRun(text, 0); start < text.length; ) {
    const end = endOfRun(text, start);
    runs.push(text.slice(start, end));
    start = startOfRun(text, end);
  }
  return runs;
}

test('runs of letters, marks and digits are those that the pattern finds', () => {
  const characters = fc.oneof(
    fc.constantFrom('a', 'Z', '0', ' ', '-', 'é', 'e\u0301', '𝔄', '½', '中', '😀', '\ud835'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(characters), (parts) => {
      const text = parts.join('');
      expect(runsOf(text)).toEqual(text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
    }),
  );
});

test('digits are those of ASCII within the bounds', () => {
  expect(hasDigitIn('ab1', 0, 2)).toBe(false);
  expect(hasDigitIn('ab1', 0, 3)).toBe(true);
  expect(hasDigitIn('a½', 0, 2)).toBe(false);
});
