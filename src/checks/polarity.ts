import { stem } from '../text/words.ts';
import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact } from './check.ts';
import { list } from './clauses.ts';
import { contentStems } from './core.ts';
import type { Fact } from './fields.ts';
import { auxiliaries, deniesPlainVerb, deniesWithoutVerb } from './left-out.ts';
import { areAllIn, hasOutside, isWithinMarks, type Match, matchesIn } from './matching.ts';
import { hasNegativeWord, saysNot, scopesOf } from './scopes.ts';
import type { SourceSentence } from './source.ts';

/** What the cited sentences deny is denied by the fact, and the other way round. */
export const polarity: Check = {
  name: 'polarity',
  looksAt: 'polarity and words of a fact beside the negations of the sentences that it cites, and their reach',
  threshold:
    'what fact and sentence share stands behind a negation alone, or, of a negated fact, outside of all: fails',
  says: 'a negation was lost, added or doubled',
  run: (source, view) =>
    view.facts.flatMap((fact) => {
      const cited = citedSentences(source, fact.evidence);
      return fact.polarity === 'negated' ? negatedFinding(fact, cited) : affirmedFinding(fact, cited);
    }),
};

const wordsOfFact = (fact: Fact): string => `${fact.label} ${fact.value ?? ''} ${fact.conditions.join(' ')}`;

const say = (fact: Fact, severity: Finding['severity'], reason: string, message: string): Finding =>
  findingAtFact(fact, { check: 'polarity', severity, reason, message });

function affirmedFinding(fact: Fact, cited: SourceSentence[]): Finding[] {
  if (!cited.some((sentence) => scopesOf(sentence).hasNegation)) return [];
  const own = wordsOfFact(fact);
  if (saysNot(own) || (hasNegativeWord(own) && !areDenied(fact, cited))) return [];
  if (!cited.some((sentence) => isDenied(sentence, fact)) || cited.some((sentence) => isAffirmed(sentence, fact)))
    return [];
  const message = 'the cited sentence denies this: set the polarity to negated, or say what it does state';
  return [say(fact, 'fail', 'the cited sentence denies what the fact affirms', message)];
}

function negatedFinding(fact: Fact, cited: SourceSentence[]): Finding[] {
  if (saysNot(wordsOfFact(fact))) {
    const message = 'the fact is negated and its words say “not” as well: keep one of the two';
    return [say(fact, 'warn', 'the fact is negated twice', message)];
  }
  if (cited.length === 0 || cited.some((sentence) => mayDeny(sentence, fact))) return [];
  const message = 'no cited sentence denies this: set the polarity to affirmed, or cite the sentence that denies it';
  return [say(fact, 'fail', 'the fact is negated and no cited sentence denies it', message)];
}

/** Whether the words of the fact that deny by themselves ("incomplete") are denied in turn by a cited sentence. */
function areDenied(fact: Fact, cited: SourceSentence[]): boolean {
  const words = [...fact.labelWords, ...fact.valueWords, ...fact.conditionWords].filter(hasNegativeWord);
  const isDeniedIn = (sentence: SourceSentence, word: string): boolean =>
    hasNone(scopesOf(sentence).negated, matchesIn(sentence, [stem(word)]));
  return words.length > 0 && words.every((word) => cited.some((sentence) => isDeniedIn(sentence, word)));
}

const hasNone = (negated: Uint8Array, matches: Match[]): boolean => matches.length > 0 && areAllIn(negated, matches);

/** What is said stands behind a negation alone, or the one condition under which it is said does. */
function isDenied(sentence: SourceSentence, fact: Fact): boolean {
  const { negated, hasNegation } = scopesOf(sentence);
  if (!hasNegation) return false;
  if (isWithinMarks(sentence, negated, fact)) return !isCounted(sentence, fact);
  const matches = matchesIn(sentence, fact.core().all);
  return matches.length > 0 && areConditionsIn(sentence, negated, fact) && !areBehindDenial(sentence, matches);
}

const contrasts = list('however whereas while whilst although though');

/** "They did not sow in May, however oats grew": what is said in the clause behind a denial that has its own verb is not denied by it. */
function areBehindDenial(sentence: SourceSentence, matches: Match[]): boolean {
  const { words } = sentence;
  const { negated } = scopesOf(sentence);
  const last = negated.lastIndexOf(1);
  const first = negated.lastIndexOf(0, last) + 1;
  if (!auxiliaries.has(words[first - 1]?.text ?? '') || !contrasts.has(words[last + 1]?.text ?? '')) return false;
  return matches.every(({ places }) => places.every((place) => place > last));
}

const definite = new Set(['the', 'these', 'those', 'our', 'its', 'their']);

/** "No signal of the five salts was seen" denies neither the salts nor their number: all that is shared stands behind "the five". */
function isCounted(sentence: SourceSentence, fact: Fact): boolean {
  const numbers = fact.fields.filter(({ kind }) => kind === 'value').flatMap((field) => field.numbers());
  const [number] = numbers;
  if (number?.value == null || numbers.length > 1) return false;
  const places = matchesIn(sentence, fact.core().all).flatMap((match) => match.places);
  return sentence.numbers.mentions.some((mention) => {
    if (mention.value !== number.value) return false;
    const at = sentence.words.findIndex(({ start }) => start === mention.start);
    return definite.has(sentence.words[at - 1]?.text ?? '') && places.every((place) => place >= at && place <= at + 3);
  });
}

function areConditionsIn(sentence: SourceSentence, marks: Uint8Array, fact: Fact): boolean {
  const stems = contentStems(fact.conditionWords);
  const matches = matchesIn(sentence, stems);
  return matches.length > 0 && matches.length === stems.size && areAllIn(marks, matches);
}

/** Another cited sentence has the words of the fact outside of any negation. */
const isAffirmed = (sentence: SourceSentence, fact: Fact): boolean =>
  !isDenied(sentence, fact) && hasOutside(scopesOf(sentence).negated, matchesIn(sentence, fact.core().all));

/**
 * Whether a sentence may deny the fact: it has a word that denies by itself, or a negation that some word of the fact is
 * behind, or one while it shares too little with the fact to tell.
 */
function mayDeny(sentence: SourceSentence, fact: Fact): boolean {
  const { negated, hasNegation, hasNegativeWord: hasWord } = scopesOf(sentence);
  if (hasWord) return true;
  if (!hasNegation) return false;
  if (deniesPlainVerb(sentence, fact) || deniesWithoutVerb(sentence, fact)) return true;
  const core = fact.core().all;
  const matches = matchesIn(sentence, core);
  if (matches.length < Math.min(2, core.size)) return true;
  const all = [...matches, ...matchesIn(sentence, contentStems(fact.conditionWords))];
  return all.some((match) => match.places.some((place) => negated[place] === 1));
}
