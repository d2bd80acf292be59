import { expect, it } from 'vitest';
import { forLastTexts } from '../../src/text/last-texts.ts';

const counted = () => {
  const asked: string[] = [];
  const length = forLastTexts((text) => {
    asked.push(text);
    return { length: text.length };
  });
  return { asked, length };
};

it('works out an answer once while a text is among the last', () => {
  const { asked, length } = counted();
  expect(length('tide')).toBe(length('tide'));
  expect(asked).toEqual(['tide']);
});

it('forgets the oldest texts, and keeps no long one', () => {
  const { asked, length } = counted();
  const long = 'x'.repeat(30_000);
  for (const text of ['tide', ...Array.from({ length: 16 }, (_, at) => `text ${at}`), 'tide', long, long]) length(text);
  expect(asked.filter((text) => text === 'tide')).toHaveLength(2);
  expect(asked.filter((text) => text === long)).toHaveLength(2);
});
