import { timesPowerOfTen } from './decimal.ts';
import { type NumberMention, readingsOf } from './number-mention.ts';
import { canonicalFraction } from './number-words.ts';

/** Ranges, half-widths, fractions and lists: what two neighbouring numbers are to each other. */
export function linkMentions(plain: string, mentions: NumberMention[]): void {
  let inFraction = false;
  for (const [at, mention] of mentions.entries()) {
    const before = mentions[at - 1];
    if (before === undefined || !areNeighbours(before, mention)) continue;
    const gap = plain.slice(before.end, mention.start);
    if (!inFraction) linkPair(plain, before, mention, gap);
    inFraction = gap === '/' && before.unit === null;
    if (inFraction) addFraction(before, mention);
  }
  for (const [at, mention] of mentions.entries()) {
    if (mention.uncertainty) scaleBracket(plain, [mentions[at - 1], mention, mentions[at + 1]]);
  }
}

type Neighbour = NumberMention | undefined;

/** "(4.6 ± 0.3) × 10^-10 m": the power of ten and the unit behind the bracket belong to both numbers in it. */
function scaleBracket(plain: string, [value, half, power]: [Neighbour, NumberMention, Neighbour]): void {
  if (value === undefined || power === undefined) return;
  if (!/^\s?\)\s?[×x*·]\s?$/.test(plain.slice(half.end, Math.min(power.start, half.end + 8)))) return;
  const exponent = /^1e(-?\d+)$/.exec(readingsOf(power).at(-1) ?? '')?.[1];
  if (exponent === undefined) return;
  for (const mention of [value, half]) {
    mention.unit ??= power.unit;
    if (mention.value !== null) mention.others.push(timesPowerOfTen(mention.value, Number(exponent)));
  }
}

const areNeighbours = (before: NumberMention, mention: NumberMention): boolean =>
  before.value !== null &&
  mention.value !== null &&
  !mention.soft &&
  mention.start >= before.end &&
  mention.start - before.end <= 12;

function linkPair(plain: string, before: NumberMention, mention: NumberMention, gap: string): void {
  if (/^\s*(?:±|\+\/?[-−–])\s*$/.test(gap)) linkUncertainty(before, mention);
  else if (/^\s?[-−–—~]\s?$|^\s+(?:to|through|until)\s+$/.test(gap) || isBetween(plain, before, gap)) {
    linkRange(plain, before, mention, gap);
  } else if (/^\s+(?:and|or)\s+$/.test(gap) && isPlainNumber(plain, before)) before.unit ??= mention.unit;
}

function linkUncertainty(before: NumberMention, mention: NumberMention): void {
  mention.uncertainty = true;
  before.unit ??= mention.unit;
}

/** A number of which a unit behind the next one may be meant as well: plain digits, and no year. */
const isPlainNumber = (plain: string, mention: NumberMention): boolean =>
  !mention.soft &&
  /^\d+(?:\.\d+)?$/.test(plain.slice(mention.start, mention.end)) &&
  !/^(?:1[5-9]|20)\d\d$/.test(plain.slice(mention.start, mention.end));

const isBetween = (plain: string, before: NumberMention, gap: string): boolean =>
  /^\s*and\s*$/.test(gap) &&
  /(?:between|from)\s+(?:(?:about|approximately|around|ca\.|some)\s+|[~≈]\s?)?$/i.test(
    plain.slice(Math.max(0, before.start - 24), before.start),
  );

function linkRange(plain: string, before: NumberMention, mention: NumberMention, gap: string): void {
  before.upper = mention;
  if (before.others.length === 0 && before.value === '1e1' && /^[-−–]$/.test(gap))
    addPowerOfTen(plain, before, mention);
  if (mention.scale > 0 && before.scale === 0) shareScale(before, mention);
  else before.unit ??= mention.unit;
}

/** "10-15" may be a range, or 10^-15 whose exponent lost its height. */
function addPowerOfTen(plain: string, before: NumberMention, mention: NumberMention): void {
  const exponent = /^\d{1,2}(?![\d.])/.exec(plain.slice(mention.start, mention.start + 4))?.[0];
  if (exponent !== undefined) before.others.push(`1e-${Number(exponent)}`);
}

/** "10–20 million", "412M to 7B": that the second number counts in millions says how the first is to be read. */
function shareScale(before: NumberMention, mention: NumberMention): void {
  const scaled = before.others.at(-1);
  const isLetter = before.unit !== null && /^[KMT]$/.test(before.unit) && scaled !== undefined;
  if (isLetter) Object.assign(before, { value: scaled, others: [], unit: mention.unit });
  else if (before.unit === null && before.value !== null && !before.value.includes('/')) {
    before.others.push(timesPowerOfTen(before.value, mention.scale));
    before.unit = mention.unit;
  }
}

function addFraction(before: NumberMention, mention: NumberMention): void {
  const top = Number(before.value);
  const bottom = Number(mention.value);
  if (!Number.isSafeInteger(top) || !Number.isSafeInteger(bottom) || bottom <= 0 || top < 0) return;
  const fraction = canonicalFraction(top, bottom);
  before.others.push(fraction);
  mention.others.push(fraction);
}
