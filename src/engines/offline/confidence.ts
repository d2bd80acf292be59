import { weights } from './confidence-weights.ts';

const logit = (share: number): number => Math.log(share / (1 - share));

/** Patterns that CaRB has no tuples for: estimates from reading abstracts, which nobody has counted yet (docs/offline-engine.md). */
const estimated: [sign: string, right: number][] = [
  ['pattern members', 0.8],
  ['pattern listing', 0.8],
  ['pattern measure', 0.85],
  ['pattern number left', 0.7],
  ['pattern table', 0.85],
];

const table: ReadonlyMap<string, number> = new Map([
  ...Object.entries(weights),
  ...estimated.map(([sign, right]): [string, number] => [sign, logit(right) - (weights[''] ?? 0)]),
]);

/**
 * How far a reading can be trusted, from 0 to 1: a logistic score of the signs that speak for and against it. The weights are fitted on
 * one half of the development split of CaRB (`npm run bench:openie -- --calibrate`); a sign without a weight counts nothing.
 */
export function confidenceOf(evidence: string[]): number {
  if (evidence === last.evidence) return last.confidence;
  const total = evidence.reduce((sum, sign) => sum + (table.get(sign) ?? 0), none);
  last = { evidence, confidence: Math.round(100 / (1 + Math.exp(-total))) / 100 };
  return last.confidence;
}

const none = table.get('') ?? 0;

/** Facts of one clause share their signs, and are asked about one after the other. */
let last: { evidence: string[]; confidence: number } = { evidence: [], confidence: 0 };
