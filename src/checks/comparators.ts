import type { Quantity } from '../types/fact.ts';

type Comparator = Quantity['comparator'];

/** What stands before a number and says how it is meant; the first that fits counts. */
const before: [RegExp, Comparator][] = [
  [
    /(?:≤|<=|\bat most|\bup to|\b(?:no|not) more than|\bno (?:greater|higher|larger|longer) than|\bmaximum of|\bmaximally)\s*$/i,
    '<=',
  ],
  [/(?:≥|>=|\bat least|\bno(?:t)? (?:less|fewer|lower|smaller) than|\bminimum of|\bfrom as low as)\s*$/i, '>='],
  [/(?:<|\b(?:less|fewer|lower|smaller|shorter|younger|cheaper) than|\bbelow|\bunder)\s*$/i, '<'],
  [/(?:>|\b(?:more|greater|higher|larger|longer|older) than|\babove|\bover|\bexceed(?:s|ing|ed)?)\s*$/i, '>'],
  [/(?:~|≈|\babout|\bapproximately|\broughly|\baround|\bca\.?|\bcirca|\bsome|\bapprox\.)\s*$/i, '~'],
];

/** "Less than or about": no comparator says it, and each of these says a part of it. The first says most. */
const blurred: [RegExp, Comparator[]][] = [
  [/≲\s*$/, ['<=', '<', '~']],
  [/≳\s*$/, ['>=', '>', '~']],
];

/** The comparators that say what the words before an offset express, the best first; none where these express none. */
export function comparatorsBefore(text: string, at: number): readonly Comparator[] {
  const words = text.slice(Math.max(0, at - 24), at);
  const blur = blurred.find(([pattern]) => pattern.test(words))?.[1];
  if (blur !== undefined) return blur;
  const [pattern, said] = before.find(([known]) => known.test(words)) ?? [];
  if (pattern === undefined || said === undefined) return [];
  // "Below some 50": a bound that is itself about right says both.
  return said === '~' ? [...comparatorsBefore(words, words.search(pattern)), said] : [said];
}
