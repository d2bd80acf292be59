import { decimalOf, timesPowerOfTen } from '../text/decimal.ts';
import { type NumberMention, readingsOf } from '../text/number-mention.ts';
import { canonicalFraction, scales } from '../text/number-words.ts';
import { letterPowers } from '../text/numerals.ts';
import { canonicalUnit, powerBetween } from '../text/unit-symbols.ts';
import type { Quantity } from '../types/fact.ts';
import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact } from './check.ts';
import { comparatorsBefore } from './comparators.ts';
import type { Fact } from './fields.ts';
import type { PassageSource } from './source.ts';

/** The typed quantity of a fact says what its own wording says: value, range, half-width, unit and comparator. */
export const quantity: Check = {
  name: 'quantity',
  looksAt: 'the typed quantity of a fact beside the wording of its value',
  threshold: 'a value, end of a range, unit or direction of the comparator that differs fails; a part left out warns',
  says: 'the typed quantity differs from the wording',
  run: (source, view) =>
    view.facts.flatMap((fact) => (fact.quantity === null ? [] : compare(source, fact, fact.quantity))),
};

type Disagreement = { severity: Finding['severity']; reason: string };

function compare(source: PassageSource, fact: Fact, typed: Quantity): Finding[] {
  const wording = fact.value ?? '';
  const mentions = inOneUnit(mentionsFor(source, fact), typed);
  const mention = mentions.find(
    (one, at) =>
      has(one, typed.value, typed.unit) ||
      isBothWays(one, typed, wording) ||
      isRatio(one, mentions[at + 1], typed, wording),
  );
  const found = mention === undefined ? [valueDiffers] : disagreements(mention, mentions, typed, wording);
  return found.map(({ severity, reason }) =>
    findingAtFact(fact, {
      check: 'quantity',
      severity,
      reason,
      message: `the typed quantity ${JSON.stringify(typed)} and the wording “${wording}” differ: ${reason}`,
    }),
  );
}

const valueDiffers: Disagreement = { severity: 'fail', reason: 'the typed value is not the one in the wording' };

/** The numbers of the value's wording; where it has none, those of the name, the conditions, or the cited sentences. */
function mentionsFor(source: PassageSource, fact: Fact): NumberMention[] {
  for (const kind of ['value', 'attribute', 'condition']) {
    const fields = fact.fields.filter((field) => field.kind === kind);
    const mentions = fields.flatMap((field) => field.numbers()).filter((mention) => mention.value !== null);
    if (mentions.length > 0) return mentions;
  }
  return citedSentences(source, fact.evidence).flatMap((sentence) => sentence.numbers.mentions);
}

/** "10 eV–30 keV" typed in one unit of the two: both ends are read in that one. */
function inOneUnit(mentions: NumberMention[], typed: Quantity): NumberMention[] {
  const own = typed.upper === null ? null : canonicalUnit(typed.unit ?? '');
  const low = mentions.find(
    ({ unit, upper }) => upper !== null && unit !== upper.unit && powerOf(unit, upper.unit) !== null,
  );
  if (own === null || low?.upper == null || (own !== low.unit && own !== low.upper.unit)) return mentions;
  const high = readIn(own, low.upper);
  return mentions.map((one) => {
    if (one === low) return { ...readIn(own, low), upper: high };
    return one === low.upper ? high : one;
  });
}

function readIn(unit: string, mention: NumberMention): NumberMention {
  const power = powerOf(mention.unit, unit);
  if (power === null || mention.value === null) return mention;
  return { ...mention, unit, value: timesPowerOfTen(mention.value, power), others: [] };
}

const powerOf = (unit: string | null, other: string | null): number | null =>
  unit === null || other === null ? null : powerBetween(unit, other);

function has(mention: NumberMention, value: number, unit: string | null): boolean {
  const decimal = decimalOf(value);
  if (decimal === null) return false;
  const readings = readingsOf(mention);
  return readings.includes(decimal) || readings.includes(timesPowerOfTen(decimal, scaleOf(unit)));
}

