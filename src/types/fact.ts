import * as z from 'zod';

/**
 * The parts of a fact that the draft (what an engine claims) and the unit (what is published) share.
 * zod is the one source: types, validation and the JSON Schemas in `schemas/` all derive from here.
 */

export const comparators = ['=', '<', '<=', '>', '>=', '~'] as const;
export const polarities = ['affirmed', 'negated'] as const;
export const certainties = ['stated', 'hedged', 'proposed'] as const;

/** The closed list of entity types; what fits none of them is `other`. */
export const entityTypes = [
  'method',
  'model',
  'dataset',
  'task',
  'metric',
  'quantity',
  'material',
  'organism',
  'gene_or_protein',
  'disease',
  'location',
  'organisation',
  'person',
  'theory',
  'phenomenon',
  'other',
] as const;

export const quantitySchema = z
  .strictObject({
    comparator: z.enum(comparators).describe('~ means about; <= also stands for "up to" and "at most"'),
    value: z.number().describe('the number, or the lower end of a range'),
    upper: z.number().nullable().describe('the upper end of a range, else null'),
    unit: z.string().nullable().describe('the unit as the text has it, else null'),
    uncertainty: z.number().nullable().describe('half-width that follows a ±, in the same unit, else null'),
  })
  .describe('A typed quantity, equal to what the text says');

export type Quantity = z.infer<typeof quantitySchema>;
export type Polarity = (typeof polarities)[number];
export type Certainty = (typeof certainties)[number];
export type EntityType = (typeof entityTypes)[number];

/** What every fact carries beside its content. Evidence: numbers of the sentences that state it, the first is 1. */
export const qualifiers = {
  conditions: z.array(z.string()).describe('what must hold for the fact; empty when it is unconditional'),
  polarity: z.enum(polarities).describe('negated: the text denies the fact'),
  certainty: z.enum(certainties).describe('hedged: may, suggests, could; proposed: an aim, a plan, an opinion'),
  evidence: z.array(z.int()).describe('numbers of the sentences that state the fact'),
};

export type Qualifiers = {
  conditions: string[];
  polarity: Polarity;
  certainty: Certainty;
  evidence: number[];
};
