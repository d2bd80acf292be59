import { nounVerbs, verbsOnly } from './lexicon.ts';
import { isBoundary, isModifier, isNominal } from './modifiers.ts';
import type { Word } from './words.ts';

export const endsInS = (word: Word | undefined): boolean => word?.classes.endsInS === true;
export const startsPhrase = (word: Word | undefined): boolean =>
  word !== undefined &&
  (['DET', 'NOUN', 'PROPN', 'ADJ', 'QTY', 'NUM'].includes(word.tag) || word.lower === 'their' || word.lower === 'its');

/** What studies, results and data do, in the plural. */
export const finds = (word: Word | undefined): boolean =>
  word !== undefined && /^(?:show|suggest|indicate|demonstrate|reveal|confirm|imply|find)$/.test(word.lower);

const foundOut = new Set(['showed', 'revealed', 'suggested', 'indicated', 'demonstrated', 'confirmed']);

const isFiniteVerb = (words: Word[], index: number): boolean => {
  const word = words[index];
  if (word?.tag === 'AUX') return true;
  if (word?.tag !== 'VERB' || words[index - 1]?.lower === 'to' || isModifier(words, index)) return false;
  if (foundOut.has(word.lower)) return true;
  if (word.verbForm === 'past' && nounVerbs.has(words[index - 1]?.lower ?? '')) return false;
  const form = word.verbForm;
  return form === 'base' || form === 's' || (form === 'past' && words[index + 1]?.tag !== 'ADP');
};

/** "from the length change associated with": no verb of a plural behind "the" and a singular. */
const isInCompound = (words: Word[], index: number): boolean => {
  const [before, word, after] = words.slice(index - 1, index + 2);
  // "imaging studies show": there the second is the verb.
  if (endsInS(word) && finds(after)) return true;
  const isPlural = !endsInS(word) && after?.tag === 'VERB' && after.verbForm === 'past';
  return isPlural && words[index - 2]?.tag === 'DET' && before?.tag === 'NOUN' && !endsInS(before);
};

/** Could the noun at `index`, one that papers use as a verb, be the verb that its clause lacks? */
function isKnownVerb(words: Word[], index: number): boolean {
  const word = words[index];
  if ((word?.tag !== 'NOUN' && word?.lower !== 'rival') || !nounVerbs.has(word.lower)) return false;
  const before = words[index - 1];
  const after = words[index + 1];
  const opened = isNominal(before) || before?.tag === 'ADV' || /^(?:that|which|:)$/.test(before?.lower ?? '');
  if (!opened || !(startsPhrase(after) || ['ADP', 'ADV', 'SCONJ', 'VERB', 'PRON'].includes(after?.tag ?? '')))
    return false;
  if (verbsOnly.has(word.lower)) return true;
  if (isInCompound(words, index)) return false;
  // Number agrees ("experiments show", "the model exhibits") where the subject stands right before.
  const direct = before?.tag === 'NOUN' && /[a-z]$/.test(before.text) && words[index - 2]?.tag !== 'CCONJ';
  const near = !words.slice(Math.max(0, index - 4), index).some((other) => other.tag === 'ADP');
  return direct && near ? endsInS(before) !== endsInS(word) : true;
}

const isPlainNoun = (word: Word | undefined): boolean => word?.tag === 'NOUN' && /^[a-z]+$/.test(word.text);

/** A base form whose number agrees with the noun before it: "owls nest in barns". */
const isPluralVerb = (words: Word[], index: number): boolean => {
  const after = words[index + 1];
  if (!isPlainNoun(words[index]) || endsInS(words[index]) || words[index - 1]?.tag !== 'NOUN') return false;
  return (
    endsInS(words[index - 1]) &&
    (after?.tag === 'DET' || after?.tag === 'ADP' || after?.tag === 'ADV' || endsInS(after))
  );
};

/** After a noun, or after an adjective with a determiner that the tagger took for a modifier. */
const follows = (words: Word[], index: number): boolean =>
  isNominal(words[index - 1]) ||
  (words[index - 1]?.tag === 'NUM' && isNominal(words[index - 2])) ||
  // "a practice that returns carbon".
  (words[index - 1]?.classes.isRelative === true && isNominal(words[index - 2])) ||
  (words[index - 1]?.tag === 'ADJ' && words[index - 2]?.tag === 'DET');

/** Plurals that papers do not use as verbs after a noun. */
const nounsInS =
  /^(?:models|ratios|pairs|systems|tasks|methods|values|sets|groups|species|patients|cells|levels|rates|genes|proteins|factors|particles|neurons|[a-z]+(?:ti|mi|ni|si)cs)$/;

/** A form in -s whose number agrees with the noun before it: "the weir blocks the canal". */
const isSingularVerb = (words: Word[], index: number): boolean => {
  const after = words[index + 1];
  if (!isPlainNoun(words[index]) || !endsInS(words[index]) || !follows(words, index)) return false;
  if (nounsInS.test(words[index]?.lower ?? '') || /^(?:that|which)$/.test(after?.lower ?? '')) return false;
  if (words.slice(Math.max(0, index - 4), index).some((other) => other.lower === 'of')) return false;
  return !endsInS(words[index - 1]) && startsPhrase(after) && after?.tag !== 'PROPN' && after?.lower !== 'such';
};

const verbLooks = [isKnownVerb, isPluralVerb, isSingularVerb];

/** The noun in a clause without a verb that is to be its verb, or -1; better evidence first. */
function missingVerb(words: Word[], from: number, to: number): number {
  const joint = /^(?:that|which|:)$/.test(words[from - 1]?.lower ?? '');
  for (let at = from; at < to; at++) if (isFiniteVerb(words, at)) return -1;
  for (const looks of verbLooks) {
    for (let at = joint ? from : from + 1; at < to; at++) if (looks(words, at)) return at;
  }
  return -1;
}

/** Gives a verb to each clause that has none, when a noun in it can be one; what stands before it is then a noun. */
export function repairClauses(words: Word[]): void {
  let from = 0;
  for (let index = 0; index <= words.length; index++) {
    const word = words[index];
    if (word !== undefined && !isBoundary(word)) continue;
    const at = missingVerb(words, from, index);
    const chosen = words[at];
    const before = words[at - 1];
    if (chosen) chosen.tag = 'VERB';
    if (chosen && before?.tag === 'ADJ') before.tag = 'NOUN';
    from = index + 1;
  }
}
