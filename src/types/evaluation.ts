import * as z from 'zod';
import { arms, documentForms, factOutcomes, outcomes, sides } from './exam.ts';
import { kindsInFiles } from './question.ts';
import { letters } from './reader.ts';

/** The report of an evaluation: zod is the one source of its type, its validation and its JSON Schema. */

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const estimate = z
  .strictObject({
    value: z.number().nullable().describe('null where it means nothing'),
    interval: z
      .strictObject({ low: z.number(), high: z.number() })
      .nullable()
      .describe('of 95%; null where there is none'),
  })
  .describe('a figure with its interval');

const byArm = <Value extends z.ZodType>(value: Value) => z.partialRecord(z.enum(arms), value);

const countsBy = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, count])) as Record<Name, typeof count>);

const groupsOf = <Name extends z.ZodType>(name: Name) =>
  z.array(
    z.strictObject({
      name,
      questions: count,
      accuracy: byArm(estimate).describe('intervals are Wilson intervals of questions in clusters, the documents'),
    }),
  );

const problemCodes = [
  'unreadable',
  'not-a-unit',
  'no-text',
  'empty',
  'no-source',
  'not-reconstructed',
  'interrupted',
] as const;

const problem = z.strictObject({
  file: z.string(),
  line: z.int().min(1).nullable(),
  pointer: z.string(),
  code: z.enum(problemCodes),
  message: z.string(),
  hint: z.string(),
});

const copying = z.strictObject({
  words: count,
  longestCopiedRun: count.describe('in words'),
  copiedShare: share,
  ngram5: share,
  ngram7: share,
  ngram11: share,
  exemptRuns: count,
  numbers: z.strictObject({ stated: count, kept: count, drifted: count }),
  order: z.number().min(-1).max(1).nullable(),
  fail: count,
  warn: count,
  missing: z.strictObject({ names: count, numbers: count, sentences: count }),
});

const factMark = z.strictObject({
  document: z.string(),
  side: z.enum(sides),
  fact: z.string(),
  sentences: z.array(z.int().min(1)),
  outcome: z.enum(factOutcomes),
});

const factSide = z.strictObject({
  facts: count,
  outcomes: countsBy(factOutcomes),
  share: estimate.describe("supported ones among all; the interval is Wilson's, of facts in clusters, the documents"),
  difference: estimate.nullable().describe('to the first system; null of the first'),
});

const prompt = z.strictObject({ id: z.string(), sha256 });
/** Also those that an earlier run kept, so that the same answers give the same report. */
const attempts = count.describe('answers of the model, those that were kept from before too');
const usage = { inputTokens: count, cachedInputTokens: count, outputTokens: count, attempts };
const drawing = { draws: z.int().min(1).describe('resamples of the documents'), seed: z.string() };

const facts = z.strictObject({
  judge: z.strictObject({ model: z.string(), prompts: z.strictObject({ facts: prompt, entailment: prompt }) }),
  drawing: z.strictObject(drawing),
  documents: count,
  recall: factSide.describe('of the facts of the texts, those that the units state'),
  precision: factSide.describe('of the facts of the units, those that the texts state'),
  decoys: z.strictObject({ asked: count, supported: count }).describe('facts of other documents'),
  withoutUnits: z.array(z.string()),
  unlisted: z.array(z.string()),
  contradicted: z.array(factMark),
  marks: z.array(factMark),
  spent: z.strictObject(usage),
});

const mark = z.strictObject({
  question: z.string(),
  arm: z.enum(arms),
  shuffle: count,
  position: z.int().min(0).max(3).describe('where the right option stood, from 0'),
  outcome: z.enum(outcomes),
  answered: z
    .int()
    .min(0)
    .max(4)
    .nullable()
    .describe('the letter that was given, as a place from 0; null without an answer'),
});

export const evaluationSchema = z.strictObject({
  schema: z.literal('ku/evaluation/1'),
  tool: z.literal('ku'),
  version: z.string(),
  reader: z.strictObject({ model: z.string(), prompt }),
  protocol: z.strictObject({
    choices: z.literal([4, 5]),
    shuffles: z.int().min(1),
    ...drawing,
  }),
  documents: count,
  questions: count,
  arms: byArm(
    z.strictObject({
      answers: count,
      outcomes: countsBy(outcomes),
      accuracy: estimate.describe(
        "right ones among all answers; the interval is Wilson's, of questions in clusters, the documents",
      ),
    }),
  ),
  loss: estimate.describe('accuracy with the text less that with the units'),
  ratio: estimate.describe('accuracy with the units by that with the text'),
  retention: estimate.describe('(units - nothing) / (text - nothing), where the denominator is 0.2 or more'),
  verdict: z.strictObject({ margin: share, answer: z.enum(['held', 'lost', 'open']) }),
  groups: z.strictObject({
    kind: groupsOf(z.enum(kindsInFiles)),
    domain: groupsOf(z.string().nullable()).describe('field of science; null for documents that name none'),
    form: groupsOf(z.enum(documentForms)),
    stratum: groupsOf(z.enum(['open', 'guessable', 'unscreened'])),
    position: groupsOf(z.enum(letters)),
  }),
  withoutSource: z.array(z.strictObject({ id: z.string(), questions: count })),
  withoutUnits: z.array(z.string()),
  failedSources: count,
  facts: facts.optional().describe('with --facts'),
  spent: z.strictObject({
    ...usage,
    cost: z
      .number()
      .min(0)
      .nullable()
      .describe(
        'dollars of all answers at the list price, those that were kept from before too; null where the price is not known',
      ),
  }),
  audit: z.strictObject({ units: count, problems: z.array(problem), total: copying }),
  marks: z.array(mark).describe('every answer, so that all figures can be computed again'),
});

export type EvaluationReport = z.infer<typeof evaluationSchema>;
