import { beForms, haveForms, modals, nounsOnly, nounVerbs, verbsWithOf } from './lexicon.ts';
import { verbForm } from './morphology.ts';
import { hasFiniteVerb, isBoundary, isModifier } from './phrases.ts';
import type { Tag, Word } from './words.ts';

type Around = { word: Word; before: Word | undefined; after: Word | undefined; words: Word[]; index: number };
type Repair = (around: Around) => Tag | null;

const isNominal = (word: Word | undefined): boolean => word?.tag === 'NOUN' || word?.tag === 'PROPN';
const startsPhrase = (word: Word | undefined): boolean =>
  word !== undefined &&
  (['DET', 'NOUN', 'PROPN', 'ADJ', 'QTY', 'NUM'].includes(word.tag) || word.lower === 'their' || word.lower === 'its');

/** Is there already a finite verb between the last clause boundary and this word? */
function clauseHasVerb(words: Word[], index: number): boolean {
  for (let at = index - 1; at >= 0 && index - at < 25; at--) {
    const word = words[at];
    if (word === undefined || /^[,;:]$/.test(word.text) || word.tag === 'SCONJ' || word.lower === 'that') return false;
    if (word.tag === 'AUX') return true;
    if (word.tag === 'VERB' && verbForm(word.lower) !== 'ing') return true;
  }
  return false;
}

/** Tag repairs, in order; each is a construction in which the tagger errs, and the tag that it should have given. */
const participialAdjectives =
  /^(?:existing|following|resulting|leading|remaining|growing|increasing|varying|underlying|emerging|corresponding|promising|challenging)$/;

