import { canonicalDecimal } from './decimal.ts';

const small = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`.split(/\s+/);
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinals = `zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
  fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth`.split(/\s+/);

const units = new Map<string, number>([...small.entries()].map(([value, word]) => [word, value]));
for (const [at, word] of tens.entries()) units.set(word, (at + 2) * 10);

/** Powers of ten by their words, also behind digits ("218 million"). */
export const scales = new Map<string, number>([
  ['hundred', 2],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
  ['quadrillion', 15],
  ['mln', 6],
  ['mn', 6],
  ['bn', 9],
  ['tn', 12],
  ['hundreds', 2],
  ['thousands', 3],
  ['millions', 6],
  ['billions', 9],
  ['trillions', 12],
  ['dozen', 0],
]);

const denominators: Record<string, number> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fourth: 4,
  fourths: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  sixths: 6,
  seventh: 7,
  sevenths: 7,
  eighth: 8,
  eighths: 8,
  ninth: 9,
  ninths: 9,
  tenth: 10,
  tenths: 10,
};

/** Words that say a number in passing: they support it in a fact, and nobody must repeat them. */
const inPassing = new Map<string, string>(
  Object.entries({
    one: '1',
    single: '1',
    sole: '1',
    once: '1',
    unity: '1',
    both: '2',
    pair: '2',
    pairs: '2',
    paired: '2',
    dual: '2',
    double: '2',
    doubled: '2',
    doubles: '2',
    doubling: '2',
    twice: '2',
    twofold: '2',
    couple: '2',
    binary: '2',
    triple: '3',
    tripled: '3',
    thrice: '3',
    triplicate: '3',
    quadruple: '4',
    half: '0.5',
    halved: '0.5',
    halves: '0.5',
    halving: '0.5',
    dozen: '12',
    decade: '10',
    century: '100',
    quarter: '0.25',
    none: '0',
    zero: '0',
  }),
);
for (const [value, word] of ordinals.entries()) inPassing.set(word, String(value));

const beginnings = new Set([...units.keys(), ...inPassing.keys()]);

/** Whether a number in words may begin with this word: a quick no for nearly all. */
export function mayBeNumber(word: string): boolean {
  if (word.length < 3 || word.length > 12) return false;
  const lower = word.toLowerCase();
  return beginnings.has(lower) || lower.endsWith('fold');
}

/** Of each first letter, a to z, the lengths of the words that begin a number, a bit for each. */
const lengthsByLetter = new Uint32Array(26);
for (const word of beginnings) {
  const letter = word.charCodeAt(0) - 97;
  lengthsByLetter[letter] = (lengthsByLetter[letter] ?? 0) | (1 << word.length);
}

/** The same of a run of letters in a text, most of which are turned away by their first letter and their length. */
export function mayBeginNumber(text: string, start: number, end: number): boolean {
  if (end - start < 3 || end - start > 12) return false;
  const lengths = lengthsByLetter[(text.charCodeAt(start) | 32) - 97] ?? 0;
  const isOfLength = (lengths & (1 << (end - start))) !== 0;
  const endsAsFold = (text.charCodeAt(end - 1) | 32) === 100;
  return (isOfLength || endsAsFold) && mayBeNumber(text.slice(start, end));
}

export type SpelledNumber = { value: string; end: number; soft: boolean; ordinal: boolean; times: boolean };

const nextWord = /(?:[\s-]+(?:and\s+)?)?([a-z]+)(?![\p{L}\p{N}])/iuy;

/** The number in words that begins at an offset, if one does: "two hundred and fifty", "tenfold", "two-thirds", "both". */
export function spelledNumberAt(text: string, at: number, word: string): SpelledNumber | null {
  const lower = word.toLowerCase();
  const end = at + word.length;
  const fold = /^(\p{L}+)fold$/u.exec(lower)?.[1];
  const folded = fold === undefined ? undefined : (units.get(fold) ?? 10 ** (scales.get(fold) ?? Number.NaN));
  if (folded !== undefined && !Number.isNaN(folded)) return spelled(folded, end, { times: true });
  const read = units.has(lower) ? readWords(text, at) : null;
  if (read !== null && (read.end > end || !inPassing.has(lower))) return read;
  const passing = inPassing.get(lower);
  if (passing === undefined) return null;
  const value = canonicalDecimal(passing);
  return value === null ? null : { value, end, soft: true, ordinal: ordinals.includes(lower), times: false };
}

function spelled(value: number, end: number, marks: { times?: boolean } = {}): SpelledNumber | null {
  const decimal = canonicalDecimal(String(value));
  return decimal === null ? null : { value: decimal, end, soft: false, ordinal: false, times: marks.times ?? false };
}

function readWords(text: string, at: number): SpelledNumber | null {
  let total = 0;
  let part = 0;
  let last = '';
  let end = at;
  for (let count = 0; count < 12; count += 1) {
    nextWord.lastIndex = end;
    const match = nextWord.exec(text);
    const word = match?.[1]?.toLowerCase() ?? '';
    if (match === null || (count === 0 && match.index !== at)) break;
    const denominator = denominators[word];
    if (denominator !== undefined && count > 0) return fraction(total + part, denominator, nextWord.lastIndex);
    if (!follows(word, last, match[0])) break;
    [total, part] = add(total, part, word);
    last = word;
    end = nextWord.lastIndex;
  }
  return end === at ? null : spelled(total + part, end);
}

/** "two hundred", "twenty five", "hundred and fifty" go on; "five two", "two and three" do not. */
function follows(word: string, last: string, whole: string): boolean {
  const unit = units.get(word);
  if (unit === undefined) return last !== '' && scales.has(word) && word !== 'dozen' && !/and\s/i.test(whole);
  if (last === '') return true;
  if (scales.has(last)) return true;
  return tens.includes(last) && unit > 0 && unit < 10 && !/and\s/i.test(whole);
}

function add(total: number, part: number, word: string): [total: number, part: number] {
  const scale = scales.get(word);
  if (scale === undefined) return [total, part + (units.get(word) ?? 0)];
  if (scale === 2) return [total, part * 100];
  return [total + part * 10 ** scale, 0];
}

function fraction(numerator: number, denominator: number, end: number): SpelledNumber {
  return { value: canonicalFraction(numerator, denominator), end, soft: false, ordinal: false, times: false };
}

/** A fraction as an exact decimal where it has one ("1/4" → "25e-2"), else reduced ("4/6" → "2/3"). */
export function canonicalFraction(numerator: number, denominator: number): string {
  const divisor = greatestCommonDivisor(numerator, denominator);
  const top = numerator / divisor;
  const bottom = denominator / divisor;
  const power = Math.max(powerIn(bottom, 2), powerIn(bottom, 5));
  const scaled = top * 10 ** power;
  if (power > 15 || scaled % bottom !== 0) return `${top}/${bottom}`;
  return canonicalDecimal(`${scaled / bottom}e-${power}`) ?? `${top}/${bottom}`;
}

function greatestCommonDivisor(one: number, other: number): number {
  let [large, less] = [one, other];
  while (less !== 0) [large, less] = [less, large % less];
  return large === 0 ? 1 : large;
}

function powerIn(value: number, prime: number): number {
  let power = 0;
  for (let rest = value; rest > 0 && rest % prime === 0; rest /= prime) power += 1;
  return power;
}
