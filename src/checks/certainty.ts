import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact } from './check.ts';
import { list } from './clauses.ts';
import type { Fact } from './fields.ts';
import { hasOutside, isWithinMarks, matchesIn } from './matching.ts';
import { hedgesByItself, scopesOf } from './scopes.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** What the cited sentences only suggest the fact does not state. */
export const certainty: Check = {
  name: 'certainty',
  looksAt: 'certainty and words of a fact beside the hedges of the sentences that it cites, and their reach',
  threshold: 'all words that fact and sentence share stand behind a hedge: fails; a hedge that the text has not: warns',
  says: 'a hedge became a statement, or a statement a hedge',
  run: (source, view) => view.facts.flatMap((fact) => findingOf(source, fact)),
};

function findingOf(source: PassageSource, fact: Fact): Finding[] {
  const cited = citedSentences(source, fact.evidence);
  if (cited.length === 0) return [];
  if (fact.certainty === 'hedged') {
    if (cited.some((sentence) => scopesOf(sentence).mayBeHedged)) return [];
    return [
      say(
        fact,
        'warn',
        'the fact is hedged and no cited sentence is',
        'no cited sentence hedges this: set the certainty to stated',
      ),
    ];
  }
  if (fact.certainty === 'proposed' || !cited.some((sentence) => scopesOf(sentence).hasHedge)) return [];
  const own = `${fact.label} ${fact.value ?? ''} ${fact.conditions.join(' ')}`;
  if (hedgesByItself(own) || (advises.test(`${fact.label} ${fact.value ?? ''}`) && cited.some(reportsAdvice)))
    return [];
  if (!cited.some((sentence) => isHedged(sentence, fact)) || cited.some((sentence) => isStated(sentence, fact)))
    return [];
  return [
    say(
      fact,
      'fail',
      'the fact states what the cited sentence only suggests',
      'the cited sentence hedges this: set the certainty to hedged (or proposed, where it is a plan or an opinion)',
    ),
  ];
}

const advises = /\brecommend/i;
const between = list('do does did not also now no longer only still often generally');
const writers = list('we i authors author paper study article review report results findings data who that to');

/** "The board does not recommend it": what somebody else recommends or does not is stated; "we recommend it" is an opinion. */
const reportsAdvice = ({ words }: SourceSentence): boolean =>
  words.some(({ text }, at) => {
    if (!/^recommend(?:s|ed)?$/.test(text)) return false;
    let before = at - 1;
    while (between.has(words[before]?.text ?? '')) before -= 1;
    const subject = words.slice(Math.max(0, before - 8), before + 1);
    return subject.at(-1)?.isContent === true && !subject.some((word) => writers.has(word.text));
  });

const say = (fact: Fact, severity: Finding['severity'], reason: string, message: string): Finding =>
  findingAtFact(fact, { check: 'certainty', severity, reason, message });

function isHedged(sentence: SourceSentence, fact: Fact): boolean {
  const { hedged, hasHedge } = scopesOf(sentence);
  return hasHedge && isWithinMarks(sentence, hedged, fact);
}

const isStated = (sentence: SourceSentence, fact: Fact): boolean =>
  !isHedged(sentence, fact) && hasOutside(scopesOf(sentence).hedged, matchesIn(sentence, fact.core().all));
