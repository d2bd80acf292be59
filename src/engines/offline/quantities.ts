import type { Quantity } from '../../types/fact.ts';
import { readComparator } from './comparators.ts';
import { prepositions } from './lexicon.ts';
import { numberWords } from './quantity-words.ts';
import type { Token } from './tokens.ts';
import { isGluedUnit, readUnit } from './units.ts';

/** A quantity found among tokens: from (inclusive) and to (exclusive) are token indices; text is a tidy rendering. */
export type QuantitySpan = { from: number; to: number; text: string; quantity: Quantity };

const magnitudes = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);

const suffixes = new Map([
  ['K', 1e3],
  ['M', 1e6],
  ['B', 1e9],
  ['T', 1e12],
]);

/** Units that are also ordinary nouns in plain text get no number glued to them without a space. */
const gluedNumber = /^(\d+(?:\.\d+)?)([^\d\s].{0,7})$/u;
const plainNumber = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
const rangeNumber = /^(\d+(?:\.\d+)?)[-–−](\d+(?:\.\d+)?)([\p{L}°%µμ]{0,6})$/u;
const exponentToken = /^10(?:\^?[-−–](\d{1,3}))$/;

type Read = { value: number; upper: number | null; unit: string | null; next: number };

function readPlain(text: string): number | null {
  if (plainNumber.test(text)) return Number(text.replaceAll(',', ''));
  return numberWords.get(text.toLowerCase()) ?? null;
}

/** A year is a name of a time, not a quantity. */
const isYear = (text: string): boolean => /^(?:1[6-9]|20)\d\d$/.test(text);

/** `× 10−3`, `x 10^-3`, `×10 3`, and `×106kg`, whose raised 6 the source lost, after a number: the factor and the next token's index. */
function readExponent(tokens: Token[], at: number): { factor: number; next: number; unit?: string | null } | null {
  const sign = tokens[at]?.text;
  if (sign !== '×' && sign !== 'x' && sign !== '·') return null;
  const glued = exponentToken.exec(tokens[at + 1]?.text ?? '');
  if (glued) return { factor: 10 ** -Number(glued[1]), next: at + 2 };
  const raised = /^10(\d{1,2})([\p{L}µ][\p{L}µ\d−-]*)?$/u.exec(tokens[at + 1]?.text ?? '');
  if (raised) return { factor: 10 ** Number(raised[1]), next: at + 2, unit: raised[2] ?? null };
  if (tokens[at + 1]?.text !== '10') return null;
  let next = at + 2;
  if (tokens[next]?.text === '^') next++;
  const negative = ['-', '−', '–'].includes(tokens[next]?.text ?? '');
  if (negative) next++;
  const power = tokens[next]?.text ?? '';
  if (!/^\d{1,3}$/.test(power)) return null;
  return { factor: 10 ** (negative ? -Number(power) : Number(power)), next: next + 1 };
}

/** "300K" is a temperature, "300K images" are many. */
const isKelvin = (tokens: Token[], at: number): boolean =>
  !/^\p{Ll}{3,}/u.test(tokens[at + 1]?.text ?? '') || prepositions.has(tokens[at + 1]?.text ?? '');

function readGlued(tokens: Token[], at: number): Read | null {
  const glued = gluedNumber.exec(tokens[at]?.text ?? '');
  const suffix = glued?.[2] ?? '';
  if (!glued) return null;
  const value = Number(glued[1]);
  if (suffix === 'K' && isKelvin(tokens, at)) return { value, upper: null, unit: 'K', next: at + 1 };
  const factor = suffixes.get(suffix);
  if (factor !== undefined) return { value: value * factor, upper: null, unit: null, next: at + 1 };
  if (suffix === 'x') return { value, upper: null, unit: 'times', next: at + 1 };
  return isGluedUnit(suffix) ? { value, upper: null, unit: suffix, next: at + 1 } : null;
}

/** One number at `at`, with magnitude or exponent; a range that is written as one token gives `upper` too. */
function readNumber(tokens: Token[], at: number): Read | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const range = rangeNumber.exec(token.text);
  if (range && isYear(range[1] ?? '') && isYear(range[2] ?? '')) return null;
  const suffix = range?.[3] ?? '';
  if (range && Number(range[1]) < Number(range[2]) && (suffix === '' || isGluedUnit(suffix))) {
    return { value: Number(range[1]), upper: Number(range[2]), unit: suffix === '' ? null : suffix, next: at + 1 };
  }
  const plain = readPlain(token.text);
  if (plain === null) return readGlued(tokens, at);
  return readScaled(tokens, at, plain);
}

/** A plain number with the power of ten or the magnitude behind it. */
function readScaled(tokens: Token[], at: number, plain: number): Read {
  const exponent = readExponent(tokens, at + 1);
  if (exponent)
    return { value: scaled(plain, exponent.factor), upper: null, unit: exponent.unit ?? null, next: exponent.next };
  const magnitude = magnitudes.get(tokens[at + 1]?.text.toLowerCase() ?? '');
  if (magnitude !== undefined) return { value: scaled(plain, magnitude), upper: null, unit: null, next: at + 2 };
  return { value: plain, upper: null, unit: null, next: at + 1 };
}

