/** What a reader may be given. The last is the control: a right answer there owes nothing to the units. */
export const arms = ['nothing', 'options', 'text', 'units', 'other'] as const;
export type Arm = (typeof arms)[number];

/** In these there is a context, and it must decide. */
export const hasContext = (arm: Arm): boolean => arm === 'text' || arm === 'units' || arm === 'other';

/**
 * How an answer counts. `right`: the right letter and, where there is a context, words that stand in it. `unquoted`: the right
 * letter without them. `silent`: the reader says that the context does not tell. `failed`: the document has no units to ask.
 */
export const outcomes = ['right', 'unquoted', 'wrong', 'silent', 'unparsable', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** One answer. */
export type Mark = {
  question: string;
  arm: Arm;
  shuffle: number;
  /** Where the right option stood, from 0. */
  position: number;
  outcome: Outcome;
  /** The letter that was given, as a place from 0; null without an answer. */
  answered: number | null;
};