const repairs: Repair[] = [
  // "geochemical, and sedimentologic records": the ending tells an adjective.
  ({ word, after }) =>
    word.tag === 'NOUN' &&
    /[a-z]{3}(?:ical|ogic|etic|istic|atic|ular|aneous)$/.test(word.lower) &&
    (isNominal(after) || after?.tag === 'ADJ' || after?.text === ',' || after?.tag === 'CCONJ')
      ? 'ADJ'
      : null,
  // "existing datasets": these participles are adjectives before a phrase.
  ({ word, after }) =>
    word.tag === 'VERB' &&
    participialAdjectives.test(word.lower) &&
    ['NOUN', 'PROPN', 'ADJ', 'ADV'].includes(after?.tag ?? '')
      ? 'ADJ'
      : null,
  // "repeating filtered datasets outperforms": -ing that opens a clause before a phrase is a verb.
  ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    /^[a-z-]+ing$/.test(word.lower) &&
    (before === undefined || before.text === ',' || before.lower === 'that') &&
    (after?.tag === 'DET' ||
      after?.tag === 'ADV' ||
      after?.tag === 'ADJ' ||
      participialAdjectives.test(after?.lower ?? ''))
      ? 'VERB'
      : null,
  // A capitalised "verb" inside a sentence is a name.
  ({ word, index }) => (index > 0 && word.tag === 'VERB' && /^\p{Lu}/u.test(word.text) ? 'PROPN' : null),
  // "the increase of", "a need for": a base form right after a determiner is a noun.
  ({ word, before, after }) =>
    word.tag === 'VERB' && before?.tag === 'DET' && !startsPhrase(after) && verbForm(word.lower) !== 'past'
      ? 'NOUN'
      : null,
  // "their use in": so it is after a possessive.
  ({ word, before }) =>
    word.tag === 'VERB' &&
    /^(?:its|their|our)$/.test(before?.lower ?? '') &&
    ['base', 's'].includes(verbForm(word.lower))
      ? 'NOUN'
      : null,
  // "to increase" after the tagger's noun.
  ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    before?.lower === 'to' &&
    (after?.tag === 'DET' || /^(?:its|their|our)$/.test(after?.lower ?? ''))
      ? 'VERB'
      : null,
  // "KALE augments the": a noun in -s between a noun and a determiner is a verb.
  ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    isNominal(before) &&
    /[^s]s$/.test(word.lower) &&
    after?.tag === 'DET' &&
    !clauseHasVerb(words, index)
      ? 'VERB'
      : null,
  // "Glyphosate inhibited growth": so is one in -ed between nouns.
  ({ word, before, after, words, index }) =>
    (word.tag === 'NOUN' || word.tag === 'ADJ') &&
    isNominal(before) &&
    /^[a-z]{3,}ed$/.test(word.lower) &&
    (startsPhrase(after) || after?.tag === 'ADP') &&
    !clauseHasVerb(words, index)
      ? 'VERB'
      : null,
  // "were used", "has shown": a participle after be and have is a verb.
  ({ word, before }) =>
    (word.tag === 'ADJ' || word.tag === 'NOUN') &&
    before?.tag === 'AUX' &&
    (beForms.has(before.lower) || haveForms.has(before.lower)) &&
    /^[a-z]{3,}ed$/.test(word.lower)
      ? 'VERB'
      : null,
  // "by explicitly manipulating the": -ing before a determiner is a verb.
  ({ word, after }) => (word.tag === 'NOUN' && /^[a-z-]+ing$/.test(word.lower) && after?.tag === 'DET' ? 'VERB' : null),
  // "for training more capable models": so is -ing between by or for and a phrase.
  ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    /^[a-z-]+ing$/.test(word.lower) &&
    (before?.lower === 'for' || before?.lower === 'by') &&
    startsPhrase(after)
      ? 'VERB'
      : null,
  ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    /^[a-z-]+ing$/.test(word.lower) &&
    before?.tag === 'ADP' &&
    (after?.tag === 'DET' || after?.tag === 'ADV' || after?.lower === 'up')
      ? 'VERB'
      : null,
  // "data filtering remains", "this finding", "simple paraphrasing may": -ing after a nominal or determiner, before no phrase, is a noun.
  ({ word, before, after }) =>
    word.tag === 'VERB' &&
    /ing$/.test(word.lower) &&
    (isNominal(before) || before?.tag === 'ADJ' || before?.tag === 'DET') &&
    (after === undefined ||
      ['VERB', 'AUX', 'CCONJ', 'PUNCT'].includes(after.tag) ||
      (after.tag === 'ADP' && before?.tag !== 'NOUN'))
      ? 'NOUN'
      : null,
  ({ word, before }) =>
    word.tag === 'VERB' && /ing$/.test(word.lower) && /^(?:this|these|such)$/.test(before?.lower ?? '') ? 'NOUN' : null,
  // "reuse of": a base form before "of" is a noun.
  ({ word, after }) =>
    word.tag === 'VERB' &&
    after?.lower === 'of' &&
    ['base', 's'].includes(verbForm(word.lower)) &&
    !verbsWithOf.has(word.lower)
      ? 'NOUN'
      : null,
  ({ word }) => (word.tag === 'VERB' && nounsOnly.has(word.lower) ? 'NOUN' : null),
  // "an average of", "a new standard for": an adjective with a determiner and no noun is one itself.
  ({ word, after, words, index }) =>
    word.tag === 'ADJ' &&
    !/^(?:most|least)$/.test(words[index - 1]?.lower ?? '') &&
    (after === undefined || after.tag === 'ADP' || after.tag === 'PUNCT' || after.tag === 'AUX') &&
    hasDeterminer(words, index)
      ? 'NOUN'
      : null,
  // "we open-source our models": an adjective between "we" and a determiner is a verb.
  ({ word, before, after }) =>
    word.tag === 'ADJ' &&
    before?.lower === 'we' &&
    (after?.tag === 'DET' || after?.tag === 'PRON' || after?.tag === 'NOUN')
      ? 'VERB'
      : null,
  // "three isolates", "between isolates": after a number or a preposition these forms are nouns.
  ({ word, before }) =>
    word.tag === 'VERB' &&
    (before?.tag === 'QTY' || before?.tag === 'NUM' || (before?.tag === 'ADP' && before.lower !== 'to')) &&
    /^(?:base|s)$/.test(verbForm(word.lower))
      ? 'NOUN'
      : null,
  // "will aid in": after a modal a noun is a verb.
  ({ word, before }) => (word.tag === 'NOUN' && modals.has(before?.lower ?? '') ? 'VERB' : null),
  // "and show that".
  ({ word, after }) =>
    word.tag === 'NOUN' &&
    /^(?:show|shows|suggest|suggests|reveal|reveals|report|reports|argue|note)$/.test(word.lower) &&
    after?.lower === 'that'
      ? 'VERB'
      : null,
  // "CO2 capture conditions": a base form after a singular noun can't be finite.
  ({ word, before, words, index }) =>
    word.tag === 'VERB' &&
    verbForm(word.lower) === 'base' &&
    isNominal(before) &&
    /[a-rt-z\d]$/.test(before?.text ?? '') &&
    !/^(?:data|people|media|bacteria|species|men|women|children|mice|al\.?)$/.test(before?.lower ?? '') &&
    !words
      .slice(Math.max(0, index - 6), index)
      .some((other) => other.tag === 'CCONJ' || other.tag === 'AUX' || other.lower === 'to')
      ? 'NOUN'
      : null,
  // "similar to companion clouds": "to" after these is a preposition.
  ({ word, before, words, index }) =>
    word.tag === 'VERB' &&
    before?.lower === 'to' &&
    /^(?:similar|close|equal|prior|comparable|due|relative|threat|response|exposure|resistance|sensitivity|contribution)$/.test(
      words[index - 2]?.lower ?? '',
    )
      ? 'NOUN'
      : null,
  // "and test their performance".
  ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    nounVerbs.has(word.lower) &&
    before?.tag === 'CCONJ' &&
    (after?.tag === 'DET' || /^(?:its|their|our)$/.test(after?.lower ?? ''))
      ? 'VERB'
      : null,
  // "generate and curate instructions": a noun between "V and" and a phrase is a verb.
  ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    before?.tag === 'CCONJ' &&
    words[index - 2]?.tag === 'VERB' &&
    startsPhrase(after) &&
    after?.tag !== 'NOUN'
      ? 'VERB'
      : null,
  // "may not be legally sound": a base form after "be" is an adjective.
  ({ word, words, index }) => {
    let at = index - 1;
    while (words[at]?.tag === 'ADV') at--;
    return word.tag === 'VERB' && beForms.has(words[at]?.lower ?? '') && verbForm(word.lower) === 'base' ? 'ADJ' : null;
  },
  // "training set", "model scales": a base form that ends a noun phrase in a clause with a verb is a noun.
  ({ word, before, after, words, index }) =>
    word.tag === 'VERB' &&
    (nounVerbs.has(word.lower) || verbForm(word.lower) === 's') &&
    (isNominal(before) || before?.tag === 'ADJ') &&
    !startsPhrase(after) &&
    hasFiniteVerb(words, index)
      ? 'NOUN'
      : null,
  // "deduplication, filtering, and mixing": -ing between commas is a noun.
  ({ word, before, after }) =>
    word.tag === 'VERB' && /ing$/.test(word.lower) && before?.text === ',' && after?.text === ',' ? 'NOUN' : null,
  ({ word, before }) =>
    /^(?:et|al)$/.test(word.lower) && (before?.tag === 'PROPN' || before?.lower === 'et') ? 'PROPN' : null,
  ({ word }) => (word.tag === 'OTHER' && /^\p{L}/u.test(word.text) ? 'NOUN' : null),
];

