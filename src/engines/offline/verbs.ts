import { beForms, doForms, haveForms, irregularParticiple, irregularPast } from './lexicon.ts';
import { isModifier } from './modifiers.ts';
import { verbLemma } from './morphology.ts';
import type { Word } from './words.ts';

type Form = 'finite' | 'bare-past' | 'ing' | 'infinitive' | 'participle';

export type VerbGroup = {
  from: number;
  to: number;
  lemma: string;
  /** The main verb as it stands, in lower case. */
  surface: string;
  form: Form;
  passive: boolean;
  negated: boolean;
  modal: string | null;
  adverbs: string[];
  /** "carry out": what belongs to the verb behind it, or nothing. */
  particle: string;
  /** Lemmas of verbs that were merged in front: "begin to V", "is able to V". */
  chain: string[];
  /** What the first word tells of the subject: "has" and "runs" a singular, "have" and "run" a plural, "ran" nothing. */
  number: 'singular' | 'plural' | null;
};

const phrasalVerbs = new Set(
  'carry set scale make point rule break build speed turn take bring give sum slow fill cut shut'.split(' '),
);

const isAuxiliary = (word: Word): boolean =>
  word.tag === 'AUX' || word.classes.isAuxiliaryForm || (word.classes.isModal && word.tag !== 'PROPN');

/** "take part in", "give rise to": a noun that makes one verb with the one before it. */
const lightNouns = new Map([
  ['take', /^(?:part|place)$/],
  ['give', /^rise$/],
]);

/** Can the word stand before the main verb: an auxiliary, an adverb, a negation? */
const leadsUp = (word: Word): boolean => isAuxiliary(word) || word.tag === 'ADV' || word.classes.isNegator;

/** "no longer": the first of two words that deny a verb. */
export const isNoLonger = (words: Word[], at: number): boolean =>
  words[at]?.lower === 'no' && words[at + 1]?.lower === 'longer' && words[at + 2]?.tag !== 'NOUN';

/** Does this word deny the verb that it stands before? "Not only" is no denial. */
const denies = (words: Word[], at: number): boolean =>
  isNoLonger(words, at) ||
  words[at]?.lower === 'cannot' ||
  (words[at]?.classes.isNegator === true && !/^(?:only|merely|just)$/.test(words[at + 1]?.lower ?? ''));

/** Where the main verb of the group stands, or the last auxiliary when there is none, and where the group ends. */
function scan(words: Word[], from: number): { end: number; main: number } | null {
  const begin = words[from]?.lower === 'to' ? from + 1 : from;
  let end = begin;
  while (end < words.length && (leadsUp(words[end] as Word) || isNoLonger(words, end))) end++;
  if (words[end]?.tag === 'VERB' && !isModifier(words, end)) return { end: end + 1, main: end };
  let main = end - 1;
  while (main >= begin && !isAuxiliary(words[main] as Word)) main--;
  if (main < begin) return null;
  // "is currently not available": the denial may stand behind an adverb.
  const denial = words.slice(main + 1, end).findLastIndex(({ classes, lower }) => classes.isNegator && lower !== 'nor');
  return { end: main + 2 + denial, main };
}

/** "became", "grew": no participle looks like them. */
const isPastTense = (lower: string): boolean => irregularPast.has(lower) && !irregularParticiple.has(lower);

function formOf(words: Word[], from: number, main: number): Form {
  if (words[from]?.lower === 'to') return 'infinitive';
  const { lower, verbForm: form } = words[main] as Word;
  const auxiliaries = main === from ? [] : words.slice(from, main).filter(isAuxiliary);
  if (auxiliaries.length > 0) return auxiliaries.some((word) => word.verbForm !== 'ing') ? 'finite' : 'ing';
  if (form === 'ing') return 'ing';
  if (beForms.has(lower)) return lower === 'been' ? 'participle' : lower === 'be' ? 'infinitive' : 'finite';
  if (form === 'past' && !isPastTense(lower) && !haveForms.has(lower) && !doForms.has(lower)) return 'bare-past';
  return 'finite';
}

/** Passive: the nearest auxiliary before a participle is a form of be. */
function isPassive(words: Word[], from: number, main: number): boolean {
  const word = words[main];
  if (word === undefined || beForms.has(word.lower) || word.verbForm !== 'past') return false;
  for (let at = main - 1; at >= from; at--) {
    const before = words[at];
    if (before !== undefined && isAuxiliary(before)) return beForms.has(before.lower);
  }
  return false;
}

/** After "to": adverbs, then a verb in its base form. */
function opensInfinitive(words: Word[], from: number): boolean {
  let at = from;
  while (words[at]?.tag === 'ADV') at++;
  const word = words[at];
  return (
    word !== undefined &&
    (word.lower === 'be' || word.lower === 'have' || (word.tag === 'VERB' && !['ing', 's'].includes(word.verbForm)))
  );
}

function lemmaOf(main: Word): string {
  if (beForms.has(main.lower)) return 'be';
  if (haveForms.has(main.lower)) return 'have';
  return doForms.has(main.lower) ? 'do' : verbLemma(main.lower, main.lemma);
}

/** Can a verb group begin here? Not with a modifier, and not with a "to" that is a preposition. */
function canBegin(words: Word[], from: number): boolean {
  if (words[from]?.lower === 'to') return opensInfinitive(words, from + 1);
  return !isModifier(words, from);
}

function numberOf({ lower, tag, verbForm }: Word): VerbGroup['number'] {
  if (/^(?:is|was|has|does)$/.test(lower)) return 'singular';
  if (/^(?:are|were|have|do)$/.test(lower)) return 'plural';
  const form = tag === 'VERB' ? verbForm : null;
  return form === 's' ? 'singular' : form === 'base' ? 'plural' : null;
}

/** The verb group that begins at `from`, or null. */
export function verbGroupAt(words: Word[], from: number): VerbGroup | null {
  const found = canBegin(words, from) ? scan(words, from) : null;
  const main = words[found?.main ?? -1];
  if (found === null || main === undefined) return null;
  const inside = words.slice(from, found.end);
  const lemma = lemmaOf(main);
  const following = words[found.end]?.lower ?? '';
  const isParticle = /^(?:out|up|off|down)$/.test(following) && phrasalVerbs.has(lemma);
  const isLight = lightNouns.get(lemma)?.test(following) && words[found.end + 1]?.tag === 'ADP';
  const particle = isParticle || isLight ? following : '';
  return {
    from,
    to: particle === '' ? found.end : found.end + 1,
    lemma,
    particle,
    surface: main.lower,
    form: formOf(words, from, found.main),
    passive: isPassive(words, from, found.main),
    negated: inside.some((_word, at) => denies(words, from + at)),
    modal: inside.find(({ classes }) => classes.isModal)?.lower ?? null,
    adverbs: inside.filter((word) => word.tag === 'ADV').map((word) => word.lower),
    chain: [],
    number: numberOf(inside.find((word) => word.tag !== 'ADV') ?? main),
  };
}
