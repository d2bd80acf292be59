import { distanceToNearestStretch, rougeL } from '../text/nearness.ts';
import { splitSentences } from '../text/sentences.ts';
import { isContentWord, stem, wordTexts } from '../text/words.ts';
import { type Check, findingAtField } from './check.ts';
import type { Field } from './fields.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** Fewest words that are compared; largest distance and least ROUGE-L that make a near-copy; most pairs of words compared. */
const limits = { words: 12, distance: 0.2, rougeL: 0.8, pairs: 200_000 } as const;

/** Sentences of a text that stand in the source but for some words. */
export const nearCopy: Check = {
  name: 'near-copy',
  looksAt: `every text of ${limits.words} words or more, sentence by sentence, against the sentences that share most words with it`,
  threshold: `distance to a stretch of the sentence ≤ ${limits.distance} per word, or ROUGE-L ≥ ${limits.rougeL}, fails`,
  says: 'the text follows a sentence of the source word by word',
  run: (source, view) => {
    const evidence = new Map(view.facts.map((fact) => [fact.pointer, fact.evidence]));
    return view.fields
      .filter((field) => field.words.length >= limits.words)
      .flatMap((field) => findIn(source, field, evidence.get(field.target) ?? []));
  },
};

function findIn(source: PassageSource, field: Field, evidence: number[]) {
  for (const sentence of splitSentences(field.text)) {
    const words = wordTexts(sentence.text);
    if (words.length < limits.words) continue;
    for (const candidate of candidates(source, words)) {
      const nearness = nearnessOf(words, candidate);
      if (nearness === null) continue;
      return [
        findingAtField(field, evidence, {
          check: 'near-copy',
          severity: 'fail',
          message: `this follows sentence ${candidate.number} of the source nearly word by word: “${candidate.text}”; say it in other words`,
          reason: `the text follows a sentence of the source nearly word by word (${nearness.name} ${nearness.value.toFixed(2)})`,
          measured: nearness.value,
          sentence: candidate.number,
        }),
      ];
    }
  }
  return [];
}

function nearnessOf(words: string[], { words: sourceWords, setAside }: SourceSentence) {
  const sentence = sourceWords.map((word) => word.text);
  if (sentence.length < limits.words || words.length * sentence.length > limits.pairs) return null;
  const named = new Set(sentence.filter((_, at) => setAside[at] === 1));
  const plain = new Set(sentence.filter((word) => !named.has(word) && isContentWord(word)));
  if (words.filter((word) => plain.has(word)).length <= 2) return null;
  const distance = distanceToNearestStretch(words, sentence);
  if (distance <= limits.distance) return { name: 'distance', value: distance };
  const overlap = rougeL(words, sentence);
  return overlap >= limits.rougeL ? { name: 'ROUGE-L', value: overlap } : null;
}

/** The two sentences that share most content words with the text. */
function candidates(source: PassageSource, words: string[]): SourceSentence[] {
  const shared = new Map<number, number>();
  for (const key of new Set(words.filter(isContentWord).map(stem))) {
    const numbers = source.sentencesWith().get(key) ?? [];
    if (numbers.length > 50) continue;
    for (const number of numbers) shared.set(number, (shared.get(number) ?? 0) + 1);
  }
  return [...shared]
    .sort(([one, left], [other, right]) => right - left || one - other)
    .slice(0, 2)
    .flatMap(([number]) => source.sentences[number - 1] ?? []);
}
