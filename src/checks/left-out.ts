import { stem } from '../text/words.ts';
import { isTurn, list } from './clauses.ts';
import { contentStems } from './core.ts';
import type { Fact } from './fields.ts';
import { matchesIn } from './matching.ts';
import { scopesOf } from './scopes.ts';
import type { SourceSentence } from './source.ts';

/** Verbs so common that they count as no content, and can still be all that is denied: "was never used". */
const plainVerbs = list('use used uses using done given found');

/** Whether a verb of the fact that counts as no content stands behind a negation, and what the fact is about right before it. */
export function deniesPlainVerb(sentence: SourceSentence, fact: Fact): boolean {
  const { negated } = scopesOf(sentence);
  const verbs = [...fact.labelWords, ...fact.valueWords].filter((word) => plainVerbs.has(word)).map(stem);
  const places = matchesIn(sentence, verbs).flatMap((match) => match.places);
  return places.some((place) => {
    if (negated[place] !== 1) return false;
    const denial = negated.lastIndexOf(0, place) + 1;
    const from = startOfSubject(sentence, denial);
    const isBefore = (at: number): boolean => at >= from && at < denial;
    return (
      !sentence.words.slice(from, denial).some(({ isContent }) => isContent) ||
      matchesIn(sentence, fact.core().all).some((match) => match.places.some(isBefore))
    );
  });
}

/** Verbs that a "not" stands behind. */
export const auxiliaries = list('is are was were has have had do does did can could will would');
/** Words of the longest subject of a denial that leaves its verb out. */
const longest = 8;

/**
 * "Rye was sown in May whilst oats were not": the verb is left out, and stands before what is denied. Whether the fact is
 * about what is said so: some word of its names or conditions stands there, and nowhere else in the sentence.
 */
export function deniesWithoutVerb(sentence: SourceSentence, fact: Fact): boolean {
  const spans = sentence.words.flatMap(({ text }, at) => (text === 'not' ? subjectBefore(sentence, at) : []));
  if (spans.length === 0) return false;
  const matches = matchesIn(sentence, contentStems(...fact.nameWords, fact.conditionWords));
  return spans.some(([from, to]) => matches.some(({ places }) => places.every((place) => place >= from && place < to)));
}

/** First word of the subject before a "not" that ends its clause, and the auxiliary behind it; none where more follows. */
function subjectBefore({ words, whole }: SourceSentence, not: number): [number, number][] {
  const auxiliary = not - 1;
  if (!auxiliaries.has(words[auxiliary]?.text ?? '') || !isEnd(words, whole, not)) return [];
  const start = startOfSubject({ words, whole }, auxiliary);
  return start > 0 && start < auxiliary ? [[start, auxiliary]] : [];
}

/** The first word behind what parts the words before a place from others: a turn, an "and", a mark; at most eight before it. */
function startOfSubject({ words, whole }: Pick<SourceSentence, 'words' | 'whole'>, end: number): number {
  const farthest = Math.max(0, end - longest);
  for (let at = end - 1; at >= farthest; at -= 1) {
    const word = words[at]?.text;
    if (isTurn(words, at) || word === 'and' || word === 'or' || word === 'than') return at + 1;
    if (at > 0 && /[,;:(—]/.test(whole.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0))) return at;
  }
  return farthest;
}

const isEnd = (words: SourceSentence['words'], whole: string, at: number): boolean =>
  words[at + 1] === undefined || /[.,;:)]/.test(whole.slice(words[at]?.end ?? 0, words[at + 1]?.start ?? 0));
