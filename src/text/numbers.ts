import { formulaSpans } from './brackets.ts';
import { canonicalDecimal, timesPowerOfTen } from './decimal.ts';
import { forLastTexts } from './last-texts.ts';
import { formulaKey, plainForNumbers } from './latex.ts';
import { linkMentions } from './number-links.ts';
import { mentionAt, type NumberMention, nameKey } from './number-mention.ts';
import { mayBeginNumber, mayBeNumber, spelledNumberAt } from './number-words.ts';
import { numeralAt, type Suffix, suffixAt } from './numerals.ts';
import { isInSpans, referenceSpans, type Span } from './references.ts';
import { endOfRun, hasDigitIn, startOfRun } from './runs.ts';
import { canonicalUnit } from './unit-symbols.ts';

type Scan = { text: string; plain: string; mentions: NumberMention[]; references: Span[] };

const address = /(?:https?:\/\/|www\.)[^\s<>"]+|\b10\.\d{4,9}\/[^\s"<>]+|@x(?:math|cite)\d*/gi;
/** "45and175K": blanks were lost, and it is no name. */
const glued = /(?:and|or|to)(?=\d)/y;
const months =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

/**
 * All mentions of numbers in a text, in order, normalised so that they compare across notations: separators, exponents,
 * percent, ranges, half-widths, words, units; names with digits, references and formulas told apart. Linear in the text.
 */
export function numbersOf(text: string): NumberMention[] {
  const hasDigits = /[\d$]|www\.|\p{N}/u.test(text);
  if (!hasDigits && text.length < 60 && !mayHaveNumber(text)) return [];
  const plain = hasDigits ? plainForNumbers(text) : text;
  const scan: Scan = { text, plain, mentions: [], references: hasDigits ? referenceSpans(plain) : [] };
  const opaque = hasDigits ? [...plain.matchAll(address)].map((match) => addressSpan(match.index, match[0])) : [];
  readRuns(scan, opaque);
  linkMentions(plain, scan.mentions);
  if (!hasDigits) return scan.mentions;
  const extra = [...addresses(text, opaque), ...formulas(scan)];
  return extra.length === 0
    ? scan.mentions
    : [...scan.mentions, ...extra].sort((one, other) => one.start - other.start);
}

/** For short texts without digits, of which a draft has many: whether some word may begin a number. */
const mayHaveNumber = (text: string): boolean => text.split(/[^\p{L}]+/u).some(mayBeNumber);