/** "±45°" with nothing before it, typed as a range from −45 to 45. */
const isBothWays = (mention: NumberMention, { value, upper, unit }: Quantity, wording: string): boolean =>
  upper !== null &&
  value === -upper &&
  !mention.uncertainty &&
  has(mention, upper, unit) &&
  /±\s?$/.test(wording.slice(0, mention.start));

/** "1:100" typed as 0.01. */
function isRatio(one: NumberMention, next: NumberMention | undefined, { value }: Quantity, wording: string): boolean {
  if (next === undefined || !/^\s?:\s?$/.test(wording.slice(one.end, next.start))) return false;
  const [top, bottom] = [Number(one.value), Number(next.value)];
  const areWhole = Number.isSafeInteger(top) && Number.isSafeInteger(bottom) && top >= 0 && bottom > 0;
  return areWhole && canonicalFraction(top, bottom) === decimalOf(value);
}

/** Power of ten of a scale that went into the unit: "million pairs", "B parameters". */
function scaleOf(unit: string | null): number {
  const first = unit?.split(/[\s-]/)[0] ?? '';
  return scales.get(first.toLowerCase()) ?? letterPowers[first] ?? 0;
}

function disagreements(
  mention: NumberMention,
  mentions: NumberMention[],
  typed: Quantity,
  wording: string,
): Disagreement[] {
  const half = mentions.find((one) => one.uncertainty);
  return [
    ...endOfRange(mention, mentions, typed),
    ...(typed.uncertainty !== null && !mentions.some((one) => has(one, typed.uncertainty ?? 0, typed.unit))
      ? [fail('the typed half-width is not in the wording')]
      : []),
    ...(typed.uncertainty === null && half !== undefined ? [warn('the half-width of the wording is left out')] : []),
    ...unitDiffers(mention, typed),
    ...comparatorDiffers(wording, mention, typed),
  ];
}

const fail = (reason: string): Disagreement => ({ severity: 'fail', reason });
const warn = (reason: string): Disagreement => ({ severity: 'warn', reason });

function endOfRange(mention: NumberMention, mentions: NumberMention[], typed: Quantity): Disagreement[] {
  if (typed.upper === null) return mention.upper === null ? [] : [warn('the upper end of the range is left out')];
  const { upper } = typed;
  if (!mentions.some((one) => has(one, upper, typed.unit))) return [fail('the typed upper end is not in the wording')];
  return upper < typed.value ? [fail('the ends of the typed range are the wrong way round')] : [];
}

function unitDiffers(mention: NumberMention, typed: Quantity): Disagreement[] {
  const own = typed.unit === null ? null : canonicalUnit(typed.unit);
  if (mention.unit === null || mention.unit === own || isScaled(mention, typed)) return [];
  if (typed.unit === null) return mention.unit === 'times' ? [] : [warn('the unit of the wording is left out')];
  if (own === null) return [];
  const parts = new Set([...own.split(' '), ...mention.unit.split(' ')]);
  const isPart = parts.size === Math.max(own.split(' ').length, mention.unit.split(' ').length);
  return isPart ? [] : [fail('the typed unit is not the one in the wording')];
}

/** "412M" as 412,000,000: the letter was read as a scale, and there is no unit. */
const isScaled = (mention: NumberMention, typed: Quantity): boolean =>
  /^[KMT]$/.test(mention.unit ?? '') && mention.value !== decimalOf(typed.value);

function comparatorDiffers(wording: string, mention: NumberMention, typed: Quantity): Disagreement[] {
  if (typed.upper !== null) return [];
  const all = comparatorsBefore(wording, mention.start);
  const [said] = all;
  if (said === undefined || all.includes(typed.comparator)) return [];
  const isOpposite =
    (said.startsWith('<') && typed.comparator.startsWith('>')) ||
    (said.startsWith('>') && typed.comparator.startsWith('<'));
  if (isOpposite) return [fail('the typed comparator says the opposite of the wording')];
  return typed.comparator === '=' && said !== '~'
    ? [fail('the bound of the wording became an exact value')]
    : [warn('the typed comparator is not that of the wording')];
}
