import * as z from 'zod';

/** What a question asks after. */
export const questionKinds = [
  'number',
  'condition',
  'comparison',
  'method',
  'definition',
  'relation',
  'negation',
  'hedge',
  'name',
] as const;

/** Of questions that were taken from elsewhere, nobody says what they ask after. */
export const kindsInFiles = [...questionKinds, 'unsorted'] as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One question of an exam about a document: a line of a file of questions. */
export const questionSchema = z.strictObject({
  schema: z.literal('ku/question/1'),
  id: z
    .string()
    .regex(/^q_[0-9a-f]{32}$/)
    .describe('hash of document, kind, evidence, stem, right option and wrong options; their order is no part of it'),
  document: z.strictObject({
    id: z.string().min(1),
    sha256,
    domain: z.string().min(1).optional().describe('field of science, as the source names it'),
  }),
  kind: z.enum(kindsInFiles).describe('`unsorted` where the question was taken from elsewhere'),
  evidence: z
    .array(z.int().min(1))
    .describe(
      'numbers, from 1, of the sentences of the whole document that decide the question; none where nobody said',
    ),
  stem: z.string().min(1),
  options: z.array(z.string().min(1)).length(4).describe('in the order in which they are shown: A, B, C, D'),
  key: z.int().min(0).max(3).describe('position of the right option'),
  stratum: z
    .enum(['open', 'guessable', 'unscreened'])
    .describe('whether a model answers it without the text, found by a pass of its own before any exam'),
  provenance: z.strictObject({
    model: z.string().nullable().describe('what wrote or screened it; null where no model was asked'),
    prompts: z.array(z.strictObject({ id: z.string(), sha256 })),
    from: z
      .strictObject({ name: z.string().min(1), sha256 })
      .optional()
      .describe('the file that the question was taken from, its options in another order'),
  }),
});

export type Question = z.infer<typeof questionSchema>;

/** The last line of a file of questions. */
export const questionsEndSchema = z.strictObject({
  schema: z.literal('ku/questions/1'),
  sha256: sha256.describe('over the bytes of the whole file, with zeros in place of these 64 digits'),
  questions: z.int().min(0).describe('lines before this one'),
  dropped: z.record(z.string(), z.int().min(1)).describe('how many questions are not in the file, by the reason'),
  seed: z.int().min(0),
});

export type QuestionsEnd = z.infer<typeof questionsEndSchema>;

/** Any line of a file of questions. */
export const questionLineSchema = z.discriminatedUnion('schema', [questionSchema, questionsEndSchema]);
