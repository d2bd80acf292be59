import type { FactOutcome, Side } from '../../types/exam.ts';

export { type FactOutcome, factOutcomes, type Side, sides } from '../../types/exam.ts';

/** One fact that was judged; nothing of its wording is in it. */
export type FactMark = {
  document: string;
  side: Side;
  /** `f_` and a hash of document and fact; or the id of a unit, `#` and a pointer into it. */
  fact: string;
  /** Numbers, from 1, of the sentences that state it: of the text, of the passage of a unit, or lines of what another extractor wrote. */
  sentences: number[];
  outcome: FactOutcome;
};
