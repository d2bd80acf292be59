import { describe, expect, test } from 'vitest';
import { quantityAt } from '../../../src/engines/offline/quantities.ts';
import { tokenize } from '../../../src/engines/offline/tokens.ts';
import type { Quantity } from '../../../src/types/fact.ts';

const quantity = (parts: Partial<Quantity>): Quantity => ({
  comparator: '=',
  value: 0,
  upper: null,
  unit: null,
  uncertainty: null,
  ...parts,
});

describe('quantityAt', () => {
  const cases: [text: string, parts: Partial<Quantity>][] = [
    ['95%', { value: 95, unit: '%' }],
    ['9,018 questions', { value: 9018 }],
    ['about 200 nm', { comparator: '~', value: 200, unit: 'nm' }],
    ['~95%', { comparator: '~', value: 95, unit: '%' }],
    ['up to ten epochs', { comparator: '<=', value: 10, unit: 'epochs' }],
    ['at least 3 days', { comparator: '>=', value: 3, unit: 'days' }],
    ['more than 40', { comparator: '>', value: 40 }],
    ['< 0.05', { comparator: '<', value: 0.05 }],
    ['0.25 to 9.94 mM', { value: 0.25, upper: 9.94, unit: 'mM' }],
    ['2-7%', { value: 2, upper: 7, unit: '%' }],
    ['12.5 ± 0.3 kg', { value: 12.5, unit: 'kg', uncertainty: 0.3 }],
    ['3.2 × 10−3', { value: 0.0032 }],
    ['0.46±0.11×10-10 m', { value: 4.6e-11, uncertainty: 1.1e-11, unit: 'm' }],
    ['0.96±0.06eV', { value: 0.96, uncertainty: 0.06, unit: 'eV' }],
    ['up to 1° latitude', { comparator: '<=', value: 1, unit: '° latitude' }],
    ['30 °C', { value: 30, unit: '°C' }],
    ['-4 °C', { value: -4, unit: '°C' }],
    ['200nm', { value: 200, unit: 'nm' }],
    ['5 mg/L', { value: 5, unit: 'mg/L' }],
    ['218 million pairs', { value: 218e6 }],
    ['one trillion tokens', { value: 1e12 }],
    ['6.6x', { value: 6.6, unit: 'times' }],
    ['$5 million', { value: 5e6, unit: '$' }],
    ['US$45', { value: 45, unit: 'US$' }],
    ['€30', { value: 30, unit: '€' }],
    ['300K', { value: 300, unit: 'K' }],
    ['300K images', { value: 3e5 }],
    ['6×106kg', { value: 6e6, unit: 'kg' }],
    ['7B parameters', { value: 7e9 }],
    ['6.6 percentage point', { value: 6.6, unit: 'percentage points' }],
  ];

  test.each(cases)('%s', (text, parts) => {
    expect(quantityAt(tokenize(text), 0)?.quantity).toEqual(quantity(parts));
  });

  test.each(['1B model', '2011', '1994–2000', 'one method', 'exon', 'BIN1', 'v0.3'])('%s is no quantity', (text) => {
    expect(quantityAt(tokenize(text), 0)).toBeNull();
  });
});