function readRuns(scan: Scan, opaque: readonly Span[]): void {
  const { plain } = scan;
  let next = 0;
  for (let start = startOfRun(plain, 0); start < plain.length; ) {
    let end = endOfRun(plain, start);
    while ((opaque[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    if ((opaque[next]?.start ?? Number.POSITIVE_INFINITY) > start && mayHoldNumber(plain, start, end)) {
      const read = readRun(scan, start, plain.slice(start, end));
      glued.lastIndex = read;
      if (/\d/.test(plain.charAt(read - 1)) && glued.test(plain)) end = glued.lastIndex;
      else end = Math.max(end, read);
    }
    start = startOfRun(plain, end);
  }
}

/** A quick no for nearly all runs, before anything is cut out of the text. */
const mayHoldNumber = (plain: string, start: number, end: number): boolean =>
  hasDigitIn(plain, start, end) || mayBeginNumber(plain, start, end);

const addressSpan = (start: number, found: string): Span => ({
  start,
  end: start + found.replace(/[.,;:)\]]{1,20}$/, '').length,
});

/** Web addresses are names; masked mathematics is nothing at all. */
const addresses = (text: string, spans: Span[]): NumberMention[] =>
  spans
    .filter((span) => text[span.start] !== '@')
    .map(({ start, end }) => named(mentionAt(start, end, 'name', null), nameKey(text.slice(start, end))));

function named(mention: NumberMention, key: string): NumberMention {
  mention.key = key;
  return mention;
}

/** Reads what begins with a run of letters and digits; returns the offset up to which the text is read. */
function readRun(scan: Scan, start: number, word: string): number {
  if (/^\d/.test(word)) return readDigits(scan, start);
  if (/\d/.test(word)) return readName(scan, start, start + word.length);
  if (!mayBeNumber(word)) return start + word.length;
  const spelled = spelledNumberAt(scan.plain, start, word);
  if (spelled === null) return start + word.length;
  const suffix = spelled.soft ? null : suffixAt(scan.plain, spelled.end);
  const end = suffix?.end ?? spelled.end;
  const mention = mentionAt(start, end, 'number', spelled.value);
  mention.unit = spelled.times ? 'times' : (suffix?.unit ?? null);
  mention.soft = spelled.soft;
  mention.spelled = true;
  scan.mentions.push(mention);
  return end;
}

/** "p53", "PM2.5", "v0.3": letters with digits behind them, as far as they go together. */
function readName(scan: Scan, start: number, from: number): number {
  const tail = /^(?:\.\d+|[-–/](?=\p{L}{0,12}\d)[\p{L}\p{N}]+){0,6}/u.exec(scan.plain.slice(from, from + 80));
  const end = from + (tail?.[0].length ?? 0);
  pushName(scan, nameBefore(scan.plain, start) ?? start, end);
  return end;
}

/** A name that begins with digits ("45and175K") keeps the numbers in it as readings. */
function pushName(scan: Scan, start: number, end: number): void {
  const last = scan.mentions.at(-1);
  const joins = last !== undefined && last.kind === 'name' && last.end >= start;
  if (joins) scan.mentions.pop();
  const from = joins ? last.start : start;
  const name = scan.text.slice(from, end);
  const numbers = /^\d/.test(name) ? (name.match(/\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?/g) ?? []) : [];
  const mention = named(mentionAt(from, end, 'name', null), nameKey(name));
  mention.others = numbers.flatMap((digits) => canonicalDecimal(digits.replaceAll(',', '')) ?? []);
  mention.parts = joinedNames(name);
  scan.mentions.push(mention);
}

/** The names in "IL6–STAT3"; none where a part is no name of its own ("BLIP-3"). */
function joinedNames(name: string): string[] {
  const parts = name.split(/[-−–/]/);
  return parts.length > 1 && parts.every((part) => /\p{L}.*\p{N}|\p{N}.*\p{L}/u.test(part)) ? parts.map(nameKey) : [];
}

const isoDates = /(\d{4})-(\d{2})-(\d{2})(?!\d)/y;
const dottedNumbers = /\d{1,50}(?:\.\d{1,50}){2,8}/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readDigits(scan: Scan, start: number): number {
  const { plain } = scan;
  const isoDate = plain[start + 4] === '-' ? matchAt(isoDates, plain, start) : null;
  if (isoDate !== null) return readIsoDate(scan, start, isoDate);
  const dotted = matchAt(dottedNumbers, plain, start);
  if (dotted !== null) {
    pushName(scan, start, dottedNumbers.lastIndex);
    return dottedNumbers.lastIndex;
  }
  if (nameBefore(plain, start) !== null) {
    const rest = /^[\p{L}\p{N}]+(?:\.\d+)?/u.exec(plain.slice(start, start + 40));
    return readName(scan, start, start + (rest?.[0].length ?? 1));
  }
  const hasLeadingPoint =
    plain[start - 1] === '.' && /(?<![\p{L}\p{N}])\.$/u.test(plain.slice(Math.max(0, start - 2), start));
  return readNumeral(scan, hasLeadingPoint ? start - 1 : start);
}

function readIsoDate(scan: Scan, start: number, parts: RegExpExecArray): number {
  let at = start;
  for (const part of parts.slice(1)) {
    const mention = mentionAt(at, at + part.length, 'number', canonicalDecimal(part));
    mention.soft = at > start;
    scan.mentions.push(mention);
    at += part.length + 1;
  }
  return at - 1;
}

const isDash = (character: string): boolean => character === '-' || character === '−' || character === '–';

/**
 * Where the letters before a hyphen begin when they make a name of the number behind it: capitals ("BLIP-3", "MINT-1T"),
 * one letter alone ("n-3"), or a unit with its exponent ("ha-1", "m−2"). Null when there are none.
 */
function nameBefore(plain: string, start: number): number | null {
  const sign = plain.charAt(start - 1);
  if (!isDash(sign)) return null;
  const before = /[\p{L}\p{N}]{1,30}$/u.exec(plain.slice(Math.max(0, start - 31), start - 1))?.[0];
  if (before === undefined || /^\d/.test(before)) return null;
  const isExponent = /^[1-4](?!\d)/.test(plain.slice(start, start + 2)) && canonicalUnit(before) !== null;
  const isName = sign === '−' || /\p{Lu}/u.test(before) || /^\p{L}$/u.test(before) || isExponent;
  return isName ? start - 1 - before.length : null;
}

function readNumeral(scan: Scan, start: number): number {
  const { plain } = scan;
  const numeral = numeralAt(plain, start);
  const suffix = suffixAt(plain, numeral.end);
  const end = suffix?.end ?? numeral.end;
  const isReference = isInSpans(scan.references, start);
  if (suffix?.kind === 'name' && !isReference) {
    pushName(scan, start, end);
    return end;
  }
  const begin = isNegative(plain, start) ? start - 1 : start;
  const { value, others, scale } = valuesOf(numeral, suffix, begin < start);
  const mention = mentionAt(begin, end, isReference ? 'reference' : 'number', value);
  mention.others = others;
  mention.scale = scale;
  mention.unit = suffix?.unit ?? (/[$€£]\s?$/.test(plain.slice(Math.max(0, begin - 2), begin)) ? '$' : null);
  mention.soft = !isReference && isLabel(plain, start, mention);
  scan.mentions.push(mention);
  return end;
}

function valuesOf(numeral: { value: string; others: string[] }, suffix: Suffix | null, isMinus: boolean) {
  const scale = suffix?.power ?? 0;
  const read = (value: string, power: number): string => {
    const scaled = timesPowerOfTen(value, power);
    return isMinus && scaled !== '0e0' ? `-${scaled}` : scaled;
  };
  const others = numeral.others.map((value) => read(value, scale));
  if (suffix?.maybePower !== undefined) others.push(read(numeral.value, suffix.maybePower));
  return { value: read(numeral.value, scale), others, scale };
}

/** A minus is a sign where no number, word or closing bracket stands before it. */
function isNegative(plain: string, start: number): boolean {
  if (!isDash(plain.charAt(start - 1))) return false;
  const before = plain.slice(Math.max(0, start - 4), start - 1);
  if (/[\p{L}\p{N})\]%°]$/u.test(before)) return false;
  if (plain[start - 1] !== '−' && /[\d%]\s+$/.test(before)) return false;
  return !/[-−–]$/.test(before);
}

