import { expect, test } from 'vitest';
import { indexNumbers } from '../../src/text/number-match.ts';
import { numbersOf } from '../../src/text/numbers.ts';

const indexOf = (text: string) => indexNumbers(() => text, numbersOf(text));

/** How the text answers for each number of the claim. */
const ask = (text: string, claim: string): string =>
  numbersOf(claim)
    .map((mention) => indexOf(text).presence(mention))
    .join(' ');

test.each([
  ['a mean of 1,000 t', '1000 t', 'same'],
  ['218 million pairs', '218,000,000', 'same'],
  ['218 million pairs', '218 pairs', 'absent same'],
  ['1.5 × 10⁻³ M', '0.0015', 'same'],
  ['ten epochs', '10 epochs', 'same'],
  ['both sites', 'two sites', 'same'],
  ['two-thirds of them', '2/3 of them', 'same same'],
  ['$10\\%$ of it', '10 percent', 'same'],
  ['at 30 °C', '30 K', 'unit'],
  ['at 30 °C', '30°', 'same'],
  ['at 30 °C', '30', 'same'],
  ['at 30', '30 °C', 'same'],
  ['at 5 mg/kg', '5 mg/L', 'unit'],
  ['0.4 km3 of inflow per year', '0.4 km3 per year', 'same'],
  ['0.4 km3 of inflow', '0.4 m3 of inflow', 'unit'],
  ['at −5 °C', '5 °C', 'sign'],
  ['at 5 °C', '−5 °C', 'sign'],
  ['at 3.5 °C', '3.6 °C', 'absent'],
  ['between 10 and 20 m', '10–20 m', 'same same'],
  ['in 1 000 plots', '1,000 plots', 'same'],
  ['in plots 1 000 apart', '1 and 000', 'same same'],
  ['flux of 10-15 W', '10^-15 W', 'same'],
  ['with CO2 and p53', 'CO2', 'same'],
  ['with CO 2', 'CO2', 'same'],
  ['with CO2', 'CO3', 'absent'],
  ['of BLIP-3', 'BLIP3', 'same'],
  ['of BLIP-3', 'BLIP-4', 'absent'],
  ['for $x^2 + 1$', '$x^{2}+1$', 'same same same'],
  ['for $x^2 + 1$', '$x^3 + 1$', 'absent absent same'],
  ['a 45and175K change', '175 K', 'same'],
  ['it took 3 T', '3 tesla', 'same'],
  ['240T tokens', '240 tokens', 'absent'],
  ['240T tokens', '240 trillion', 'same'],
])('%j asked for %j', (text, claim, expected) => {
  expect(ask(text, claim)).toBe(expected);
});

test('values of typed quantities', () => {
  const index = indexOf('fell to 5 mg and 7');
  expect(index.has('5e0', null)).toBe(true);
  expect(index.has('5e0', 'mg')).toBe(true);
  expect(index.has('5e0', 'kg')).toBe(false);
  expect(index.has('7e0', 'kg')).toBe(true);
  expect(index.has('8e0', null)).toBe(false);
});
