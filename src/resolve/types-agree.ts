import type { EntityType } from '../types/fact.ts';

/** Types that extractors take for one another; every other pair of different types is two things. */
const confused: readonly (readonly [EntityType, EntityType])[] = [
  ['method', 'model'],
  ['method', 'task'],
  ['metric', 'quantity'],
  ['disease', 'phenomenon'],
  ['quantity', 'phenomenon'],
  ['material', 'gene_or_protein'],
];

/** What no thing of another type can be, `other` included: an author is not the method named after him. */
const alone: ReadonlySet<EntityType> = new Set(['person', 'location', 'organisation']);

/** Whether things of two types can be one thing. */
export function typesAgree(one: EntityType, other: EntityType): boolean {
  if (one === other) return true;
  if (alone.has(one) || alone.has(other)) return false;
  if (one === 'other' || other === 'other') return true;
  return confused.some((pair) => pair.includes(one) && pair.includes(other));
}

/** The same type, and one that says something. */
export const isOneType = (one: EntityType, other: EntityType): boolean => one === other && one !== 'other';
