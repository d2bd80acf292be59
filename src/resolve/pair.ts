import type { EntityType } from '../types/fact.ts';
import type { Name } from './names.ts';

/** Two names of which it is asked whether they can be one thing's, with the types of what bears them. */
export type Pair = { one: Name; other: Name; oneType: EntityType; otherType: EntityType };
