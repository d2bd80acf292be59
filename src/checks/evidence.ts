import type { NumberMention } from '../text/number-mention.ts';
import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact } from './check.ts';
import { contentStems } from './core.ts';
import type { Fact } from './fields.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** How much more another sentence must share with the fact than the cited ones do; most sentences of a word that is looked up. */
const limits = { factor: 3, difference: 2, sentences: 20 } as const;

/** A fact cites the sentences that state it. */
export const evidence: Check = {
  name: 'evidence',
  looksAt: 'what a fact shares with the sentences that it cites, and with the others; rare words weigh more',
  threshold: `cited sentences outside of the passage, or that share nothing while another sentence does: fails; one that shares ${limits.factor} times as much: warns`,
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
  const own = new Set(cited.flatMap((sentence) => [...stems].filter((key) => sentence.places().has(key))));
  const mentions = numbersOfFact(fact);
  const score = weigh(source, own) + numbersIn(cited, mentions);
  const most = weigh(source, stems) + numberWeight * mentions.length;
  if (!isClearlyMore(most, score)) return [];
  const better = bestOther(source, fact, stems, mentions);
  if (better === null || !isClearlyMore(better.score, score)) return [];
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

const isClearlyMore = (other: number, own: number): boolean =>
  other >= limits.factor * own && other - own >= limits.difference;

/** What a number weighs that the fact and a sentence share: as much as a rare word or two. */
const numberWeight = 2;

/** Words weigh by their rarity: the logarithm of the number of sentences for each that has them. */
const rarity = (source: PassageSource, count: number): number => Math.log((1 + source.sentences.length) / count);

function weigh(source: PassageSource, stems: Iterable<string>): number {
  let sum = 0;
  for (const key of stems) {
    const count = source.sentencesWith().get(key)?.length ?? 0;
    if (count > 0) sum += rarity(source, count);
  }
  return sum;
}

/** The numbers of the fact's name and value. */
const numbersOfFact = (fact: Fact): NumberMention[] =>
  fact.fields
    .filter((field) => field.kind === 'attribute' || field.kind === 'value')
    .flatMap((field) => field.numbers().filter((mention) => !mention.soft));

/** Weight of the numbers of the fact that stand in the sentences. */
const numbersIn = (sentences: readonly SourceSentence[], mentions: readonly NumberMention[]): number =>
  mentions.filter((mention) => sentences.some((one) => one.numbers.presence(mention) === 'same')).length * numberWeight;

type Shared = { weight: number; count: number };

/** The sentence, of those that share two words and more with the fact, that shares most. */
function bestOther(source: PassageSource, fact: Fact, stems: Set<string>, mentions: readonly NumberMention[]) {
  let best: { sentence: SourceSentence; score: number } | null = null;
  for (const [number, { weight, count }] of sharedBySentence(source, stems)) {
    const sentence = source.sentences[number - 1];
    if (sentence === undefined || fact.evidence.includes(number) || count < 2) continue;
    const score = weight + numbersIn([sentence], mentions);
    if (best === null || score > best.score) best = { sentence, score };
  }
  return best;
}

/** How much the sentences share with the stems; words of more than twenty sentences tell little, and are left out. */
function sharedBySentence(source: PassageSource, stems: Iterable<string>): Map<number, Shared> {
  const shared = new Map<number, Shared>();
  for (const key of stems) {
    const numbers = source.sentencesWith().get(key) ?? [];
    if (numbers.length > limits.sentences) continue;
    const weight = rarity(source, numbers.length);
    for (const number of numbers) {
      const known = shared.get(number) ?? { weight: 0, count: 0 };
      shared.set(number, { weight: known.weight + weight, count: known.count + 1 });
    }
  }
  return shared;
}
