import { beForms, doForms, haveForms, modals, negators } from './lexicon.ts';
import { verbForm, verbLemma } from './morphology.ts';
import { isModifier } from './phrases.ts';
import type { Word } from './words.ts';

export type Form = 'finite' | 'bare-past' | 'ing' | 'infinitive' | 'participle';

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
};

const phrasalVerbs = new Set(
  'carry set scale make point rule break build speed turn take bring give sum slow fill cut shut'.split(' '),
);

const isAuxiliary = (word: Word): boolean =>
  word.tag === 'AUX' ||
  modals.has(word.lower) ||
  beForms.has(word.lower) ||
  haveForms.has(word.lower) ||
  doForms.has(word.lower);

/** The words of the verb group that begins at `from`: indices of auxiliaries, adverbs and the main verb. */
function scan(words: Word[], from: number): { end: number; main: number } | null {
  let at = from;
  let main = -1;
  if (words[at]?.lower === 'to') at++;
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (word.tag === 'VERB' && !isAuxiliary(word)) {
      if (!isModifier(words, at)) return { end: at + 1, main: at };
      break;
    }
    if (isAuxiliary(word)) main = at;
    else if (word.tag !== 'ADV' && !negators.has(word.lower)) break;
  }
  if (main < 0) return null;
  let end = main + 1;
  if (negators.has(words[end]?.lower ?? '') && words[end]?.lower !== 'nor') end++;
  return { end, main };
}

function formOf(words: Word[], from: number, main: number): Form {
  const auxiliary = words.slice(from, main).some(isAuxiliary);
  if (words[from]?.lower === 'to') return 'infinitive';
  const lower = words[main]?.lower ?? '';
  if (auxiliary)
    return words.slice(from, main).some((word) => isAuxiliary(word) && verbForm(word.lower) !== 'ing')
      ? 'finite'
      : 'ing';
  const form = verbForm(lower);
  if (form === 'ing') return 'ing';
  if (beForms.has(lower)) return lower === 'been' ? 'participle' : lower === 'be' ? 'infinitive' : 'finite';
  if (form === 'past' && !haveForms.has(lower) && !doForms.has(lower)) return 'bare-past';
  return 'finite';
}

/** Passive: the nearest auxiliary before a participle is a form of be. */
function isPassive(words: Word[], from: number, main: number): boolean {
  const word = words[main];
  if (word === undefined || beForms.has(word.lower) || verbForm(word.lower) !== 'past') return false;
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
    (word.lower === 'be' || word.lower === 'have' || (word.tag === 'VERB' && verbForm(word.lower) !== 'ing'))
  );
}

/** The verb group that begins at `from`, or null. */
export function verbGroupAt(words: Word[], from: number): VerbGroup | null {
  const first = words[from];
  if (first === undefined || (first.tag === 'VERB' && isModifier(words, from))) return null;
  if (first.lower === 'to' && !opensInfinitive(words, from + 1)) return null;
  const found = scan(words, from);
  const main = words[found?.main ?? -1];
  if (found === null || main === undefined) return null;
  const inside = words.slice(from, found.end);
  const following = words[found.end]?.lower ?? '';
  const particle =
    /^(?:out|up|off|down)$/.test(following) && phrasalVerbs.has(verbLemma(main.lower, main.lemma)) ? following : '';
  const lemma = beForms.has(main.lower)
    ? 'be'
    : haveForms.has(main.lower)
      ? 'have'
      : doForms.has(main.lower)
        ? 'do'
        : verbLemma(main.lower, main.lemma);
  return {
    from,
    to: particle === '' ? found.end : found.end + 1,
    lemma,
    particle,
    surface: main.lower,
    form: formOf(words, from, found.main),
    passive: isPassive(words, from, found.main),
    negated: inside.some((word) => negators.has(word.lower) || word.lower === 'cannot'),
    modal: inside.find((word) => modals.has(word.lower))?.lower ?? null,
    adverbs: inside.filter((word) => word.tag === 'ADV').map((word) => word.lower),
    chain: [],
  };
}
