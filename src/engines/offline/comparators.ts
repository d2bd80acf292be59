import type { Quantity } from '../../types/fact.ts';
import type { Token } from './tokens.ts';

/** Comparators as they are written before a number; longer ones first. */
const comparatorPhrases: [string[], Quantity['comparator']][] = [
  [['no', 'more', 'than'], '<='],
  [['no', 'less', 'than'], '>='],
  [['up', 'to', 'at', 'least'], '>='],
  [['up', 'to'], '<='],
  [['at', 'most'], '<='],
  [['at', 'least'], '>='],
  [['more', 'than'], '>'],
  [['greater', 'than'], '>'],
  [['higher', 'than'], '>'],
  [['less', 'than'], '<'],
  [['fewer', 'than'], '<'],
  [['lower', 'than'], '<'],
  ...['about', 'approximately', 'around', 'roughly', 'nearly', 'almost', '~', '∼', '≈', '≃'].map(
    (word): [string[], Quantity['comparator']] => [[word], '~'],
  ),
  [['over'], '>'],
  [['='], '='],
  [['<'], '<'],
  [['>'], '>'],
  [['≤'], '<='],
  [['≥'], '>='],
];

/** By their first words, so that a token is looked up once. */
const comparatorsByFirst = new Map<string, typeof comparatorPhrases>();
for (const entry of comparatorPhrases) {
  const first = entry[0][0] ?? '';
  comparatorsByFirst.set(first, [...(comparatorsByFirst.get(first) ?? []), entry]);
}

/** Can a comparator begin with this word, in lower case? */
export const opensComparison = (lower: string): boolean => comparatorsByFirst.has(lower);

/** A comparator and the index of the token after it. */
export function readComparator(
  tokens: Token[],
  at: number,
): { comparator: Quantity['comparator']; next: number } | null {
  for (const [phrase, comparator] of comparatorsByFirst.get(tokens[at]?.text.toLowerCase() ?? '') ?? []) {
    if (phrase.every((word, offset) => tokens[at + offset]?.text.toLowerCase() === word)) {
      return { comparator, next: at + phrase.length };
    }
  }
  return null;
}
