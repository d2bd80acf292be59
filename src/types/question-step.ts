import * as z from 'zod';
import { questionKinds } from './question.ts';

/** The steps in which a model helps to write and to screen questions, and the shape of its answer to each. */

const sentences = z.array(z.int()).describe('numbers of the sentences that decide the question');

const stemSchema = z.strictObject({
  kind: z.enum(questionKinds),
  evidence: sentences,
  stem: z.string().describe('the question'),
  key: z.string().describe('the right answer'),
});

const faultSchema = z.strictObject({
  option: z.int().describe('number of the wrong option, from 1'),
  reason: z.string().describe('why a reader could defend it'),
});

export const questionSteps = {
  /** Stems and keys. */
  stems: z.strictObject({ questions: z.array(stemSchema) }),
  /** Wrong options by one type of error. */
  proposer: z.strictObject({ options: z.array(z.string()) }),
  /** The three of them that are taken, by their numbers from 1. */
  selector: z.strictObject({
    chosen: z
      .array(z.int())
      .refine((chosen) => chosen.length === 3 && new Set(chosen).size === 3, 'give exactly three different numbers'),
  }),
  /** 5: no wrong option could be right; 1: one is. */
  evaluator: z.strictObject({ score: z.literal([1, 2, 3, 4, 5]), faults: z.array(faultSchema) }),
  refiner: z.strictObject({ rewritten: z.array(z.strictObject({ option: z.int(), text: z.string() })) }),
  /** All at once. */
  quick: z.strictObject({ questions: z.array(stemSchema.extend({ wrong: z.array(z.string()) })) }),
  /** The exam of the screening. */
  answer: z.strictObject({ answer: z.enum(['A', 'B', 'C', 'D']) }),
} as const;

export type QuestionStep = keyof typeof questionSteps;
export type StepAnswer<Step extends QuestionStep> = z.infer<(typeof questionSteps)[Step]>;
export type Stem = z.infer<typeof stemSchema>;
export type Fault = z.infer<typeof faultSchema>;

/** What a step is shown: the sentences of a document, none where it has to do without, and the task as data. */
export type StepInput = { sentences: readonly string[]; task: object };

/** What can be asked about questions. An answer that can't be used is a DocumentError. */
export type QuestionModel = {
  model: string;
  prompts: Record<QuestionStep, { id: string; sha256: string }>;
  ask<Step extends QuestionStep>(step: Step, input: StepInput, signal: AbortSignal): Promise<StepAnswer<Step>>;
};
