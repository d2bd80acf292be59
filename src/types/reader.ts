import * as z from 'zod';
import type { Usage } from './usage.ts';

export const letters = ['A', 'B', 'C', 'D', 'E'] as const;
export type Letter = (typeof letters)[number];

/** What a reader is shown: any part may be kept from it. Options stand in the order of their letters. */
export type Sheet = { context: string | null; stem: string | null; options: readonly string[] };

/** The answer to a sheet with so many options. The words come first: a reader looks before it says what it found. */
export const responseSchema = (options: number) =>
  z.strictObject({
    words: z.string().describe('the words of the context that decide, copied; empty without a context'),
    answer: z.enum(letters.slice(0, options) as [Letter, ...Letter[]]).describe('the letter of one option'),
  });

export type Response = { words: string; answer: Letter };

/** What sits an exam. An answer that can't be used is a DocumentError. */
export type Reader = {
  model: string;
  prompt: { id: string; sha256: string };
  answer(sheet: Sheet, signal: AbortSignal): Promise<Response & { usage: Usage; attempts: number }>;
};
