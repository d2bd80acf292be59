import { beForms, nounVerbs } from './lexicon.ts';
import { repairClauses, startsPhrase } from './missing-verbs.ts';
import { hasFiniteVerb, isNominal } from './modifiers.ts';
import { nameRepairs } from './name-repairs.ts';
import { on, type Repair } from './repair.ts';
import { clauseHasVerb, earlyRepairs } from './tag-repairs.ts';
import type { Tag } from './tags.ts';
import { verbRepairs } from './verb-repairs.ts';
import type { Word } from './words.ts';

/** Each is a construction in which the tagger errs, and the tag that it should have given. */
const lateRepairs: Repair[] = [
  // "CO2 capture conditions": a base form after a singular noun can't be finite.
  on('VERB', ({ word, before, words, index }) =>
    word.tag === 'VERB' &&
    word.verbForm === 'base' &&
    isNominal(before) &&
    /[a-rt-z\d]$/.test(before?.text ?? '') &&
    !/^(?:data|people|media|bacteria|species|men|women|children|mice|al\.?)$/.test(before?.lower ?? '') &&
    !words
      .slice(Math.max(0, index - 6), index)
      .some((other) => other.tag === 'CCONJ' || other.tag === 'AUX' || other.lower === 'to')
      ? 'NOUN'
      : null,
  ),
  // "provides information under CO2 capture conditions": so it can't where the clause has its verb.
  on('VERB', ({ word, before, words, index }) =>
    word.tag === 'VERB' &&
    word.verbForm === 'base' &&
    isNominal(before) &&
    /[a-rt-z\d]$/.test(before?.text ?? '') &&
    !/^(?:data|people|media|bacteria|species|men|women|children|mice|al\.?)$/.test(before?.lower ?? '') &&
    (clauseHasVerb(words, index) || isListed(words, index)) &&
    !words
      .slice(Math.max(0, index - 8), index)
      .some((other) =>
        /^(?:lets?|ma[dk]es?|making|help(?:s|ed|ing)?|sees?|saw|watch(?:es|ed)?|hears?|heard)$/.test(other.lower),
      )
      ? 'NOUN'
      : null,
  ),
  // "ranged among the M. phaseolina isolates, temperatures": nor can a form in -s before a comma.
  on('VERB', ({ word, before, after, words, index }) =>
    word.tag === 'VERB' &&
    word.verbForm === 's' &&
    isNominal(before) &&
    (after === undefined || after.tag === 'PUNCT') &&
    clauseHasVerb(words, index)
      ? 'NOUN'
      : null,
  ),
  on('VERB', ({ word }) => (word.tag === 'VERB' && word.lower === 'steady' ? 'ADJ' : null)),
  // "momentum transfer between".
  on('VERB', ({ word, before, after }) =>
    word.tag === 'VERB' &&
    isNominal(before) &&
    /^(?:transfer|exchange|flow|release|transport|increase|decrease|change|decline)$/.test(word.lower) &&
    /[a-rt-z\d]$/.test(before?.text ?? '') &&
    /^(?:between|from|of)$/.test(after?.lower ?? '')
      ? 'NOUN'
      : null,
  ),
  // "remain elusive".
  on('NOUN', ({ word, after }) =>
    word.tag === 'NOUN' && after?.tag === 'ADJ' && /^remains?$/.test(word.lower) ? 'VERB' : null,
  ),
  // "was closer to".
  on('ADV', ({ word, before, after }) =>
    word.tag === 'ADV' &&
    /^(?:closer|nearer|close)$/.test(word.lower) &&
    beForms.has(before?.lower ?? '') &&
    after?.lower === 'to'
      ? 'ADJ'
      : null,
  ),
  // "was significantly longer in duration than".
  on('ADV', ({ word, after, words, index }) => {
    let at = index - 1;
    while (words[at]?.tag === 'ADV') at--;
    return /^(?:longer|shorter|higher|lower|faster|slower|later|earlier|deeper|larger|better|worse)$/.test(
      word.lower,
    ) &&
      beForms.has(words[at]?.lower ?? '') &&
      (after?.tag === 'ADP' || after?.lower === 'than')
      ? 'ADJ'
      : null;
  }),
  // "work as key players": without a second "as" it does not compare.
  on('ADV', ({ word, words, index, before }) =>
    word.lower === 'as' &&
    before?.tag === 'VERB' &&
    !words.slice(index + 1, index + 14).some(({ lower }) => lower === 'as')
      ? 'ADP'
      : null,
  ),
  // "the powers of A are": an article stands before something.
  on('DET', ({ word, after, index }) =>
    word.text === 'A' &&
    index > 0 &&
    (after === undefined || ['AUX', 'ADP', 'PUNCT', 'CCONJ', 'VERB'].includes(after.tag))
      ? 'PROPN'
      : null,
  ),
  // "similar to companion clouds": "to" after these is a preposition.
  on('VERB', ({ word, before, words, index }) =>
    word.tag === 'VERB' &&
    before?.lower === 'to' &&
    /^(?:similar|close|equal|adjacent|identical|analogous|superior|inferior|parallel|prior|comparable|due|relative|threat|response|exposure|resistance|sensitivity|contribution|drawback|alternative|barrier|approach|key|access|return|transition|susceptibility|sensitive|resistant|responsive|susceptible|tolerant|applicable|central|relevant|specific|adaptation|adapted|exposed|subjected|related|linked|contributed|contribute|contributes|lead|leads|led|leading|contributing|responding|responded|respond|responds)$/.test(
      words[index - 2]?.lower ?? '',
    )
      ? 'NOUN'
      : null,
  ),
  // "from source regions to sink areas".
  on('VERB', ({ word, before, after, words, index }) =>
    word.tag === 'VERB' &&
    before?.lower === 'to' &&
    isNominal(after) &&
    /s$/.test(after?.lower ?? '') &&
    isNominal(words[index - 2]) &&
    words.slice(Math.max(0, index - 5), index - 2).some((other) => other.lower === 'from')
      ? 'NOUN'
      : null,
  ),
  // "and test their performance".
  on('NOUN', ({ word, before, after }) =>
    word.tag === 'NOUN' &&
    nounVerbs.has(word.lower) &&
    before?.tag === 'CCONJ' &&
    (after?.tag === 'DET' || /^(?:its|their|our)$/.test(after?.lower ?? ''))
      ? 'VERB'
      : null,
  ),
  // "generate and curate instructions": a noun between "V and" and a phrase is a verb.
  on('NOUN', ({ word, before, after, words, index }) =>
    word.tag === 'NOUN' &&
    before?.tag === 'CCONJ' &&
    words[index - 2]?.tag === 'VERB' &&
    startsPhrase(after) &&
    after?.tag !== 'NOUN'
      ? 'VERB'
      : null,
  ),
  // "may not be legally sound": a base form after "be" is an adjective.
  on('VERB', ({ word, words, index }) => {
    let at = index - 1;
    while (words[at]?.tag === 'ADV') at--;
    return word.tag === 'VERB' && beForms.has(words[at]?.lower ?? '') && word.verbForm === 'base' ? 'ADJ' : null;
  }),
  // "training set", "model scales": a base form that ends a noun phrase in a clause with a verb is a noun.
  on('VERB', ({ word, before, after, words, index }) =>
    word.tag === 'VERB' &&
    (nounVerbs.has(word.lower) || word.verbForm === 's') &&
    (isNominal(before) || before?.tag === 'ADJ') &&
    !startsPhrase(after) &&
    hasFiniteVerb(words, index)
      ? 'NOUN'
      : null,
  ),
  // "deduplication, filtering, and mixing": -ing between commas is a noun.
  on('VERB', ({ word, before, after }) =>
    word.tag === 'VERB' && word.lower.endsWith('ing') && before?.text === ',' && after?.text === ',' ? 'NOUN' : null,
  ),
  on('NOUN PROPN ADJ ADV VERB OTHER', ({ word, before }) =>
    (word.lower === 'et' || word.lower === 'al') && (before?.tag === 'PROPN' || before?.lower === 'et')
      ? 'PROPN'
      : null,
  ),
  on('OTHER', ({ word }) => (word.tag === 'OTHER' && /^\p{L}/u.test(word.text) ? 'NOUN' : null)),
];

