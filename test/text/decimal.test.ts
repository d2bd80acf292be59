import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDecimal, decimalOf, timesPowerOfTen, toNumber } from '../../src/text/decimal.ts';

test.each([
  ['1000', '1e3'],
  ['1.0e3', '1e3'],
  ['-0.00120', '-12e-4'],
  ['.5', '5e-1'],
  ['5.', '5e0'],
  ['0.000', '0e0'],
  ['-0', '0e0'],
  ['+7', '7e0'],
  ['', null],
  ['.', null],
  ['1e', null],
  ['1,000', null],
])('%j is %j', (text, expected) => {
  expect(canonicalDecimal(text)).toBe(expected);
});

test('0.1 + 0.2 is not the decimal 0.3, and 1e21 is the decimal 1 and 21 zeros', () => {
  expect(decimalOf(0.1 + 0.2)).not.toBe(canonicalDecimal('0.3'));
  expect(decimalOf(1e21)).toBe(canonicalDecimal(`1${'0'.repeat(21)}`));
});

test('keeps the value of every finite number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const decimal = decimalOf(value) ?? '';
      expect(toNumber(decimal)).toBe(value === 0 ? 0 : value);
      expect(canonicalDecimal(decimal)).toBe(decimal);
      expect(timesPowerOfTen(timesPowerOfTen(decimal, 6), -6)).toBe(decimal);
    }),
  );
});
