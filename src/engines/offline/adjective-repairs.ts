import { beForms, nounVerbs, verbsWithOf } from './lexicon.ts';
import { endsInS, startsPhrase } from './missing-verbs.ts';
import { isNominal } from './modifiers.ts';
import { on, type Repair } from './repair.ts';
import type { Word } from './words.ts';

/** Adjectives that the tagger takes for something else, and what stands beside them. */
export const adjectiveRepairs: Repair[] = [
  // "weakly hyperbolic equations".
  on('NOUN', ({ word, after }) =>
    after?.tag === 'ADJ' &&
    /^[a-z]{4,}ly$/.test(word.lower) &&
    !/^(?:family|assembly|supply|anomaly|monopoly)$/.test(word.lower)
      ? 'ADV'
      : null,
  ),
  // "a new dark spot", "the second bright spot": what stands between a determiner and a phrase is an adjective.
  on('ADV', ({ word, before, after }) =>
    word.tag === 'ADV' &&
    /^(?:new|second|first|third|last|long|early|late|fast|deep|high|low|small|best|only|next)$/.test(word.lower) &&
    (before?.tag === 'DET' || /^(?:its|their|our|this|these|those)$/.test(before?.lower ?? '')) &&
    ['NOUN', 'PROPN', 'ADJ', 'VERB'].includes(after?.tag ?? '')
      ? 'ADJ'
      : null,
  ),
  // "small cooperative units": so is what stands before an adjective and a noun.
  on('ADV', ({ word, after, words, index }) =>
    word.tag === 'ADV' &&
    /^(?:new|small|large|long|early|late|deep|high|low)$/.test(word.lower) &&
    after?.tag === 'ADJ' &&
    isNominal(words[index + 2])
      ? 'ADJ'
      : null,
  ),
  // "Transits in the red line constrain": a sentence begins with no finite verb in -s.
  on('VERB', ({ word, index, after }) =>
    index === 0 && word.tag === 'VERB' && word.verbForm === 's' && (after?.tag === 'ADP' || after?.tag === 'CCONJ')
      ? 'NOUN'
      : null,
  ),
  // "plants responsive to warming decreased": -ing between a preposition and a verb is a noun.
  on('VERB', ({ word, before, after }) =>
    word.tag === 'VERB' &&
    word.lower.endsWith('ing') &&
    before?.tag === 'ADP' &&
    (after === undefined || after.tag === 'VERB' || after.tag === 'AUX' || after.tag === 'PUNCT')
      ? 'NOUN'
      : null,
  ),
  // "geochemical, and sedimentologic records": the ending tells an adjective.
  on('NOUN', ({ word, after }) =>
    word.tag === 'NOUN' &&
    (isNominal(after) || after?.tag === 'ADJ' || after?.text === ',' || after?.tag === 'CCONJ') &&
    /[a-z]{3}(?:ical|ogic|etic|istic|atic|ular|aneous)$/.test(word.lower)
      ? 'ADJ'
      : null,
  ),
  // "is essentially ionic and forms": so it does after "be".
  on('NOUN', ({ word, after, words, index }) =>
    word.tag === 'NOUN' &&
    followsBe(words, index) &&
    /[a-z]{3}(?:ic|nal|ral|cal|ous|ive|able|ible)$|^(?:in)?finite$/.test(word.lower) &&
    !/(?:objective|alternative|initiative|topic|metric|logic|signal|mineral|variable|characteristic|narrative)$/.test(
      word.lower,
    ) &&
    (after === undefined || ['CCONJ', 'PUNCT', 'ADP', 'SCONJ', 'PART'].includes(after.tag))
      ? 'ADJ'
      : null,
  ),
  // "an incurable, progressive disease".
  on('NOUN', ({ word, after, words, index }) =>
    word.tag === 'NOUN' &&
    after?.text === ',' &&
    words[index + 2]?.tag === 'ADJ' &&
    words[index - 1]?.tag === 'DET' &&
    /[a-z]{3}(?:able|ible|ous|ive|al|ic)$/.test(word.lower)
      ? 'ADJ'
      : null,
  ),
  // "a novel metric - X": so is "novel" before a phrase.
  on('NOUN', ({ word, after }) =>
    word.tag === 'NOUN' && word.lower === 'novel' && (isNominal(after) || after?.tag === 'ADJ') ? 'ADJ' : null,
  ),
  // "incurable, lymphoproliferative disease": so is what goes on a row of adjectives.
  on('NOUN', ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    before?.text === ',' &&
    words[index - 2]?.tag === 'ADJ' &&
    isNominal(after) &&
    /[a-z]{3}(?:ive|ous|al|ic)$/.test(word.lower)
      ? 'ADJ'
      : null,
  ),
  // "for ligand binding and release": -ing behind a noun and before none is a noun.
  on('ADJ', ({ word, before, after }) =>
    word.tag === 'ADJ' &&
    word.classes.endsInIng &&
    isNominal(before) &&
    (after === undefined || after.lower === 'due' || ['CCONJ', 'PUNCT', 'ADP', 'AUX'].includes(after.tag))
      ? 'NOUN'
      : null,
  ),
  // "long term ageing of devices", "the rate of ageing of turbines".
  on('VERB', ({ word, before, after }) =>
    word.classes.endsInIng &&
    !verbsWithOf.has(word.lower) &&
    after?.lower === 'of' &&
    (before?.tag === 'NOUN' || before?.lower === 'of')
      ? 'NOUN'
      : null,
  ),
  // "found that ageing causes variation".
  on('VERB', ({ word, before, after, words, index }) =>
    word.classes.endsInIng &&
    before?.lower === 'that' &&
    after?.tag === 'NOUN' &&
    nounVerbs.has(after.lower) &&
    endsInS(after) &&
    (startsPhrase(words[index + 2]) || words[index + 2]?.tag === 'ADP')
      ? 'NOUN'
      : null,
  ),
  // "Basalt is": nothing but a noun stands alone before the first verb.
  on('ADJ', ({ index, after }) => (index === 0 && after?.tag === 'AUX' ? 'NOUN' : null)),
  // "from the length change associated with", "the report cited the firm".
  on('VERB', ({ word, before, after, words, index }) =>
    word.verbForm === 'base' &&
    isNominal(before) &&
    !endsInS(before) &&
    after?.tag === 'VERB' &&
    after.verbForm === 'past' &&
    (words[index + 2]?.tag === 'ADP' || startsPhrase(words[index + 2]))
      ? 'NOUN'
      : null,
  ),
  // "the automated debugging of programs".
  on('VERB', ({ word, before, after }) =>
    word.tag === 'VERB' &&
    word.classes.endsInIng &&
    after?.lower === 'of' &&
    (before?.tag === 'DET' || before?.tag === 'ADJ' || /ed$/.test(before?.lower ?? ''))
      ? 'NOUN'
      : null,
  ),
];

/** A form of "be", with adverbs or not, stands right before the word. */
function followsBe(words: Word[], index: number): boolean {
  let at = index - 1;
  while (words[at]?.tag === 'ADV' && index - at < 4) at--;
  return beForms.has(words[at]?.lower ?? '');
}