/** "Llama 3 8B", "TN 410": a bare integer behind a name inside of a sentence belongs to the name. */
function isLabel(plain: string, start: number, mention: NumberMention): boolean {
  if (mention.unit !== null || !/^\d{1,4}$/.test(plain.slice(start, mention.end))) return false;
  const before = /(?:^|[^\p{L}\p{N}])([\p{L}\p{N}-]{2,30})\s$/u.exec(plain.slice(Math.max(0, start - 33), start));
  const word = before?.[1];
  if (word === undefined || !/^(?:\p{Lu}|\p{Ll}\p{Lu})/u.test(word) || months.test(word)) return false;
  const from = start - word.length - 1;
  return !/(?:^|[.!?:]\s+)$/.test(plain.slice(Math.max(0, from - 4), from));
}

/** A formula that is nothing but a number is that number; the numbers of any other are soft, and it has a key of its own. */
function formulas(scan: Scan): NumberMention[] {
  const found: NumberMention[] = [];
  let at = 0;
  for (const { start, end } of formulaSpans(scan.text)) {
    if (/^[\s\d.,×·~±≤≥<>+\-−^{}()%°]*$/.test(scan.plain.slice(start, end))) continue;
    while ((scan.mentions[at]?.start ?? Number.POSITIVE_INFINITY) < start) at += 1;
    for (let inside = scan.mentions[at]; inside !== undefined && inside.start < end; inside = scan.mentions[at]) {
      inside.soft = true;
      at += 1;
    }
    found.push(named(mentionAt(start, end, 'formula', null), formulaKey(scan.text.slice(start, end))));
  }
  return found;
}

/** The same of a whole text, remembered for the stage that asks next. Nobody may change what it gives. */
export const numbersOfText: (text: string) => readonly NumberMention[] = forLastTexts(numbersOf);
