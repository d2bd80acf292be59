import { questionKinds } from '../types/question.ts';

/** What the writer of the stems is told: how many, after what, and over which stretches of sentences. */
export type Plan = { questions: number; kinds: readonly string[]; stretches: [from: number, to: number][] };

/** Spreads questions over the sentences of a document: one for each stretch, stretches as equal as can be. */
export function planOf(sentences: number, questions: number): Plan {
  const stretches = Array.from(
    { length: Math.min(questions, sentences) },
    (_, at, count = Math.min(questions, sentences)): [number, number] => [
      Math.floor((at * sentences) / count) + 1,
      Math.floor(((at + 1) * sentences) / count),
    ],
  );
  return { questions, kinds: questionKinds, stretches };
}
