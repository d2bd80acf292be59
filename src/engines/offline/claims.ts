import type { Certainty, Polarity, Quantity } from '../../types/fact.ts';
import type { Named } from './names.ts';

/** Something that the text names: a resolved phrase. */
export type Subject = Named;

type Qualified = {
  conditions: string[];
  polarity: Polarity;
  certainty: Certainty;
  sentence: number;
  /** Signs of how far the reading can be trusted: see evidence.ts. */
  evidence: string[];
};

/** What a pattern claims. Entities are still names here; ids come when all claims of the passage are known. */
export type Claim =
  | ({ kind: 'relation'; subject: Subject; predicate: string; object: Subject } & Qualified)
  | ({ kind: 'attribute'; subject: Subject; name: string; value: string; quantity: Quantity | null } & Qualified)
  | { kind: 'alias'; subject: Subject; alias: string };

export const plainly = (sentence: number, pattern: string): Qualified => ({
  conditions: [],
  polarity: 'affirmed',
  certainty: 'stated',
  sentence,
  evidence: [`pattern ${pattern}`],
});

/** A subject that stands for a name alone. */
export const named = (name: string): Subject => ({
  name,
  head: name.toLowerCase().split(' ').at(-1) ?? name,
  plural: false,
  quantity: null,
  details: [],
  negated: false,
});

/** What "we", "our work" and "this paper" stand for. */
export const presentStudy: Subject = named('present study');
