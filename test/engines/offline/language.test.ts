import { expect, test } from 'vitest';
import { foreignLanguageOf } from '../../../src/engines/offline/language.ts';
import { extractFrom } from './read.ts';

const foreign: [code: string, text: string][] = [
  [
    'deu',
    'Wir untersuchen, wie die Temperatur das Wachstum von Buchen in den Wäldern Mitteleuropas bestimmt, und zeigen, dass Trockenheit entscheidet.',
  ],
  [
    'fra',
    'Nous étudions les effets de la température sur la croissance des arbres dans les forêts tempérées de plaine et de montagne.',
  ],
  [
    'spa',
    'Se estudian los efectos de la temperatura sobre el crecimiento de los árboles en los bosques templados de montaña y de llanura durante los veranos secos.',
  ],
  ['rus', 'Мы изучаем влияние температуры на рост деревьев в лесах умеренного пояса.'],
  ['cmn', '本研究探讨了温度对温带森林树木生长的影响,结果表明干旱是决定性因素。'],
];

test.each(foreign)('%s is told by its name, and nothing is claimed of it', async (code, text) => {
  expect(await foreignLanguageOf(text)).toBe(code);
  await expect(extractFrom(text)).rejects.toMatchObject({ code: 'language' });
});

test.each([
  'Warm currents drove the early spring bloom in the northern bay, where the water of the rivers meets the cold water of the sea.',
  'Highlights',
  'E. coli K-12 MG1655 ΔlacZ, pUC19',
  '',
])('%s is no foreign language', async (text) => {
  expect(await foreignLanguageOf(text)).toBeNull();
});
