import type { z } from 'zod';
import { DocumentError } from '../../errors.ts';
import { questionMessages } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import {
  type QuestionModel,
  type QuestionStep,
  questionSteps,
  type StepAnswer,
  type StepInput,
} from '../../types/question-step.ts';
import { type AskerSettings, createAsker, type Form, formOf } from './asking.ts';
import type { ChatReply } from './chat.ts';

/** Steps without which a document has no questions. */
const begins: ReadonlySet<QuestionStep> = new Set(['stems', 'quick']);

/** What asks a model for questions and their options, and to answer them. */
export function createQuestionModel({
  prompts,
  ...settings
}: AskerSettings & { prompts: Record<QuestionStep, Prompt> }): QuestionModel {
  const ask = createAsker(settings);
  const forms = new Map<QuestionStep, Form<unknown>>();
  function formFor<Step extends QuestionStep>(step: Step): Form<StepAnswer<Step>> {
    const schema = questionSteps[step] as unknown as z.ZodType<StepAnswer<Step>>;
    const form = forms.get(step) ?? formOf(`question_${step}`, schema);
    forms.set(step, form);
    return { ...form, schema };
  }
  return {
    model: settings.model,
    prompts,
    async ask<Step extends QuestionStep>(step: Step, { sentences, task }: StepInput, signal: AbortSignal) {
      const prompt = prompts[step];
      const messages = questionMessages(prompt, sentences, task);
      const form = formFor(step);
      const heard: ChatReply[] = [];
      try {
        return (await ask({ kind: 'question', prompt, messages, form, signal, heard })).value;
      } catch (error) {
        // The document fails by it, so the next run asks anew; what costs one question alone stays as it was answered.
        if (error instanceof DocumentError && begins.has(step)) for (const reply of heard) reply.forget();
        throw error;
      }
    },
  };
}
