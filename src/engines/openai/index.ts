import type { z } from 'zod';
import { extractionMessages, missingMessages, repairMessages, resolveMessages } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import { draftSchema } from '../../types/draft.ts';
import type { Engine } from '../../types/engine.ts';
import { repairsSchema } from '../../types/repair.ts';
import { type Resolver, type Sameness, samenessSchema } from '../../types/resolution.ts';
import { type Ask, type AskerSettings, createAsker, formOf } from './asking.ts';
import type { ChatReply } from './chat.ts';
import { createFruitless } from './forgetting.ts';
import { identityOf } from './request-key.ts';
import { wireSchema } from './wire-schema.ts';

export type OpenAiSettings = AskerSettings & {
  /** For whole texts, for passages of a document (the same prompt will do), for facts that failed, what is missing, names of one thing. */
  prompts: { extract: Prompt; passage: Prompt; repair: Prompt; missing: Prompt; resolve: Prompt };
};

/** What a resolver needs of them. */
export type ResolverSettings = AskerSettings & { prompt: Prompt };

/** The engine for every endpoint that speaks chat completions: OpenAI, Azure, Ollama, vLLM, llama.cpp, OpenRouter … */
export function createOpenAiEngine(settings: OpenAiSettings): Engine {
  const ask = createAsker(settings);
  const fruitless = createFruitless();
  const { extract, passage, repair, missing } = settings.prompts;
  const draftForm = formOf('knowledge_unit_draft', draftSchema);
  const repairsForm = formOf('knowledge_unit_repairs', repairsSchema);
  return {
    name: 'openai',
    model: settings.model,
    prompt: { id: extract.id, sha256: extract.sha256 },
    async extract(target, signal) {
      const prompt = target.passage.setting === undefined ? extract : passage;
      const messages = extractionMessages(prompt, target);
      const question = { kind: 'extract', prompt, messages, form: draftForm, signal } as const;
      const { value, ...spent } = await fruitless.during(target, (heard) => ask({ ...question, heard }));
      const answer = { draft: value, ...spent };
      return prompt === extract ? answer : { ...answer, prompt: { id: prompt.id, sha256: prompt.sha256 } };
    },
    async repair(target, requests, signal) {
      const messages = repairMessages(repair, target, requests);
      const question = { kind: 'repair', prompt: repair, messages, form: repairsForm, signal } as const;
      const { value, ...spent } = await fruitless.during(target, (heard) => ask({ ...question, heard }));
      return { repairs: value.repairs, ...spent };
    },
    async complete(target, draft, lacking, signal) {
      const messages = missingMessages(missing, target, draft, lacking);
      const question = { kind: 'missing', prompt: missing, messages, form: draftForm, signal } as const;
      const { value, ...spent } = await fruitless.during(target, (heard) => ask({ ...question, heard }));
      return { draft: value, ...spent };
    },
    forget: fruitless.forget,
    ...(settings.answers === null
      ? {}
      : { keeping: { identity: identityOfEngine(settings), keysOf: fruitless.keysOf } }),
    resolver: resolverOf(ask, settings.model, settings.prompts.resolve),
  };
}

function identityOfEngine({ baseUrl, model, structured, prompts }: OpenAiSettings): string {
  const said = Object.entries(prompts).map(([use, { id, sha256 }]) => [use, id, sha256]);
  const forms = [draftSchema, repairsSchema, samenessSchema].map(wireSchema);
  return JSON.stringify([identityOf(baseUrl ?? '', model), structured, said, forms]);
}

/** The same without the engine around it, for units that were extracted before. */
export function createResolver({ prompt, ...settings }: ResolverSettings): Resolver {
  return resolverOf(createAsker(settings), settings.model, prompt);
}

function resolverOf(ask: Ask, model: string, prompt: Prompt): Resolver {
  const form = formOf('names_of_one_thing', samenessSchema);
  return {
    model,
    prompt: { id: prompt.id, sha256: prompt.sha256 },
    async ask(things, signal) {
      const messages = resolveMessages(prompt, things);
      const schema = samenessAmong(new Set(things.map(({ id }) => id)));
      const question = { kind: 'resolve', prompt, messages, form: { ...form, schema }, signal } as const;
      const heard: ChatReply[] = [];
      const { value, ...spent } = await ask({ ...question, heard });
      return { ...value, ...spent, keys: heard.flatMap(({ key }) => key ?? []) };
    },
  };
}

/** Answers about these things alone; others are said back to the model. */
const samenessAmong = (ids: ReadonlySet<string>): z.ZodType<Sameness> =>
  samenessSchema.superRefine(({ same }, context) => {
    for (const [group, one] of same.entries()) {
      for (const [at, id] of one.ids.entries()) {
        const path = ['same', group, 'ids', at];
        if (!ids.has(id))
          context.addIssue({ code: 'custom', path, message: `${id} is the id of nothing that was listed` });
      }
    }
  });
