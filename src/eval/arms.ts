import type { Arm, Outcome } from '../types/exam.ts';

export { type Arm, arms, type Outcome, outcomes } from '../types/exam.ts';

/** In all but these there is a context, and it must decide. */
const withoutContext: ReadonlySet<Arm> = new Set(['nothing', 'options']);

export const hasContext = (arm: Arm): boolean => !withoutContext.has(arm);

/** One answer. */
export type Mark = {
  question: string;
  arm: Arm;
  shuffle: number;
  /** Where the right option stood, from 0. */
  position: number;
  outcome: Outcome;
  /** The letter that was given, as a place from 0; null without an answer. */
  answered: number | null;
};
