import { canonicalDecimal } from './decimal.ts';
import { scales } from './number-words.ts';
import { unitAt } from './unit-symbols.ts';

export type Numeral = { value: string; others: string[]; end: number };

const grouped = /\d{1,3}(?:(?:[,'’]\d{3})+|(?: \d{3})+)(?![\d])(?:\.\d+)?/uy;
const decimal = /\d+(?:\.\d+)?|\.\d+/uy;
const decimalComma = /\d+,\d{1,2}(?![\d,])|0,\d+(?![\d,])/uy;
const timesTen =
  /\s*[×x*·✕]\s*10(?:\s?(?:\^|\*\*)\s?\{?\s?([-−–+]?\s?\d{1,3})\s?\}?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3})|\s?([−–-]\d{1,2})(?!\d)|([1-9]\d?)(?!\d))/uy;
const exponent = /[eE]([-−–+]?\d{1,3})(?![\p{L}\p{N}])/uy;
const powerOfTen = /\s?(?:\^|\*\*)\s?\{?\s?([-−–+]?\s?\d{1,3})\s?\}?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3})/uy;

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const plainExponent = (text: string): number => Number(text.normalize('NFKC').replace(/[−–]/g, '-').replace(/\s/g, ''));

/** The numeral that begins at a digit: separators of thousands, decimals, powers of ten in all their spellings. */
export function numeralAt(text: string, at: number): Numeral {
  const { digits, end, others } = digitsAt(text, at);
  const value = canonicalDecimal(digits) ?? '0e0';
  const scientific = match(timesTen, text, end);
  if (scientific !== null) return scientificNumeral(digits, scientific, others);
  const engineering = match(exponent, text, end);
  if (engineering !== null) {
    const power = plainExponent(engineering[1] ?? '0');
    return { value: canonicalDecimal(`${digits}e${power}`) ?? value, others, end: exponent.lastIndex };
  }
  const power = digits === '10' ? match(powerOfTen, text, end) : null;
  if (power === null) return { value, others, end };
  return { value: `1e${plainExponent(power[1] ?? power[2] ?? '0')}`, others, end: powerOfTen.lastIndex };
}

