import { modals, nounVerbs } from './lexicon.ts';
import { startsPhrase } from './missing-verbs.ts';
import { isNominal } from './modifiers.ts';
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
  // "our field studies demonstrated", "field studies were": no finite verb stands right before another.
  on('VERB', ({ word, before, after }) =>
    word.tag === 'VERB' &&
    word.verbForm === 's' &&
    nounVerbs.has(word.lower) &&
    (isNominal(before) || before?.tag === 'ADJ') &&
    (after?.tag === 'AUX' || /^(?:showe|reveale|suggeste|indicate|demonstrate|confirme)d$/.test(after?.lower ?? ''))
      ? 'NOUN'
      : null,
  ),
  // "measures A and places this analysis": behind a verb in -s and "and", one in -s before a determiner is a verb.
  on('NOUN', ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    before?.tag === 'CCONJ' &&
    word.classes.endsInS &&
    /^[a-z]+[^s]s$/.test(word.lower) &&
    (after?.tag === 'DET' || /^(?:its|their|our|this|these)$/.test(after?.lower ?? '')) &&
    words.slice(0, index).some((other) => other.tag === 'VERB' && other.verbForm === 's')
      ? 'VERB'
      : null,
  ),
  // "computational modelling that": behind an adjective and a preposition it is a noun.
  on('VERB', ({ word, before, after, words, index }) =>
    word.tag === 'VERB' &&
    before?.tag === 'ADJ' &&
    words[index - 2]?.tag === 'ADP' &&
    word.lower.endsWith('ing') &&
    (after === undefined || after.lower === 'that' || after.tag === 'ADP' || after.tag === 'AUX')
      ? 'NOUN'
      : null,
  ),
  // "the shear-band yielding mechanism": -ing between a noun and a noun for how something works is a part of its name.
  on('VERB', ({ word, before, after }) =>
    word.classes.endsInIng &&
    (isNominal(before) || before?.tag === 'ADJ') &&
    /^(?:mechanisms?|process|processes|methods?|techniques?|algorithms?|systems?|models?|strateg(?:y|ies)|approach|approaches|experiments?|schemes?|devices?|tests?|tasks?|procedures?|protocols?|rates?)$/.test(
      after?.lower ?? '',
    )
      ? 'NOUN'
      : null,
  ),
  // "for sets of lengths-valid for", "class group-hold": a dash without spaces; no verb has such a first part.
  on('VERB', ({ word }) =>
    word.lower.includes('-') &&
    /^[a-z]+-[a-z]+$/.test(word.lower) &&
    !/^(?:re|pre|co|de|un|out|over|under|up|down|self|cross|fine|open|back|fast|mis|non|counter|inter|sub|multi|double|hand|spin|heat|freeze|spray|time|dry|down|force|ion|photo|auto|hyper|proof)-|(?:ed|en|ing|t|wn)$/.test(
      word.lower,
    )
      ? 'NOUN'
      : null,
  ),
  // "the processes that shape dunes": a noun that is a verb as well, between a relative and a phrase.
  on('NOUN', ({ word, before, after, words, index }) =>
    before?.classes.isRelative === true &&
    isNominal(words[index - 2]) &&
    !/^(?:fact|idea|evidence|claim|view|hypothesis|notion|belief|assumption|suggestion|conclusion)$/.test(
      words[index - 2]?.lower ?? '',
    ) &&
    startsPhrase(after) &&
    (nounVerbs.has(word.lower) || (word.classes.endsInS && after?.tag === 'DET'))
      ? 'VERB'
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
