import * as z from 'zod';
import { entityTypes, qualifiers, quantitySchema } from './fact.ts';

/**
 * The draft: what an engine claims that a passage states. It is the schema on the wire, so all fields are required,
 * nullable instead of optional, and arrays instead of maps: strict structured output accepts nothing else.
 * Identifiers are local to the draft; code gives the published ones.
 */

export const attributeSchema = z.strictObject({
  name: z.string(),
  value: z.string(),
  quantity: quantitySchema.nullable(),
  ...qualifiers,
});

const entitySchema = z.strictObject({
  id: z.string().describe('e1, e2, … in this answer only'),
  name: z.string(),
  type: z.enum(entityTypes),
  aliases: z.array(z.string()),
  attributes: z.array(attributeSchema),
});

export const relationSchema = z.strictObject({
  subject: z.string().describe('id of an entity of this answer'),
  predicate: z.string().describe('snake_case verb phrase'),
  object: z
    .strictObject({
      entity: z.string().nullable().describe('id of an entity of this answer, or null'),
      value: z.string().nullable().describe('a value in words where the object is no entity, else null'),
      quantity: quantitySchema.nullable(),
    })
    .describe('exactly one of entity and value is not null'),
  ...qualifiers,
});

export const draftSchema = z.strictObject({
  summary: z.string().nullable().describe('one to three factual sentences in fresh wording, or null'),
  entities: z.array(entitySchema),
  relations: z.array(relationSchema),
});

/** Some engines know how far a fact of theirs can be trusted, from 0 to 1; it is no part of what a model is asked for. */
type Trusted = { confidence?: number };

export type DraftAttribute = z.infer<typeof attributeSchema> & Trusted;
export type DraftRelation = z.infer<typeof relationSchema> & Trusted;
export type DraftEntity = Omit<z.infer<typeof entitySchema>, 'attributes'> & { attributes: DraftAttribute[] };
export type Draft = { summary: string | null; entities: DraftEntity[]; relations: DraftRelation[] };
