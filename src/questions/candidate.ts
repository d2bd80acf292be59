import { createHash } from 'node:crypto';
import type { Question } from '../types/question.ts';
import type { Stem } from '../types/question-step.ts';

/** A question on its way: the right answer apart from the wrong ones. */
export type Candidate = Omit<Stem, 'kind'> & { kind: Question['kind']; wrong: string[] };

/** A document as questions are asked about it. */
export type Source = { id: string; sha256: string; sentences: string[]; domain?: string };

/** Every reason for which a question is dropped. */
export const dropReasons = {
  options: 'there are not four distinct options',
  length: 'the right option is shorter than 0.75 or longer than 1.33 times the wrong ones',
  'all-of-above': 'an option is "all of the above", "A and B", "cannot be determined" or the like',
  'text-named': 'the stem speaks of the text, passage or study instead of its subject: "according to the text"',
  copied: 'the stem or an option takes 8 or more consecutive words from the text',
  evidence: 'it cites no sentence, or one that the text does not have',
  empty: 'the stem or an option is empty',
  twice: 'the same is asked of the document already',
  'same-sentences': 'its stretch of sentences has twice its share of the questions already',
  'same-kind': 'a third of the questions of the document are of its kind already',
  surplus: 'more questions were written than asked for',
  defensible: 'after two rounds of refining a wrong option could still be right',
  'no-key': 'what is given as its right answer is neither an option nor the letter of one, or could be two of them',
  'no-answer': 'a step of its writing or screening came to no usable answer',
  broken: 'it was answered wrongly with the text at hand in two of three shuffles',
} as const;

export type DropReason = keyof typeof dropReasons;

/** Hexadecimal digits of the digest that an id keeps, as in the ids of units. */
const idDigits = 32;

/** The id of a question: a hash of what is asked of which text. The order of the wrong options changes nothing. */
export function questionId({ sha256 }: Pick<Source, 'sha256'>, candidate: Candidate): string {
  const { kind, evidence, stem, key, wrong } = candidate;
  const content = JSON.stringify([sha256, kind, evidence, stem, key, [...wrong].sort()]);
  return `q_${createHash('sha256').update(content).digest('hex').slice(0, idDigits)}`;
}
