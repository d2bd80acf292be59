import { expect, test } from 'vitest';
import type { DraftAttribute } from '../../../src/types/draft.ts';
import { ofAttribute } from '../../support/reasons.ts';

/** Constructions that read like a fault and are none, each beside one that differs in a word or two and is. */

const typed = (value: number, upper: number | null, unit: string) =>
  ({ comparator: '=', value, upper, unit, uncertainty: null }) as const;

const range =
  'The probe sees grains of 10eV-30keV, some 200 µm to 3 mm wide, within 3 ± 45°, and spins at 10,000Q, mixed 1:200, 3 of 200.';

const ofQuantity: [string, DraftAttribute['quantity'], number][] = [
  ['10eV-30keV', typed(10, 30_000, 'eV'), 0],
  ['10eV-30keV', typed(0.01, 30, 'keV'), 0],
  ['10eV-30keV', typed(10, 3000, 'eV'), 1],
  ['10eV-30keV', typed(10, 30, 'eV'), 1],
  ['10eV-30keV', typed(10, 30, 'keV'), 1],
  ['10eV-30keV', typed(10, 30_000, 'MeV'), 2],
  ['some 200 µm to 3 mm', typed(200, 3000, 'µm'), 0],
  ['some 200 µm to 3 mm', typed(200, 300, 'µm'), 1],
  ['±45°', typed(-45, 45, '°'), 0],
  ['±45°', typed(-54, 54, '°'), 1],
  ['±45°', typed(-45, 54, '°'), 1],
  ['3 ± 45°', typed(-45, 45, '°'), 1],
  ['10,000Q', typed(10_000, null, 'Q'), 0],
  ['10,000Q', typed(1000, null, 'Q'), 1],
  ['mixed 1:200', { ...typed(0.005, null, ''), unit: null }, 0],
  ['mixed 1:200', { ...typed(0.05, null, ''), unit: null }, 1],
  ['mixed 1:200', { ...typed(200, null, ''), unit: null }, 0],
  ['3 of 200', { ...typed(0.015, null, ''), unit: null }, 1],
];

test.each(ofQuantity)('a number in another notation: %s %j', (value, quantity, count) => {
  expect(ofAttribute('quantity', range, 'probe', { value, quantity })).toHaveLength(count);
  expect(ofAttribute('numbers', range, 'probe', { value })).toEqual([]);
});

test('a number that a letter is written to may be written apart', () => {
  expect(ofAttribute('numbers', range, 'probe', { value: '10,000 Q' })).toEqual([]);
  expect(ofAttribute('numbers', range, 'probe', { value: '1,000 Q' })).toHaveLength(1);
});

const probes = `The Tracker of Leaf Movement and Ageing Roots (TELMAR-4) package was bought.
  For whole lead tests, KNO Standard Leaf Material® 1207a Rye Flour (Lake Board) was used.
  In the salt tests, the ICP-MS was fitted with KL-ICP-MS Joining Kit, Integrated SaltLab software (Brunn Pelka Scientific, Upper Lakes, USA) and it ran.
  Leaves were washed in a Milli-R-system (Rinser Company, Brunn, LK, USA) and dried acid (60%) of lakes was added.
  The loss is close to the lowest level 0.4 µg/kg bw/day set by the board.
  The loss is near the lowest level of leaf drying found by boards.
  KNO and LMN Tests And The Rye Of Wet Lakes Grew Taller Than All Oats.
  THE RYE (OATS, SOWN BY HAND, AND BARLEY OF THE LAKES) GREW.
  The mean dose was about 300 soil salt units (ssu) in May, and about 300 small salt heaps (old) in June.
  Yields are compared by the area beneath the leaf spreading index curve (ABC), and by the area of leaves that spread beneath it (OLD).
  The probe shows formation of penta-Li5+/tannin clusters in leaves, and formation of loose Li5+ tannin clusters.`;

const ofCopies: [string, number][] = [
  ['Tracker of Leaf Movement and Ageing Roots', 0],
  ['KNO Standard Leaf Material® 1207a', 0],
  ['fitted with KL-ICP-MS Joining Kit', 0],
  ['Brunn Pelka Scientific, Upper Lakes, USA', 0],
  ['Milli-R-system (Rinser Company, Brunn, LK, USA)', 0],
  ['level 0.4 µg/kg bw/day', 0],
  ['lowest level 0.4 µg/kg bw/day set by the board', 1],
  ['lowest level of leaf drying found by boards', 1],
  ['of lakes was added. The loss is close to', 1],
  ['Rye Of Wet Lakes Grew Taller Than All Oats', 1],
  ['oats, sown by hand, and barley of the lakes', 1],
  ['about 300 soil salt units (ssu)', 0],
  ['about 300 small salt heaps (old)', 1],
  ['area beneath the leaf spreading index curve', 0],
  ['area of leaves that spread beneath it', 1],
  ['formation of penta-Li5+/tannin clusters', 0],
  ['and formation of loose Li5+ tannin clusters', 1],
];

test.each(ofCopies)('a copy: %s', (value, count) => {
  const other = Array.from({ length: 12 }, (_, at) => `word${at}`).join(' ');
  const fact = { name: 'noted', value, evidence: [1, 2, 3, 4, 5, 6, 7, 8] };
  expect(ofAttribute('copied-wording', probes, other, fact)).toHaveLength(count);
});
