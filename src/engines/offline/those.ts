import type { Clause } from './clause.ts';
import type { Phrase } from './phrases.ts';
import type { Word } from './words.ts';

const isPointing = (phrase: Phrase): boolean =>
  phrase.of.length > 0 && phrase.words.length === 1 && /^(?:that|those)$/.test(phrase.words[0]?.lower ?? '');

/** Most sentences have none of them. */
export function hasThose(words: Word[]): boolean {
  for (let at = 0; at < words.length - 1; at++) {
    const lower = words[at]?.lower;
    if ((lower === 'those' || lower === 'that') && words[at + 1]?.lower === 'of') return true;
  }
  return false;
}

/** "Growth rates were lower than those of controls": those are growth rates. */
export function fillThose(clauses: Clause[]): void {
  for (const clause of clauses) {
    const [named, ...others] = clause.objects.length > 0 ? clause.objects : clause.subjects;
    if (named === undefined || others.length > 0 || named.pronoun || named.words.length === 0) continue;
    const filled = (phrases: Phrase[]): Phrase[] =>
      phrases.some(isPointing)
        ? phrases.map((phrase) =>
            isPointing(phrase) ? { ...phrase, pronoun: false, determiner: null, words: named.words } : phrase,
          )
        : phrases;
    clause.objects = filled(clause.objects);
    for (const complement of clause.complements) complement.phrases = filled(complement.phrases);
  }
}