/** "a", "the" or an adjective chain that begins with one stands right before the word. */
function hasDeterminer(words: Word[], index: number): boolean {
  let at = index - 1;
  while (words[at]?.tag === 'ADJ' && index - at < 4) at--;
  return /^(?:an?|the)$/.test(words[at]?.lower ?? '');
}

const isFinite = (words: Word[], index: number): boolean => {
  const word = words[index];
  if (word?.tag === 'AUX') return true;
  if (word?.tag !== 'VERB' || words[index - 1]?.lower === 'to' || isModifier(words, index)) return false;
  if (verbForm(word.lower) === 'past' && nounVerbs.has(words[index - 1]?.lower ?? '')) return false;
  const form = verbForm(word.lower);
  return form === 'base' || form === 's' || (form === 'past' && words[index + 1]?.tag !== 'ADP');
};

/** Could the noun at `index` be the verb that its clause lacks? */
function canBeVerb(words: Word[], index: number): boolean {
  const word = words[index];
  if ((word?.tag !== 'NOUN' && word?.lower !== 'rival') || !nounVerbs.has(word.lower)) return false;
  const before = words[index - 1];
  const after = words[index + 1];
  const opened =
    isNominal(before) ||
    before?.tag === 'ADV' ||
    before?.lower === 'that' ||
    before?.lower === 'which' ||
    before?.text === ':';
  const follows =
    startsPhrase(after) ||
    after?.tag === 'ADP' ||
    after?.tag === 'ADV' ||
    after?.tag === 'SCONJ' ||
    after?.tag === 'VERB' ||
    after?.tag === 'PRON';
  if (!opened || !follows) return false;
  // Number agrees: "experiments show", "the model exhibits".
  const plural = /[^s]s$/.test(before?.lower ?? '');
  const near = words[index - 2]?.tag !== 'ADP' && words[index - 3]?.tag !== 'ADP' && words[index - 4]?.tag !== 'ADP';
  return near && before?.tag === 'NOUN' && /[a-z]$/.test(before.text) ? plural !== /[^s]s$/.test(word.lower) : true;
}

/** Gives a verb to each clause that has none, when a noun in it can be one. */
function repairClauses(words: Word[]): void {
  let from = 0;
  for (let index = 0; index <= words.length; index++) {
    const word = words[index];
    if (word !== undefined && !isBoundary(word)) continue;
    let hasVerb = false;
    let candidate = -1;
    const joint = words[from - 1]?.lower;
    for (let at = from; at < index; at++) {
      hasVerb ||= isFinite(words, at);
      if (
        candidate < 0 &&
        canBeVerb(words, at) &&
        (at > from || joint === 'that' || joint === 'which' || joint === ':')
      )
        candidate = at;
    }
    const chosen = words[candidate];
    if (!hasVerb && chosen !== undefined) chosen.tag = 'VERB';
    from = index + 1;
  }
}

export function repairTags(words: Word[]): Word[] {
  words.forEach((word, index) => {
    for (const repair of repairs) {
      const tag = repair({ word, before: words[index - 1], after: words[index + 1], words, index });
      if (tag !== null) word.tag = tag;
    }
  });
  repairClauses(words);
  return words;
}
