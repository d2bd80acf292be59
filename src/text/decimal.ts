/**
 * Exact decimals as strings: sign, digits without leading and trailing zeros, "e", exponent of ten. Two numbers are
 * equal exactly when their strings are, however they were written ("1000", "1.0e3" → "1e3"); no binary fraction comes in.
 */
export function canonicalDecimal(text: string): string | null {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/.exec(text);
  if (parts === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole + fraction === '') return null;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0e0';
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** The canonical decimal of a JavaScript number, from its shortest notation. */
export const decimalOf = (value: number): string | null => canonicalDecimal(String(value));

/** Moves the decimal point: times ten to the given power. */
export function timesPowerOfTen(decimal: string, power: number): string {
  const at = decimal.lastIndexOf('e');
  return decimal === '0e0' ? decimal : `${decimal.slice(0, at)}e${Number(decimal.slice(at + 1)) + power}`;
}

/** The value as a JavaScript number, for measuring and ordering, never for testing equality. */
export const toNumber = (decimal: string): number => Number(decimal);

export const withoutSign = (decimal: string): string => (decimal.startsWith('-') ? decimal.slice(1) : decimal);
