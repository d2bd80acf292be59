import { expect, test } from 'vitest';
import { tell } from './read.ts';

const cases: [text: string, number: string][] = [
  ['The thermal maximum (∼56 Ma) warmed the northern sea.', '∼56 Ma'],
  ['Cold storage preserves seed vitality at 4 °C.', '4 °C'],
  ['The valve opened in 2009.', '2009'],
  ['The rain belt (paleolatitude 54°N) fed the basin.', '54°N'],
  ['We dated the ash layer near 30 km.', '30 km'],
];

test.each(cases)('%s', async (text, number) => {
  const { draft } = await tell(text);
  const facts = [...draft.relations, ...draft.entities.flatMap((entity) => entity.attributes)];
  const wording = facts.flatMap((fact) => [...fact.conditions, 'value' in fact ? fact.value : '']);
  expect(wording.some((one) => one.includes(number))).toBe(true);
});

test('a ratio is no two numbers', async () => {
  const { attributes } = await tell('The slopes were rough at 1:10.');
  expect(attributes.some((one) => / (?:1|10)$/.test(one))).toBe(false);
});
