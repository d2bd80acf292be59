import { nounVerbs } from './lexicon.ts';
import { endsInS, finds } from './missing-verbs.ts';
import { isNominal } from './modifiers.ts';
import { on, type Repair } from './repair.ts';
import type { Word } from './words.ts';

/** Words of names that the tagger takes for verbs; tried after the repairs of verb-repairs.ts. */
export const nameRepairs: Repair[] = [
  // "imaging studies show": a form in -s right before what studies do is who does it.
  on('VERB', ({ word, before, after }) =>
    word.verbForm === 's' && nounVerbs.has(word.lower) && (isNominal(before) || before?.tag === 'ADJ') && finds(after)
      ? 'NOUN'
      : null,
  ),
  on('ADV', ({ word }) => (word.lower === 'item' ? 'NOUN' : null)),
  // "comprised search, dive and prey handling phases": what goes on a past tense is no base form.
  on('VERB', ({ word, before, after, words, index }) =>
    word.verbForm === 'base' &&
    before?.tag === 'CCONJ' &&
    (isNominal(after) || after?.tag === 'ADJ' || /^items?$/.test(after?.lower ?? '')) &&
    isBehindPast(words, index - 1)
      ? 'NOUN'
      : null,
  ),
  // "25 shark shunting events": behind a number no singular stands alone.
  on('VERB', ({ word, before, after, words, index }) =>
    word.classes.endsInIng &&
    before?.tag === 'NOUN' &&
    before.singular === before.lower &&
    after?.tag === 'NOUN' &&
    endsInS(after) &&
    isCounted(words, index - 1)
      ? 'NOUN'
      : null,
  ),
  // "gyrus", "sepsis", "mycelium".
  on('VERB', ({ word }) =>
    word.verbForm !== 'past' && word.verbForm !== 'ing' && /[a-z]{2}(?:[^c]us|sis|tis|ism|ium)$/.test(word.lower)
      ? 'NOUN'
      : null,
  ),
  // "colocalizes with": no noun but "sizes" and "prizes" ends so.
  on('NOUN', ({ word, before, after }) =>
    word.lower.endsWith('izes') &&
    /^[a-z]{4,}izes$/.test(word.lower) &&
    !/^(?:over|under|sub|down)sizes$/.test(word.lower) &&
    isNominal(before) &&
    after !== undefined
      ? 'VERB'
      : null,
  ),
];

/** Is the nearest verb before this place, in its clause, a past tense without an infinitive or an auxiliary? */
function isBehindPast(words: Word[], from: number): boolean {
  for (let at = from; at >= 0 && from - at < 25; at--) {
    const { tag, classes, text } = words[at] as Word;
    if (tag === 'SCONJ' || tag === 'AUX' || /^[;:]$/.test(text)) return false;
    if (tag !== 'VERB') continue;
    const before = words[at - 1];
    return classes.endsInEd && before?.tag !== 'AUX' && words[at + 1]?.tag !== 'ADP';
  }
  return false;
}

/** "25 white owl": does the phrase that ends here begin with a number or a word for several? */
function isCounted(words: Word[], last: number): boolean {
  let at = last;
  while (isNominal(words[at]) || words[at]?.tag === 'ADJ') at--;
  const first = words[at];
  if (first?.tag === 'QTY') return first.quantity?.quantity.unit === null;
  return /^(?:these|those|many|several|few|both|all|various)$/.test(first?.lower ?? '');
}