/** 7.74 × 10⁻³ without the noise of binary fractions. */
const scaled = (value: number, factor: number): number => Number((value * factor).toPrecision(12));

/** The upper end of a range after its lower end: "to 9.94", "– 9". */
function readUpper(tokens: Token[], at: number): Read | null {
  if (!['to', '–', '-', '−'].includes(tokens[at]?.text.toLowerCase() ?? '')) return null;
  const upper = readNumber(tokens, at + 1);
  return upper && upper.upper === null ? upper : null;
}

function readSign(tokens: Token[], at: number): number {
  const sign = tokens[at];
  const after = tokens[at + 1];
  if (sign === undefined || after === undefined || !['-', '−'].includes(sign.text)) return 0;
  return sign.end === after.start ? 1 : 0;
}

type Rest = Pick<Quantity, 'upper' | 'unit' | 'uncertainty'> & { next: number; power: number };

/** The unit behind the upper end: the range's only one, or the same again. */
function unitBehind(tokens: Token[], rest: Rest, isRange: boolean): { unit: string; next: number } | null {
  if (rest.unit !== null && !isRange) return null;
  const found = readUnit(tokens, rest.next);
  return found !== null && (rest.unit === null || found.unit === rest.unit) ? found : null;
}

/** What follows the first number: unit, half-width, upper end, unit again. */
function readRest(tokens: Token[], lower: Read): Rest {
  const first = lower.unit ? null : readUnit(tokens, lower.next);
  const rest: Rest = {
    upper: lower.upper,
    unit: lower.unit ?? first?.unit ?? null,
    uncertainty: null,
    next: first?.next ?? lower.next,
    power: 1,
  };
  const width = tokens[rest.next]?.text === '±' ? readNumber(tokens, rest.next + 1) : null;
  // "0.46±0.11 × 10-10": the power of ten is that of both.
  const power = width ? (readExponent(tokens, rest.next + 2)?.factor ?? 1) : 1;
  const end = width || rest.upper !== null ? null : readUpper(tokens, rest.next);
  if (width) Object.assign(rest, { uncertainty: width.value, next: width.next, unit: rest.unit ?? width.unit, power });

  if (end && end.value > lower.value) {
    Object.assign(rest, { upper: end.value, unit: rest.unit ?? end.unit, next: end.next });
  }
  const late = unitBehind(tokens, rest, end !== null);
  return late ? { ...rest, unit: late.unit, next: late.next } : rest;
}

/** "$", "US$", "€": what stands right before its number is its unit. */
function readCurrency(tokens: Token[], at: number): { unit: string; next: number } | null {
  const text = tokens[at]?.text ?? '';
  const isPrefixed = /^(?:US|A|C|HK|NZ|S)$/.test(text) && tokens[at + 1]?.text === '$';
  const next = isPrefixed ? at + 2 : at + 1;
  const isCurrency = isPrefixed || /^(?:[$€£¥₹₩]|USD|EUR|GBP|CHF|CNY|RMB|JPY|INR)$/.test(text);
  return isCurrency && /^\d/.test(tokens[next]?.text ?? '') ? { unit: isPrefixed ? `${text}$` : text, next } : null;
}

/** The quantity that begins at token `at`, or null. Units and numbers stay as the text has them. */
export function quantityAt(tokens: Token[], at: number): QuantitySpan | null {
  const comparator = readComparator(tokens, at);
  const currency = readCurrency(tokens, comparator?.next ?? at);
  const begin = currency?.next ?? comparator?.next ?? at;
  const sign = readSign(tokens, begin);
  const read = readNumber(tokens, begin + sign);
  const lower = read && currency !== null ? { ...read, unit: read.unit ?? currency.unit } : read;
  if (!lower || isBareName(tokens, begin, lower, comparator !== null || currency !== null)) return null;
  const { next, power, ...rest } = readRest(tokens, lower);
  const size = power === 1 ? lower.value : scaled(lower.value, power);
  const value = sign === 1 ? -size : size;
  const silent = comparator !== null && '=<>'.includes(tokens[at]?.text ?? '');
  return {
    from: at,
    to: next,
    text: render(tokens, silent ? begin : at, next),
    quantity: { comparator: comparator?.comparator ?? '=', value, ...rest },
  };
}

/** "1B", "2011" and a bare "one" are parts of names or texts, unless a comparator or what follows says otherwise. */
function isBareName(tokens: Token[], at: number, read: Read, compared: boolean): boolean {
  const text = tokens[at]?.text ?? '';
  if (compared) return false;
  if (isYear(text) && readUnit(tokens, read.next) === null) return true;
  if (text.toLowerCase() === 'one') return read.next === at + 1;
  const countable = /^(?:parameters|tokens?|to|images?|samples?|examples?|pairs?|steps?|words?)$/;
  if (read.unit === 'K') return false;
  return /^\d[\d.]*[KMBT]$/.test(text) && !countable.test(tokens[read.next]?.text ?? '');
}

/** Tokens joined with the spaces that the text has between them. */
function render(tokens: Token[], from: number, to: number): string {
  let text = '';
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    text += text !== '' && (tokens[index - 1]?.end ?? token.start) < token.start ? ` ${token.text}` : token.text;
  }
  return text;
}
