import * as z from 'zod';
import { entityTypes, qualifiers, quantitySchema } from './fact.ts';
import { passageKinds } from './passage.ts';
import { guards, rules } from './resolution.ts';

/** The unit `ku/1`: what is published. Unknown keys are errors at every level. */

const hexDigest = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lowercase hexadecimal');
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const words = z.string().min(1);
const localId = z.string().regex(/^e[1-9][0-9]*$/, 'expected an entity id: e1, e2, …');

const factQualifiers = {
  conditions: z.array(words).describe(qualifiers.conditions.description ?? ''),
  polarity: qualifiers.polarity,
  certainty: qualifiers.certainty,
  evidence: z.array(z.int().min(1)).min(1).describe('numbers of the sentences that state the fact; the first is 1'),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('how far the reading can be trusted, where the engine knows: the offline engine does'),
  inferred: z
    .literal(true)
    .optional()
    .describe('the passage does not name what the fact is about, or has none of its words'),
};

const attributeSchema = z.strictObject({
  name: words,
  value: words,
  quantity: quantitySchema.nullable(),
  ...factQualifiers,
});

const entitySchema = z.strictObject({
  id: localId,
  name: words,
  type: z.enum(entityTypes),
  aliases: z.array(words),
  attributes: z.array(attributeSchema),
});

const relationSchema = z.strictObject({
  subject: localId,
  predicate: z.string().regex(/^[^\s_A-Z]+(?:_[^\s_A-Z]+)*$/, 'expected snake_case'),
  object: z.union([
    z.strictObject({ entity: localId }),
    z.strictObject({ value: words, quantity: quantitySchema.nullable() }),
  ]),
  ...factQualifiers,
});

const documentSchema = z.strictObject({
  id: words,
  title: words.nullable(),
  authors: z.array(words),
  year: z.int().nullable(),
  doi: words.nullable(),
  url: words.nullable(),
  license: words.nullable(),
  sha256: hexDigest.describe('of the normalised text'),
});

const sentenceSchema = z.strictObject({
  start: count,
  end: count,
  minhash: z.string().regex(/^[A-Za-z0-9_-]{86}$/, 'expected 32 values of 16 bits in base64url'),
});

const passageSchema = z.strictObject({
  index: count.describe('0-based'),
  of: z.int().min(1),
  start: count.describe('offset in the normalised text, in Unicode code points'),
  end: count,
  section: z.array(words).optional().describe('the headings that it stands under, where the document has any'),
  kind: z.enum(passageKinds).optional().describe('what it is, where the document is more than one passage of prose'),
  sha256: hexDigest,
  sentences: z.array(sentenceSchema).describe('sentence number n of the evidence is the n-th'),
});

const resolutionSchema = z
  .strictObject({
    scope: z
      .enum(['document', 'corpus'])
      .describe('whether ids of entities mean the same in all units of the document, or in all of a corpus'),
    sha256: hexDigest.describe('of all entities by id, name and type: where it is the same, ids mean the same'),
    model: words.nullable().describe('the model that was asked which names mean one thing; null: rules alone decided'),
    prompt: z.strictObject({ id: words, sha256: hexDigest }).nullable(),
    merges: z
      .array(
        z.strictObject({
          entity: localId,
          names: z.array(words).min(1).max(2).describe('two names that mean one thing, or the one that passages share'),
          rule: z.enum(rules),
          reason: words,
        }),
      )
      .describe('every merge that the entities of this unit are made of'),
    refused: z
      .array(
        z.strictObject({ entity: localId, names: z.array(words).min(1).max(2), guard: z.enum(guards), reason: words }),
      )
      .describe('merges of entities of this unit that the model proposed and code refused'),
  })
  .describe('absent where ids of entities are local to the unit');

const auditSchema = z.strictObject({
  longestCopiedRun: count.describe('words'),
  copiedShare: share,
  ngram5: share,
  ngram7: share,
  ngram11: share,
  exemptRuns: count.describe('shared runs of 6 words or more made of names, numbers, formulas and titles'),
  order: z.number().min(-1).max(1).nullable().describe("Kendall's tau against the order of the text"),
  numbers: z.strictObject({ stated: count, kept: count, drifted: count }),
  repairs: count,
  findings: z
    .array(
      z.strictObject({
        check: words,
        severity: z.enum(['warn', 'fail']),
        pointer: z.string().describe('JSON Pointer into this unit'),
        reason: words,
        evidence: z.array(z.int()),
      }),
    )
    .describe('what the checks still find and what was published all the same'),
  dropped: z.array(
    z.strictObject({
      what: z.enum(['entity', 'attribute', 'relation', 'summary', 'alias', 'condition']),
      pointer: z.string().describe('JSON Pointer into the draft that was checked'),
      check: words,
      reason: words,
      evidence: z.array(z.int()),
    }),
  ),
});

const provenanceSchema = z.strictObject({
  tool: z.literal('ku'),
  version: words,
  engine: words,
  model: words.nullable(),
  prompt: z.strictObject({ id: words, sha256: hexDigest }).nullable(),
  usage: z.strictObject({ inputTokens: count, outputTokens: count, cost: z.number().min(0).nullable() }),
});

export const unitSchema = z
  .strictObject({
    schema: z.literal('ku/1'),
    id: z.string().regex(/^ku_[0-9a-f]{32}$/, 'expected ku_ and 32 hexadecimal digits'),
    document: documentSchema,
    passage: passageSchema,
    summary: words.nullable(),
    entities: z.array(entitySchema),
    relations: z.array(relationSchema),
    resolution: resolutionSchema.optional(),
    audit: auditSchema,
    provenance: provenanceSchema,
  })
  .describe('A Knowledge Unit: what one passage states, and nothing of how it says it');

export type Unit = z.infer<typeof unitSchema>;
export type UnitEntity = Unit['entities'][number];
export type UnitAttribute = UnitEntity['attributes'][number];
export type UnitRelation = Unit['relations'][number];
export type Resolution = NonNullable<Unit['resolution']>;
