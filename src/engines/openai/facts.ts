import { DocumentError } from '../../errors.ts';
import { entailmentMessages, factsMessages, type Message } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import { type FactJudge, judgementsSchema, listingSchema } from '../../types/fact-judge.ts';
import { type AskerSettings, createAsker, type Form, formOf } from './asking.ts';
import type { ChatReply } from './chat.ts';

/** A model behind an endpoint, as one that lists facts and judges whether a context entails them. */
export function createFactJudge({
  prompts,
  ...settings
}: AskerSettings & { prompts: { facts: Prompt; entailment: Prompt } }): FactJudge {
  const ask = createAsker(settings);
  // On the wire all are the same: how many there must be is checked after the answer.
  const forms = { facts: formOf('facts', listingSchema(1)), entailment: formOf('entailment', judgementsSchema(1)) };

  async function asked<Value>(
    kind: 'facts' | 'entailment',
    { messages, form, signal }: { messages: Message[]; form: Form<Value>; signal: AbortSignal },
  ) {
    const heard: ChatReply[] = [];
    try {
      const { value, usage } = await ask({ kind, prompt: prompts[kind], messages, form, signal, heard });
      return { value, usage, attempts: heard.length };
    } catch (error) {
      // The next run asks anew.
      if (error instanceof DocumentError) for (const reply of heard) reply.forget();
      throw error;
    }
  }

  return {
    model: settings.model,
    prompts: { facts: nameOf(prompts.facts), entailment: nameOf(prompts.entailment) },
    async list(sentences, signal) {
      const form = { ...forms.facts, schema: listingSchema(sentences.length) };
      const messages = factsMessages(prompts.facts, sentences);
      const { value, ...spent } = await asked('facts', { messages, form, signal });
      return { ...value, ...spent };
    },
    async judge(context, facts, signal) {
      const form = { ...forms.entailment, schema: judgementsSchema(facts.length) };
      const messages = entailmentMessages(prompts.entailment, context, facts);
      const { value, ...spent } = await asked('entailment', { messages, form, signal });
      return { judgements: value.judgements.toSorted((one, other) => one.fact - other.fact), ...spent };
    },
  };
}

const nameOf = ({ id, sha256 }: Prompt) => ({ id, sha256 });
