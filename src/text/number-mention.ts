/** A number, a name with digits in it, or a formula in a text. */
export type NumberMention = {
  /** In UTF-16 code units. */
  start: number;
  end: number;
  /** Names (BLIP-3, p53, an address) and formulas are compared by key; references ("Fig. 3", "[12]") are no statements. */
  kind: 'number' | 'name' | 'formula' | 'reference';
  /** A canonical decimal, or a fraction without an exact one ("2/3"); null for formulas and most names. */
  value: string | null;
  /** Other values that the same characters may stand for: "10-3" may be 10^-3, "412M" may be 412,000,000. */
  others: string[];
  /** Power of ten of a word or letter of scale that is part of the value ("218 million", "7B"); else 0. */
  scale: number;
  /** A known unit of measurement in one spelling, "%" and "times" among them; null where there is none. */
  unit: string | null;
  /** Said in passing ("both", "first", within a longer formula): supports a fact, is not missed in one. */
  soft: boolean;
  spelled: boolean;
  /** The mention is the half-width behind a ±. */
  uncertainty: boolean;
  /** The upper end of the range that begins here. */
  upper: NumberMention | null;
  /** For names and formulas, folded; else ''. */
  key: string;
  /** The names that a dash or slash joins to this one ("IL6–STAT3"), folded; else none. */
  parts: string[];
};

/**
 * A mention that has a place and nothing else yet. (Written out, as an object made by spreading another one takes ten times
 * as long, and texts have many numbers.)
 */
export function mentionAt(
  start: number,
  end: number,
  kind: NumberMention['kind'],
  value: string | null,
): NumberMention {
  return {
    start,
    end,
    kind,
    value,
    others: [],
    scale: 0,
    unit: null,
    soft: false,
    spelled: false,
    uncertainty: false,
    upper: null,
    key: '',
    parts: [],
  };
}

/** All readings of a mention, its own first. */
export const readingsOf = (mention: NumberMention): string[] =>
  mention.value === null ? mention.others : [mention.value, ...mention.others];

/** A name as it is compared: letters and digits alone, folded ("BLIP-3" → "blip3", "H₂O" → "h2o"). */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
