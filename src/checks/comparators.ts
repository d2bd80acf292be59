import type { Quantity } from '../types/fact.ts';

type Comparator = Quantity['comparator'];

/** What stands before a number and says how it is meant; the first that fits counts. */
const before: [RegExp, Comparator][] = [
  [
    /(?:≤|<=|\bat most|\bup to|\b(?:no|not) more than|\bno (?:greater|higher|larger|longer) than|\bmaximum of|\bmaximally)\s*$/i,
    '<=',
  ],
  [/(?:≥|>=|\bat least|\bno(?:t)? (?:less|fewer|lower|smaller) than|\bminimum of|\bfrom as low as)\s*$/i, '>='],
  [/(?:<|≲|\b(?:less|fewer|lower|smaller|shorter|younger|cheaper) than|\bbelow|\bunder)\s*$/i, '<'],
  [/(?:>|≳|\b(?:more|greater|higher|larger|longer|older) than|\babove|\bover|\bexceed(?:s|ing|ed)?)\s*$/i, '>'],
  [/(?:~|≈|\babout|\bapproximately|\broughly|\baround|\bca\.?|\bcirca|\bsome|\bapprox\.)\s*$/i, '~'],
];

/** The comparator that the words before an offset express; null where there is none. */
export function comparatorBefore(text: string, at: number): Comparator | null {
  const words = text.slice(Math.max(0, at - 24), at);
  return before.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