/** ", and network traffic trace analysis": what ends a list behind a verb. */
function isListed(words: Word[], index: number): boolean {
  let at = index - 1;
  while (isNominal(words[at]) || words[at]?.tag === 'ADJ') at--;
  if (words[at]?.tag !== 'CCONJ' || words[at - 1]?.text !== ',') return false;
  return words.slice(Math.max(0, at - 25), at).some((word) => word.tag === 'VERB' && word.verbForm !== 'ing');
}

const repairs = [...earlyRepairs, ...verbRepairs, ...nameRepairs, ...lateRepairs];

/** A repair with its place in the order. */
type Placed = { place: number; look: Repair['look'] };

/** By tag, the repairs for it. */
const repairsOf = new Map<Tag, Placed[]>();
for (const [place, { tags, look }] of repairs.entries())
  for (const tag of tags) repairsOf.set(tag, [...(repairsOf.get(tag) ?? []), { place, look }]);

const none: Placed[] = [];

/** All repairs for the tag of a word in their order; after one that changed the tag those for the new tag that come later. */
function repairTag(words: Word[], index: number, word: Word): void {
  let own: Placed[] = repairsOf.get(word.tag) ?? none;
  if (own.length === 0) return;
  const around = { word, before: words[index - 1], after: words[index + 1], words, index };
  let last = -1;
  for (let at = 0; at < own.length; at++) {
    const { place, look } = own[at] as Placed;
    const tag = place > last ? look(around) : null;
    if (tag === null) continue;
    last = place;
    if (tag === word.tag) continue;
    word.tag = tag;
    own = repairsOf.get(tag) ?? none;
    at = -1;
  }
}

export function repairTags(words: Word[]): Word[] {
  for (let index = 0; index < words.length; index++) repairTag(words, index, words[index] as Word);
  repairClauses(words);
  return words;
}
