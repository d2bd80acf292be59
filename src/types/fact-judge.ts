import * as z from 'zod';
import type { Usage } from './usage.ts';

/** What a model says of a fact, held against a context. */
const verdicts = ['supported', 'contradicted', 'absent'] as const;

const factSchema = z.strictObject({
  fact: z.string().describe('one fact, complete by itself, in own words'),
  sentences: z.array(z.int()).describe('numbers of the sentences that state it'),
});

/** The facts of so many numbered sentences. */
export const listingSchema = (sentences: number) =>
  z.strictObject({
    facts: z.array(
      factSchema.refine(
        ({ fact, sentences: cited }) =>
          fact.trim() !== '' && cited.length > 0 && cited.every((number) => number >= 1 && number <= sentences),
        `a fact has words, and cites at least one sentence from 1 to ${sentences}`,
      ),
    ),
  });

const judgementSchema = z.strictObject({
  fact: z.int().describe('number of the fact'),
  words: z.string().describe('the words of the context that decide, copied; empty where it is absent'),
  verdict: z.enum(verdicts),
});

/** Judgements of any facts. */
export const anyJudgementsSchema = z.strictObject({ judgements: z.array(judgementSchema) });

/** The judgements of so many numbered facts. The words come first: a judge looks before it says what it found. */
export const judgementsSchema = (facts: number) =>
  z.strictObject({
    judgements: anyJudgementsSchema.shape.judgements
      .refine(
        (all) => all.length === facts && new Set(all.map(({ fact }) => fact)).size === facts,
        `give exactly one judgement for each of the facts 1 to ${facts}`,
      )
      .refine((all) => all.every(({ fact }) => fact >= 1 && fact <= facts), `the facts have the numbers 1 to ${facts}`),
  });

type ListedFact = z.infer<typeof factSchema>;
export type Judgement = z.infer<typeof judgementSchema>;

type Spent = { usage: Usage; attempts: number };
type PromptName = { id: string; sha256: string };

/** What lists the facts of a text and judges whether a context entails them. An answer that can't be used is a DocumentError. */
export type FactJudge = {
  model: string;
  prompts: { facts: PromptName; entailment: PromptName };
  /** Sentences are numbered from 1, in their order. */
  list(sentences: readonly string[], signal: AbortSignal): Promise<Spent & { facts: ListedFact[] }>;
  /** One judgement for each fact, in the order of the facts. */
  judge(context: string, facts: readonly string[], signal: AbortSignal): Promise<Spent & { judgements: Judgement[] }>;
};