function digitsAt(text: string, at: number): { digits: string; end: number; others: string[] } {
  const inGroups = match(grouped, text, at)?.[0];
  if (inGroups !== undefined) {
    const digits = inGroups.replace(/[,'’ ]/gu, '');
    const parts = inGroups.includes(' ') ? inGroups.split(' ') : [];
    return { digits, end: at + inGroups.length, others: parts.flatMap((part) => canonicalDecimal(part) ?? []) };
  }
  const comma = match(decimalComma, text, at)?.[0];
  if (comma?.startsWith('0,')) return { digits: comma.replace(',', '.'), end: at + comma.length, others: [] };
  const digits = match(decimal, text, at)?.[0] ?? text.charAt(at);
  const european = comma === undefined ? null : canonicalDecimal(comma.replace(',', '.'));
  return { digits, end: at + digits.length, others: european === null ? [] : [european] };
}

/** In "6×106" the exponent may have lost its height: then the two numbers are kept as other readings. */
function scientificNumeral(digits: string, found: RegExpExecArray, others: string[]): Numeral {
  const [, caret, raised, glued, flat] = found;
  const power = plainExponent(caret ?? raised ?? glued ?? flat ?? '0');
  const value = canonicalDecimal(`${digits}e${power}`) ?? '0e0';
  const parts = flat === undefined ? [] : [digits, `10${flat}`].flatMap((part) => canonicalDecimal(part) ?? []);
  return { value, others: [...others, ...parts], end: found.index + found[0].length };
}

export type Suffix = {
  kind: 'number' | 'name';
  end: number;
  unit: string | null;
  /** Of ten, from "million", "8B"; and one that may be meant or not: "412M". */
  power?: number;
  maybePower?: number;
};

const percent = /\s?-?(?:%|per\s?-?cent(?![a-z])|pct(?![a-z])|percentage\s+points?(?![a-z])|pp(?![a-z]))/iuy;
const times = /(?:\s?-?\s?fold|\s?-?times)(?![\p{L}\p{N}])|\s?[x×](?![\p{L}\p{N}]|\s?\d)/iuy;
const ordinal = /(?:st|nd|rd|th)(?![\p{L}\p{N}])/uy;
const decade = /['’]?s(?![\p{L}\p{N}])/uy;
const scaleWord =
  /[\s-]?(hundreds?|thousands?|millions?|billions?|trillions?|quadrillion|mln|mn|bn|tn)(?![\p{L}\p{N}])/iuy;
const scaleLetter = /\s?([KkMBT])(?![\p{L}\p{N}])/uy;
const glued = /(?:and|or|to)\d/y;
const attached = /\p{L}[\p{L}\p{N}]*(?:[-−–]\d(?!\d))?/uy;
/** Powers of ten that a letter behind a number stands for: "7B". */
export const letterPowers: Record<string, number> = { K: 3, k: 3, M: 6, B: 9, T: 12 };

/** Nouns that are counted in thousands and more, and never measured in kelvin, molar or tesla. */
const counted =
  /^[\s-]+(?:\p{L}+[\s-]+){0,2}(?:tokens?|parameters?|params?|models?|words?|samples?|examples?|images?|pairs?|documents?|texts?|users?|people|sentences?|questions?|instances?|reads?|pixels?|records?|steps?|base|transformer|llms?|lms?|vlms?)(?![\p{L}\p{N}])/iu;

/** What stands behind a numeral and belongs to it: percent, "fold", a scale, a unit. Null when there is nothing. */
export function suffixAt(text: string, at: number): Suffix | null {
  if (match(glued, text, at) !== null) return null;
  const simple = simpleSuffix(text, at);
  if (simple !== null) return simple;
  const word = match(scaleWord, text, at)?.[1];
  if (word !== undefined) return afterScale(text, scaleWord.lastIndex, scales.get(word.toLowerCase()) ?? 0);
  const letter = match(scaleLetter, text, at);
  if (letter !== null && !/^\s/.test(letter[0])) return letterSuffix(text, at, letter[1] ?? '');
  return unitSuffix(text, at);
}

function simpleSuffix(text: string, at: number): Suffix | null {
  if (match(percent, text, at) !== null) return { kind: 'number', end: percent.lastIndex, unit: '%' };
  if (match(times, text, at) !== null) return { kind: 'number', end: times.lastIndex, unit: 'times' };
  if (match(ordinal, text, at) !== null) return { kind: 'number', end: ordinal.lastIndex, unit: null };
  const isDecade =
    /(?<!\d)(?:\d{4}|\d0)$/.test(text.slice(Math.max(0, at - 5), at)) && match(decade, text, at) !== null;
  return isDecade ? { kind: 'number', end: decade.lastIndex, unit: null } : null;
}

function afterScale(text: string, at: number, power: number): Suffix {
  const second = match(scaleWord, text, at)?.[1];
  if (second !== undefined)
    return {
      kind: 'number',
      end: scaleWord.lastIndex,
      unit: null,
      power: power + (scales.get(second.toLowerCase()) ?? 0),
    };
  const unit = unitSuffix(text, at);
  return { kind: 'number', end: unit?.end ?? at, unit: unit?.unit ?? null, power };
}

/** "7B" counts; "300K" and "3T" may be a temperature and a field: the scale is then one of two readings. */
function letterSuffix(text: string, at: number, letter: string): Suffix {
  const power = letterPowers[letter] ?? 0;
  const money = /[$€£]\s?[\d.,]{1,12}$/.test(text.slice(Math.max(0, at - 14), at));
  const clear = letter === 'B' || letter === 'k' || money || counted.test(text.slice(at + 1, at + 80));
  if (clear) return { kind: 'number', end: at + 1, unit: money ? '$' : null, power };
  return { kind: 'number', end: at + 1, unit: letter, maybePower: power };
}

/** A known unit, attached or behind one blank or hyphen; other letters that are attached make a name or count things. */
function unitSuffix(text: string, at: number): Suffix | null {
  const gap = /^(?: ?|-)(?=[\p{L}°℃%‰])/u.exec(text.slice(at, at + 3));
  const unit = gap === null ? null : unitAt(text, at + gap[0].length);
  if (unit !== null) return { kind: 'number', end: unit.end, unit: unit.unit };
  const letters = match(attached, text, at)?.[0];
  if (letters === undefined) return null;
  const isCounting = /^\p{Ll}{2,}(?:[-−–]\d)?$/u.test(letters);
  return { kind: isCounting ? 'number' : 'name', end: at + letters.length, unit: null };
}
