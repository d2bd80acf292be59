import { createHash } from 'node:crypto';

/** The same items in an order that the seed alone decides, each order as likely as any other. */
export function shuffled<Item>(items: readonly Item[], seed: string): Item[] {
  return items
    .map((item, at) => ({ item, rank: rankOf(`${seed} ${at}`) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ item }) => item);
}

export const rankOf = (text: string): string => createHash('sha256').update(text).digest('hex');
