import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact } from './check.ts';
import type { Fact } from './fields.ts';
import { contentStems } from './matching.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** How much more another sentence must share with the fact than the cited ones do. */
const limits = { factor: 3, difference: 2 } as const;

/** A fact cites the sentences that state it. */
export const evidence: Check = {
  name: 'evidence',
  looksAt: 'what a fact shares with the sentences that it cites, and with the others; rare words weigh more',
  threshold:
    'cited sentences outside of the passage, or that share nothing while another sentence does: fails; one that shares three times as much: warns',
  says: 'the cited sentence does not state the fact, another one may',
  run: (source, view) => view.facts.flatMap((fact) => findingOf(source, fact)),
};

function findingOf(source: PassageSource, fact: Fact): Finding[] {
  const cited = citedSentences(source, fact.evidence);
  if (cited.length < fact.evidence.length || cited.length === 0) {
    return [
      findingAtFact(fact, {
        check: 'evidence',
        severity: 'fail',
        message: `the passage has the sentences 1 to ${source.sentences.length}: cite those that state the fact`,
        reason: 'the fact cites a sentence that the passage has not',
      }),
    ];
  }
  const stems = contentStems(fact.labelWords, fact.valueWords, fact.conditionWords, ...fact.nameWords);
  const own = new Set(cited.flatMap((sentence) => [...stems].filter((key) => sentence.places.has(key))));
  const score = weigh(source, own) + numbersIn(cited, fact);
  const better = bestOther(source, fact, stems);
  if (better === null || better.score < limits.factor * score || better.score - score < limits.difference) return [];
  return [
    findingAtFact(fact, {
      check: 'evidence',
      severity: score === 0 ? 'fail' : 'warn',
      message: `sentence ${better.sentence.number} shares more with this fact than the cited ones: cite the sentence that states it`,
      reason:
        score === 0
          ? 'the cited sentence shares nothing with the fact, and another one does'
          : 'another sentence shares more with the fact than the cited one',
      measured: better.score - score,
      sentence: better.sentence.number,
    }),
  ];
}

/** Words weigh by their rarity among the sentences: the logarithm of the share of sentences that have them, negated. */
function weigh(source: PassageSource, stems: Iterable<string>): number {
  let sum = 0;
  for (const key of stems) {
    const count = source.sentencesWith.get(key)?.length ?? 0;
    if (count > 0) sum += Math.log((1 + source.sentences.length) / count);
  }
  return sum;
}

/** A number of the fact that stands in the sentences weighs as much as two rare words. */
function numbersIn(sentences: readonly SourceSentence[], fact: Fact): number {
  const mentions = fact.fields
    .filter((field) => field.kind === 'attribute' || field.kind === 'value')
    .flatMap((field) => field.numbers().filter((mention) => !mention.soft));
  return mentions.filter((mention) => sentences.some((one) => one.numbers.presence(mention) === 'same')).length * 2;
}

function bestOther(source: PassageSource, fact: Fact, stems: Set<string>) {
  const shared = new Map<number, string[]>();
  for (const key of stems) {
    const numbers = source.sentencesWith.get(key) ?? [];
    if (numbers.length > 50) continue;
    for (const number of numbers) shared.set(number, [...(shared.get(number) ?? []), key]);
  }
  let best: { sentence: SourceSentence; score: number } | null = null;
  for (const [number, keys] of shared) {
    const sentence = source.sentences[number - 1];
    if (sentence === undefined || fact.evidence.includes(number) || keys.length < 2) continue;
    const score = weigh(source, keys) + numbersIn([sentence], fact);
    if (best === null || score > best.score) best = { sentence, score };
  }
  return best;
}
