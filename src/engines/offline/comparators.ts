import type { Quantity } from '../../types/fact.ts';
import { comparatorsByFirst } from './quantity-words.ts';
import type { Token } from './tokens.ts';

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
