import { adjectiveRepairs } from './adjective-repairs.ts';
import { beForms, haveForms, nounsOnly, nounVerbs, verbsWithOf } from './lexicon.ts';
import { endsInS, startsPhrase } from './missing-verbs.ts';
import { hasFiniteVerb, isNominal } from './modifiers.ts';
import { on, type Repair } from './repair.ts';
import type { Word } from './words.ts';

const endsLook = new Set([',', ';', ':', 'that']);

/** Is there already a finite verb between the last clause boundary and this word? */
export function clauseHasVerb(words: Word[], index: number): boolean {
  for (let at = index - 1; at >= 0 && index - at < 25; at--) {
    const word = words[at];
    if (word === undefined || word.tag === 'SCONJ' || endsLook.has(word.lower)) return false;
    if (word.tag === 'AUX') return true;
    if (word.tag === 'VERB' && word.verbForm !== 'ing') return true;
  }
  return false;
}

/** Participles that are adjectives before a noun. */
const participialAdjectives =
  /^(?:existing|following|resulting|leading|remaining|growing|increasing|varying|underlying|emerging|corresponding|promising|challenging|contrasting|differing|competing|surrounding|ongoing|neighbouring|neighboring|interesting)$/;

/** Repairs that are tried first; the others build on them. */
export const earlyRepairs: Repair[] = [
  ...adjectiveRepairs,
  // "existing datasets": these participles are adjectives before a phrase.
  on('VERB', ({ word, after }) =>
    word.tag === 'VERB' &&
    word.classes.endsInIng &&
    ['NOUN', 'PROPN', 'ADJ', 'ADV'].includes(after?.tag ?? '') &&
    participialAdjectives.test(word.lower)
      ? 'ADJ'
      : null,
  ),
  // "repeating filtered datasets outperforms": -ing that opens a clause before a phrase is a verb.
  on('NOUN', ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    word.classes.endsInIng &&
    (before === undefined || before.text === ',' || before.lower === 'that') &&
    (after?.tag === 'DET' ||
      after?.tag === 'ADV' ||
      after?.tag === 'ADJ' ||
      participialAdjectives.test(after?.lower ?? ''))
      ? 'VERB'
      : null,
  ),
  // A capitalised "verb" inside a sentence is a name.
  on('VERB', ({ word, index }) =>
    index > 0 && word.text !== word.lower && /^\p{Lu}/u.test(word.text) ? 'PROPN' : null,
  ),
  // "the increase of", "a need for": a base form right after a determiner is a noun.
  on('VERB', ({ word, before, after }) =>
    word.tag === 'VERB' && before?.tag === 'DET' && !startsPhrase(after) && word.verbForm !== 'past' ? 'NOUN' : null,
  ),
  // "their use in": so it is after a possessive.
  on('VERB', ({ word, before }) =>
    word.tag === 'VERB' && /^(?:its|their|our)$/.test(before?.lower ?? '') && ['base', 's'].includes(word.verbForm)
      ? 'NOUN'
      : null,
  ),
  // "to increase" after the tagger's noun.
  on('NOUN', ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    before?.lower === 'to' &&
    (after?.tag === 'DET' || /^(?:its|their|our)$/.test(after?.lower ?? ''))
      ? 'VERB'
      : null,
  ),
  // "KALE augments the": a noun in -s between a noun and a determiner is a verb.
  on('NOUN', ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    isNominal(before) &&
    word.classes.endsInS &&
    after?.tag === 'DET' &&
    !clauseHasVerb(words, index)
      ? 'VERB'
      : null,
  ),
  // "Glyphosate inhibited growth": so is one in -ed between nouns.
  on('NOUN ADJ', ({ word, before, after, words, index }) =>
    (word.tag === 'NOUN' || word.tag === 'ADJ') &&
    isNominal(before) &&
    word.classes.endsInEd &&
    (startsPhrase(after) || after?.tag === 'ADP' || (after?.tag === 'ADV' && startsPhrase(words[index + 2]))) &&
    !clauseHasVerb(words, index)
      ? 'VERB'
      : null,
  ),
  // "were used", "has shown": a participle after be and have is a verb.
  on('ADJ NOUN', ({ word, before }) =>
    (word.tag === 'ADJ' || word.tag === 'NOUN') &&
    before?.tag === 'AUX' &&
    (beForms.has(before.lower) || haveForms.has(before.lower)) &&
    word.classes.endsInEd
      ? 'VERB'
      : null,
  ),
  // "by explicitly manipulating the": -ing before a determiner is a verb.
  on('NOUN', ({ word, after }) =>
    word.tag === 'NOUN' && word.classes.endsInIng && after?.tag === 'DET' ? 'VERB' : null,
  ),
  // "for training more capable models": so is -ing between by or for and a phrase.
  on('NOUN', ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    word.classes.endsInIng &&
    (before?.lower === 'for' || before?.lower === 'by') &&
    (startsPhrase(after) || (after?.tag === 'VERB' && after.verbForm === 'past' && isNominal(words[index + 2])))
      ? 'VERB'
      : null,
  ),
  on('NOUN', ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    word.classes.endsInIng &&
    before?.tag === 'ADP' &&
    (after?.tag === 'DET' || after?.tag === 'ADV' || after?.lower === 'up')
      ? 'VERB'
      : null,
  ),
  // "data filtering remains", "this finding", "simple paraphrasing may": -ing after a nominal or determiner, before no phrase, is a noun.
  on('VERB', ({ word, before, after }) =>
    word.tag === 'VERB' &&
    word.lower.endsWith('ing') &&
    (isNominal(before) || before?.tag === 'ADJ' || before?.tag === 'DET') &&
    (after === undefined ||
      ['VERB', 'AUX', 'CCONJ', 'PUNCT'].includes(after.tag) ||
      after.lower === 'due' ||
      (after.tag === 'ADP' && before?.tag !== 'NOUN'))
      ? 'NOUN'
      : null,
  ),
  on('VERB', ({ word, before }) =>
    word.tag === 'VERB' && word.lower.endsWith('ing') && /^(?:this|these|such)$/.test(before?.lower ?? '')
      ? 'NOUN'
      : null,
  ),
  // "reuse of": a base form before "of" is a noun.
  on('VERB', ({ word, after }) =>
    word.tag === 'VERB' &&
    after?.lower === 'of' &&
    ['base', 's'].includes(word.verbForm) &&
    !verbsWithOf.has(word.lower)
      ? 'NOUN'
      : null,
  ),
  on('VERB', ({ word }) =>
    word.tag === 'VERB' && (nounsOnly.has(word.lower) || /^[a-z]+(?:ti|mi|ni|si)cs$/.test(word.lower)) ? 'NOUN' : null,
  ),
  // "an average of", "a new standard for": an adjective with a determiner and no noun is one itself.
  on('ADJ', ({ word, after, words, index }) =>
    word.tag === 'ADJ' &&
    !/^(?:most|least)$/.test(words[index - 1]?.lower ?? '') &&
    (after === undefined || after.tag === 'ADP' || after.tag === 'PUNCT' || after.tag === 'AUX') &&
    !(after?.text === ',' && words[index + 2]?.tag === 'ADJ') &&
    hasDeterminer(words, index)
      ? 'NOUN'
      : null,
  ),
  // "we open-source our models": an adjective between "we" and a determiner is a verb.
  on('ADJ', ({ word, before, after }) =>
    word.tag === 'ADJ' &&
    before?.lower === 'we' &&
    (after?.tag === 'DET' || after?.tag === 'PRON' || after?.tag === 'NOUN')
      ? 'VERB'
      : null,
  ),
  // "Trace metals … reach": a base form that opens a sentence with a verb of its own is a noun.
  on('VERB', ({ word, after, words, index }) =>
    index === 0 && word.lower !== 'let' && word.verbForm === 'base' && isNominal(after) && hasFiniteVerb(words, index)
      ? 'NOUN'
      : null,
  ),
  // "metals such as": what has examples is a noun.
  on('VERB', ({ word, after, words, index }) =>
    word.tag === 'VERB' && after?.lower === 'such' && words[index + 2]?.lower === 'as' && word.verbForm === 's'
      ? 'NOUN'
      : null,
  ),
  // "the station measures aerosols": of two such forms in a row the first is the verb.
  on('VERB', ({ word, before }) =>
    word.tag === 'VERB' &&
    word.verbForm === 's' &&
    before?.tag === 'NOUN' &&
    endsInS(before) &&
    nounVerbs.has(before.lower)
      ? 'NOUN'
      : null,
  ),
  // "neurons elicited a": of a form in -s and one in -ed the second is the verb.
  on('VERB', ({ word, after, words, index }) =>
    word.tag === 'VERB' &&
    word.verbForm === 's' &&
    after?.classes.endsInEd === true &&
    index > 0 &&
    words[index + 2]?.tag !== 'NOUN'
      ? 'NOUN'
      : null,
  ),
  on('ADJ NOUN', ({ word, before, after }) =>
    (word.tag === 'ADJ' || word.tag === 'NOUN') &&
    word.classes.endsInEd &&
    before?.tag === 'NOUN' &&
    endsInS(before) &&
    (after?.tag === 'DET' || after?.tag === 'ADV')
      ? 'VERB'
      : null,
  ),
  // "are ionic and form crystals": a verb-like noun after a predicate and "and" is a verb.
  on('NOUN', ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    nounVerbs.has(word.lower) &&
    before?.tag === 'CCONJ' &&
    words[index - 2]?.tag === 'ADJ' &&
    startsPhrase(after) &&
    words.slice(Math.max(0, index - 6), index).some((other) => beForms.has(other.lower))
      ? 'VERB'
      : null,
  ),
];

/** "a", "the" or an adjective chain that begins with one stands right before the word. */
function hasDeterminer(words: Word[], index: number): boolean {
  let at = index - 1;
  while (words[at]?.tag === 'ADJ' && index - at < 4) at--;
  return /^(?:an?|the|its|their|our)$/.test(words[at]?.lower ?? '');
}
