import { pronouns } from './lexicon.ts';
import { isModifier, isNominal, leadsToNoun } from './modifiers.ts';
import type { QuantitySpan } from './quantities.ts';
import type { Word } from './words.ts';

/** A noun phrase: `words` are modifiers and head, without determiner and leading quantity. */
export type Phrase = {
  from: number;
  to: number;
  determiner: string | null;
  quantity: QuantitySpan | null;
  words: Word[];
  pronoun: boolean;
  /** What follows "of", distributed over coordination; `link` is another preposition that the head asks for. */
  of: Phrase[];
  link: string;
};

const isAdjectival = (words: Word[], index: number): boolean => words[index]?.tag === 'ADJ' || isModifier(words, index);

/** "rigorous and reliable", "scalable, consistent, and reproducible": the index of the adjective after the joint. */
function afterJoint(words: Word[], index: number): number | null {
  let at = index;
  if (words[at]?.text === ',') at++;
  if (words[at]?.tag === 'CCONJ') at++;
  if (at === index || !isAdjectival(words, index - 1)) return null;
  if (words[index]?.text === ',' && isCompoundAdjective(words, at)) return at;
  return isAdjectival(words, at) && leadsToNoun(words, at) ? at : null;
}

/** "weak, temperature independent behaviour": a noun that an adjective like this one follows. */
const isCompoundAdjective = (words: Word[], at: number): boolean =>
  words[at]?.tag === 'NOUN' &&
  /^(?:independent|dependent|specific|sensitive|resistant|free|rich|poor|based|like|induced|related|driven|mediated|derived)$/.test(
    words[at + 1]?.lower ?? '',
  ) &&
  leadsToNoun(words, at + 2);

/** Adverbs that stand inside of noun phrases. */
const degree = /(?:ly|^more|^most|^less|^least|^very|^well|^still|^newly|^too|^quite|^rather|^highly|^previously)$/;

/** Can the word at `at` go on a phrase that began at `from`? */
function continuesPhrase(words: Word[], from: number, at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (word.tag === 'QTY') return at === from || words[at - 1]?.tag === 'ADJ' || isInCompound(words, at);
  if (at === from && isGrading(words, at)) return leadsToNoun(words, at + 1);
  if (isNominal(word) || word.tag === 'NUM' || isAdjectival(words, at)) return true;
  if (word.tag === 'POSS') return at > from;
  return word.tag === 'ADV' && degree.test(word.lower) && leadsToNoun(words, at + 1) && !isVerbNext(words, at + 1);
}

/** "the Si III 1206 Å lines": a number with its unit between a name and a noun. */
const isInCompound = (words: Word[], at: number): boolean => {
  const unit = words[at]?.quantity?.quantity.unit ?? null;
  return (
    unit !== null &&
    !/^(?:%|‰|percent|times|fold|×)/.test(unit) &&
    words[at - 1]?.tag === 'PROPN' &&
    words[at + 1]?.tag === 'NOUN'
  );
};

/** Index after the modifiers and nouns that begin at `from`. */
function scanNominal(words: Word[], from: number): number {
  let at = from;
  while (at < words.length) {
    const joint = at > from ? afterJoint(words, at) : null;
    if (joint === null && !continuesPhrase(words, from, at)) break;
    at = joint ?? at + 1;
  }
  return at;
}

/** After adverbs, is there a verb that is no modifier? */
function isVerbNext(words: Word[], from: number): boolean {
  let at = from;
  while (words[at]?.tag === 'ADV') at++;
  return (words[at]?.tag === 'VERB' && !isModifier(words, at)) || words[at]?.tag === 'AUX';
}

/** "the most susceptible plants": there "most" grades the adjective. */
const isGrading = (words: Word[], at: number): boolean =>
  words[at]?.lower === 'most' &&
  /^(?:the|its|their|our)$/.test(words[at - 1]?.lower ?? '') &&
  (words[at + 1]?.tag === 'ADJ' || words[at + 1]?.tag === 'ADV');

/** Not the symbol in "the powers of A". */
const isDeterminer = (word: Word | undefined): boolean => word?.classes.isDeterminer === true && word.tag !== 'PROPN';

function skipDeterminers(words: Word[], from: number): number {
  let at = from;
  while (at < from + 2 && isDeterminer(words[at]) && !isGrading(words, at)) at++;
  return at;
}

/** "many other diseases" are other ones. */
const determinerOf = (words: Word[], from: number): string | null => {
  const own = words[from]?.lower ?? null;
  const isOther = words[from + 1]?.lower === 'other' && /^(?:any|all|many|most|some|several|various)$/.test(own ?? '');
  return isOther ? 'other' : own;
};

function lastNominal(words: Word[], from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) {
    if (isNominal(words[at]) || words[at]?.tag === 'QTY' || words[at]?.tag === 'NUM') return at;
  }
  return -1;
}

/** "not a single well", "hardly any rain": what the phrase behind is denied with. */
function denialAt(words: Word[], from: number): string | null {
  const own = words[from]?.lower;
  if (own === 'not' && words[from + 1]?.classes.isDeterminer === true) return own;
  return (own === 'hardly' || own === 'scarcely') && words[from + 1]?.lower === 'any' ? 'no' : null;
}

/** The noun phrase that begins at `from`, or null. */
export function phraseAt(words: Word[], from: number): Phrase | null {
  const denial = denialAt(words, from);
  if (denial !== null) {
    const positive = phraseAt(words, from + 1);
    return positive ? { ...positive, from, determiner: denial } : null;
  }
  const begin = skipDeterminers(words, from);
  const end = scanNominal(words, begin);
  const last = lastNominal(words, begin, end);
  const first = words[from];
  if (last < 0) {
    const alone =
      first !== undefined && words[from + 1]?.tag !== 'ADJ' && (pronouns.has(first.lower) || first.tag === 'PRON');
    // "Neither of the pumps".
    const isOfTwo = first?.lower === 'neither' && words[from + 1]?.lower === 'of';
    return alone || isOfTwo ? phrase(words, from, from + 1, from, null, true) : null;
  }
  const determiner = begin > from ? determinerOf(words, from) : null;
  if (pronouns.has(words[last]?.lower ?? '') && last === begin)
    return phrase(words, from, last + 1, begin, determiner, true);
  return phrase(words, from, last + 1, begin, determiner, false);
}

function phrase(
  words: Word[],
  from: number,
  to: number,
  begin: number,
  determiner: string | null,
  pronoun: boolean,
): Phrase {
  // "a concomitant 1.5‰ decline": the number may stand behind an adjective.
  const at = words[begin]?.tag === 'ADJ' && words[begin + 1]?.quantity && begin + 2 < to ? begin + 1 : begin;
  const leading = words[at]?.quantity ?? null;
  const all = words.slice(begin, to);
  const own = leading === null ? all : all.filter((word) => word !== words[at]);
  return { from, to, determiner, quantity: leading, words: own, pronoun, of: [], link: 'of' };
}

/** "no lead", "neither filter", "none of". */
export const isNegating = (determiner: string | null | undefined): boolean =>
  determiner !== null && determiner !== undefined && negating.has(determiner);

const negating = new Set(['no', 'not', 'neither', 'none']);

export const headOf = (phrase: Pick<Phrase, 'words'>): Word | undefined => phrase.words[phrase.words.length - 1];

/** "one of the main causes" is a main cause. */
export const isOneOf = (phrase: Phrase): boolean =>
  phrase.of.length > 0 && /^one$/i.test(phrase.quantity?.text ?? headOf(phrase)?.text ?? phrase.determiner ?? '');
