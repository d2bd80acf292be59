/** What a reader may be given in an exam. `other` is the control: a right answer there owes nothing to the units. */
export const arms = ['nothing', 'options', 'text', 'units', 'other', 'abstract', 'truncated'] as const;
export type Arm = (typeof arms)[number];

/**
 * How an answer counts. `right`: the right letter and, where there is a context, words that stand in it. `unquoted`: the right
 * letter without them. `silent`: the reader says that the context does not tell. `failed`: the document has no units to ask.
 */
export const outcomes = ['right', 'unquoted', 'wrong', 'silent', 'unparsable', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a document is: a full paper has an abstract and more; all else is a text. */
export const documentForms = ['paper', 'text'] as const;
export type DocumentForm = (typeof documentForms)[number];

/** Of a fact of the text, whether the units entail it (recall); of a fact of the units, whether the text does (precision). */
export const sides = ['recall', 'precision'] as const;
export type Side = (typeof sides)[number];

/**
 * How a judgement counts. `unquoted`: the judge says supported or contradicted, and the words that it gives don't stand in what it was
 * shown. `unparsable`: no judgement that can be used. `failed`: there is nothing to hold the fact against.
 */
export const factOutcomes = ['supported', 'contradicted', 'absent', 'unquoted', 'unparsable', 'failed'] as const;
export type FactOutcome = (typeof factOutcomes)[number];
