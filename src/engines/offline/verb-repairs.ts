import { modals } from './lexicon.ts';
import { startsPhrase } from './missing-verbs.ts';
import { on, type Repair } from './repair.ts';
import { clauseHasVerb } from './tag-repairs.ts';

/** Nouns that are verbs, and verbs that are nouns, by what stands before them; tried after those of tag-repairs.ts. */
export const verbRepairs: Repair[] = [
  // "three isolates", "between isolates": after a number or a preposition these forms are nouns.
  on('VERB', ({ word, before }) =>
    word.tag === 'VERB' &&
    (before?.tag === 'QTY' || before?.tag === 'NUM' || (before?.tag === 'ADP' && before.lower !== 'to')) &&
    (word.verbForm === 'base' || word.verbForm === 's')
      ? 'NOUN'
      : null,
  ),
  // "This releases some of": a form in -s behind a sentence's "this" and before a phrase is a verb.
  on('NOUN', ({ word, before, after, index, words }) =>
    index === 1 &&
    /^(?:this|it)$/.test(before?.lower ?? '') &&
    word.classes.endsInS &&
    (after?.tag === 'DET' || after?.tag === 'ADP') &&
    !clauseHasVerb(words, words.length)
      ? 'VERB'
      : null,
  ),
  // "is first mentioned in".
  on('ADJ', ({ word, before, after }) =>
    before?.tag === 'AUX' && after?.tag === 'VERB' && /^(?:first|last|second)$/.test(word.lower) ? 'ADV' : null,
  ),
  // "has often involved": a participle behind "has" and adverbs is a verb.
  on('ADJ', ({ word, before, after, words, index }) =>
    word.classes.endsInEd &&
    startsPhrase(after) &&
    /^(?:often|also|always|already|recently|previously|traditionally|largely)$/.test(before?.lower ?? '') &&
    /^(?:has|have|had)$/.test(words[index - 2]?.lower ?? '')
      ? 'VERB'
      : null,
  ),
  // "allows turbine ageing to be studied".
  on('VERB', ({ word, before, after }) =>
    before?.tag === 'NOUN' &&
    after?.lower === 'to' &&
    /^(?:ageing|aging|training|learning|sampling|processing|modelling|modeling|sequencing)$/.test(word.lower)
      ? 'NOUN'
      : null,
  ),
  // "will aid in": after a modal a noun is a verb.
  on('NOUN', ({ word, before }) => (word.tag === 'NOUN' && modals.has(before?.lower ?? '') ? 'VERB' : null)),
  // "and show that".
  on('NOUN', ({ word, after }) =>
    word.tag === 'NOUN' &&
    after?.lower === 'that' &&
    /^(?:show|shows|suggest|suggests|reveal|reveals|report|reports|argue|note)$/.test(word.lower)
      ? 'VERB'
      : null,
  ),
];
