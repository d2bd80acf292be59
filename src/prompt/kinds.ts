import type { z } from 'zod';
import { draftSchema } from '../types/draft.ts';
import { anyJudgementsSchema, listingSchema } from '../types/fact-judge.ts';
import { type QuestionStep, questionSteps } from '../types/question-step.ts';
import { responseSchema } from '../types/reader.ts';
import { samenessSchema } from '../types/resolution.ts';

/** The sections of a prompt file that take values, beside `system` and `example`, which are the same for every document. */
export const templateNames = ['user', 'schema', 'again'] as const;
export type TemplateName = (typeof templateNames)[number];

type Kind = {
  /** The templates that a prompt of this kind has, and the values that each is given: no more and no fewer. */
  templates: { [name in TemplateName]?: readonly string[] };
  /** What the outputs of its worked examples must satisfy beside being JSON. */
  answer: z.ZodType | null;
};

/** All steps of writing questions are shown the sentences of a document and a task, both as data. */
const questionKind = (step: QuestionStep) => ({
  templates: { user: ['boundary', 'sentences', 'task'], schema: ['schema'], again: ['problems'] },
  answer: questionSteps[step],
});

export const promptKinds = {
  extract: {
    templates: { user: ['boundary', 'title', 'sentences'], schema: ['schema'], again: ['problems'] },
    answer: draftSchema,
  },
  /** Extraction of a passage that stands in a document, with what stands around it. */
  passage: {
    templates: {
      user: ['boundary', 'title', 'section', 'kind', 'names', 'before', 'sentences', 'after'],
      schema: ['schema'],
      again: ['problems'],
    },
    answer: draftSchema,
  },
  repair: {
    templates: { user: ['boundary', 'sentences', 'failures'], schema: ['schema'], again: ['problems'] },
    answer: null,
  },
  missing: {
    templates: {
      user: ['boundary', 'title', 'sentences', 'names', 'missing'],
      schema: ['schema'],
      again: ['problems'],
    },
    answer: draftSchema,
  },
  resolve: {
    templates: { user: ['boundary', 'things'], schema: ['schema'], again: ['problems'] },
    answer: samenessSchema,
  },
  'question-stems': questionKind('stems'),
  'question-proposer': questionKind('proposer'),
  'question-selector': questionKind('selector'),
  'question-evaluator': questionKind('evaluator'),
  'question-refiner': questionKind('refiner'),
  'question-quick': questionKind('quick'),
  'question-answer': questionKind('answer'),
  reconstruct: { templates: { user: ['boundary', 'unit'] }, answer: null },
  answer: {
    templates: { user: ['boundary', 'context', 'question', 'options'], schema: ['schema'], again: ['problems'] },
    answer: responseSchema(5),
  },
  facts: {
    templates: { user: ['boundary', 'sentences'], schema: ['schema'], again: ['problems'] },
    answer: listingSchema(Number.MAX_SAFE_INTEGER),
  },
  entailment: {
    templates: { user: ['boundary', 'context', 'facts'], schema: ['schema'], again: ['problems'] },
    answer: anyJudgementsSchema,
  },
} as const satisfies Record<string, Kind>;

export type PromptKind = keyof typeof promptKinds;

/** The same table with the widths of its rows evened out, for code that goes over all kinds. */
export const kindOf = (kind: PromptKind): Kind => promptKinds[kind];
