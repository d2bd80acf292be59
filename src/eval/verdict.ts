import { clusteredWilson, type Interval, sumsOf } from './intervals.ts';

/**
 * Whether the units lose less than the margin: `held` where the whole interval of the loss lies below it, and so does the most that so few
 * documents could hide; `lost` where the interval lies above; `open` else, and where there is no interval.
 */
export type Verdict = { margin: number; answer: 'held' | 'lost' | 'open' };

/** Of one document: questions, how many were right with the text, and how many with the units. */
export type Paired = readonly [asked: number, text: number, units: number];

/** Differences of shares are no binary fractions: a loss of one in fifty is a little more than 0.02. */
const rounding = 1e-9;

/** @param margin a share: 0.02 for 2 points of a hundred */
export function verdictOf(loss: Interval | null, documents: readonly Paired[], margin: number): Verdict {
  if (loss === null) return { margin, answer: 'open' };
  if (loss.low > margin + rounding) return { margin, answer: 'lost' };
  return { margin, answer: Math.max(loss.high, mostHidden(documents)) < margin - rounding ? 'held' : 'open' };
}

/**
 * What the loss may be although the bootstrap does not see it: documents that lose much may be rare, and among few there is none. The upper
 * bound of Wilson's interval of what documents lost, as clusters, less what others gained. Without any loss documents count, so that a
 * margin of 2 points needs 189 of them.
 */
export function mostHidden(documents: readonly Paired[]): number {
  const lost = clusteredWilson(documents.map(([asked, text, units]) => [asked, Math.max(0, text - units)]));
  const [asked = 0, text = 0, units = 0] = sumsOf(documents);
  const net = text - units;
  const grossly = documents.reduce((sum, [, own, its]) => sum + Math.max(0, own - its), 0);
  return lost === null || asked === 0 ? 1 : lost.high - (grossly - net) / asked;
}
