import type { Interval } from './intervals.ts';

/**
 * Whether the units lose less than the margin: `held` where the whole interval of the loss lies below it, `lost` where it lies above,
 * `open` where the margin is inside of it, there is no interval, or there are too few questions to tell.
 */
export type Verdict = { margin: number; answer: 'held' | 'lost' | 'open' };

/** Differences of shares are no binary fractions: a loss of one in fifty is a little more than 0.02. */
const rounding = 1e-9;

/**
 * The share of questions that may be lost although none of so many was: the exact upper bound of no event among n, 1 − 0.025^(1/n) (Clopper
 * and Pearson, 1934).
 */
export const hiddenLoss = (questions: number): number => 1 - 0.025 ** (1 / questions);

/**
 * Where no answer differs, the bootstrap sees no spread at all. But a loss as large as the margin may still hide among so few questions: a
 * margin of 2 points needs 183.
 * @param margin a share: 0.02 for 2 points of a hundred
 */
export function verdictOf(loss: Interval | null, margin: number, questions: number): Verdict {
  if (loss === null) return { margin, answer: 'open' };
  if (loss.low > margin + rounding) return { margin, answer: 'lost' };
  return { margin, answer: loss.high < margin - rounding && hiddenLoss(questions) < margin ? 'held' : 'open' };
}
