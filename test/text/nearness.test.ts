import { expect, test } from 'vitest';
import { distanceToNearestStretch, rougeL } from '../../src/text/nearness.ts';

const words = (text: string): string[] => text.split(' ');

test('distance to the nearest stretch, in words', () => {
  const sentence = words('last year the rye on northern fields grew well');
  expect(distanceToNearestStretch(words('the rye on northern'), sentence)).toBe(0);
  expect(distanceToNearestStretch(words('the oats on northern'), sentence)).toBe(0.25);
  expect(distanceToNearestStretch(words('the rye northern fields'), sentence)).toBe(0.25);
  expect(distanceToNearestStretch(words('no word of it'), sentence)).toBe(1);
  expect(distanceToNearestStretch([], sentence)).toBe(0);
});

test('ROUGE-L is the F1 of the longest common subsequence', () => {
  expect(rougeL(words('a b c d'), words('a b c d'))).toBe(1);
  expect(rougeL(words('a x c d'), words('a b c d'))).toBe(0.75);
  expect(rougeL(words('a b'), words('a x x b x x'))).toBe(0.5);
  expect(rougeL(words('d c b a'), words('a b c d'))).toBe(0.25);
  expect(rougeL([], words('a'))).toBe(0);
});
