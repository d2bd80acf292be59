import { withoutSign } from './decimal.ts';
import { lazily } from './lazily.ts';
import { type NumberMention, nameKey, readingsOf } from './number-mention.ts';

/** How a text answers whether it has a number: as it is, with another unit, with the other sign, or not at all. */
export type Presence = 'same' | 'unit' | 'sign' | 'absent';

export type NumberIndex = {
  mentions: NumberMention[];
  presence(mention: NumberMention): Presence;
  /** Whether a value (a canonical decimal) stands in the text, with this unit if both are known. */
  has(value: string, unit: string | null): boolean;
};

/** Words that carry a minus sign in words: "fell by 5%" stands for "−5%". */
const downward =
  /\b(?:decreas|reduc|drop|fall|fell|lower|loss|lost|declin|below|minus|negativ|less|fewer|down|shrink|shrank|cool|cold|under|before|deplet|suppress|inhibit|decay|worse)/i;

/** Indexes the numbers of a text once; each question then takes constant time. The text is read for unknown names alone. */
export function indexNumbers(text: () => string, mentions: NumberMention[]): NumberIndex {
  const known = lazily(() => readIndex(mentions));
  const squashed = lazily(() => nameKey(text()));
  const hasKey = (key: string): boolean =>
    known().keys.has(key) || (key.length > 1 && squashed().includes(nameKey(key)));
  return {
    mentions,
    presence: (mention) => presenceOf(mention, { units: known().units, hasKey }),
    has: (value, unit) => compare(known().units.get(value), unit) === 'same',
  };
}

function readIndex(mentions: readonly NumberMention[]): { units: Map<string, Set<string>>; keys: Set<string> } {
  const units = new Map<string, Set<string>>();
  const keys = new Set<string>();
  for (const mention of mentions) {
    if (mention.key !== '') keys.add(mention.key);
    for (const reading of readingsOf(mention)) addUnit(units, reading, mention.unit);
  }
  return { units, keys };
}

function addUnit(units: Map<string, Set<string>>, reading: string, unit: string | null): void {
  const known = units.get(reading);
  if (known === undefined) units.set(reading, new Set([unit ?? '']));
  else known.add(unit ?? '');
}

type Index = { units: Map<string, Set<string>>; hasKey: (key: string) => boolean };

function presenceOf(mention: NumberMention, index: Index): Presence {
  if (mention.kind === 'formula') return index.hasKey(mention.key) ? 'same' : 'absent';
  if (mention.kind === 'name' && (index.hasKey(mention.key) || areAllKnown(mention.parts, index))) return 'same';
  const readings = readingsOf(mention);
  const found = best(readings.map((reading) => compare(index.units.get(reading), mention.unit)));
  if (found !== 'absent' || mention.kind === 'name') return found;
  if (isInParts(mention, index)) return 'same';
  const flipped = readings.map((reading) => (reading.startsWith('-') ? withoutSign(reading) : `-${reading}`));
  return best(flipped.map((reading) => compare(index.units.get(reading), mention.unit))) === 'absent'
    ? 'absent'
    : 'sign';
}

/** Two names that the text has apart, joined by a dash. */
const areAllKnown = (parts: string[], index: Index): boolean => parts.length > 0 && parts.every(index.hasKey);

/** "1 000" may have been read as one number where the text has two, or the other way round. */
function isInParts(mention: NumberMention, index: Index): boolean {
  return mention.others.length > 1 && mention.others.every((part) => index.units.has(part));
}

function compare(units: Set<string> | undefined, unit: string | null): Presence {
  if (units === undefined) return 'absent';
  if (unit === null || units.has('') || units.has(unit)) return 'same';
  return [...units].some((known) => areAlike(known, unit)) ? 'same' : 'unit';
}

/** A degree without its scale is no other unit, nor is one that says a part of the other ("km³" for "km³ per year"). */
function areAlike(one: string, other: string): boolean {
  if (one.startsWith('°') && other.startsWith('°') && (one === '°' || other === '°')) return true;
  const [less, more] = one.length <= other.length ? [one, other] : [other, one];
  const parts = new Set(more.split(' '));
  return less.split(' ').every((part) => parts.has(part));
}

const order: Presence[] = ['same', 'unit', 'sign', 'absent'];

const best = (found: Presence[]): Presence => order.find((presence) => found.includes(presence)) ?? 'absent';

/** Whether a text that says a number without its minus says the direction in words. */
export const saysDownward = (text: string): boolean => downward.test(text);
