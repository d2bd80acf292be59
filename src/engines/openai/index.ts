import type { z } from 'zod';
import { DocumentError } from '../../errors.ts';
import {
  askAgainMessage,
  extractionMessages,
  type Message,
  missingMessages,
  repairMessages,
  resolveMessages,
  schemaReminder,
} from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import { draftSchema } from '../../types/draft.ts';
import type { Engine } from '../../types/engine.ts';
import { repairsSchema } from '../../types/repair.ts';
import { type Resolver, type Sameness, samenessSchema } from '../../types/resolution.ts';
import type { CallKind } from '../../types/spending.ts';
import {
  type AnswerFormat,
  createFormatLadder,
  FormatRefused,
  type FormatSetting,
  type ResponseFormat,
  responseFormats,
} from './answer-format.ts';
import type { Budget } from './budget/budget.ts';
import { type CacheSettings, withCache } from './cached.ts';
import type { ChatReply, Transport } from './chat.ts';
import { type Answered, converse } from './conversation.ts';
import { createFruitless } from './forgetting.ts';
import { createTransport, type TransportSettings } from './transport.ts';
import { wireSchema } from './wire-schema.ts';

export type OpenAiSettings = TransportSettings &
  CacheSettings & {
    structured: FormatSetting;
    /** In place of the way to the endpoint, where requests go into batches. */
    transport?: Transport;
    /** What counts the calls and holds their limits. */
    budget: Budget;
    /** For whole texts, for passages of a document (the same prompt will do), for facts that failed, what is missing, names of one thing. */
    prompts: { extract: Prompt; passage: Prompt; repair: Prompt; missing: Prompt; resolve: Prompt };
    notify: (message: string) => void;
  };

/** What a resolver needs of them. */
export type ResolverSettings = Omit<OpenAiSettings, 'prompts'> & { prompt: Prompt };

/** What is asked, and what the answer must be. */
type Question<Value> = {
  kind: CallKind;
  prompt: Prompt;
  messages: Message[];
  form: Form<Value>;
  signal: AbortSignal;
  /** Every reply is added to it. */
  heard: ChatReply[];
};

/** The shape of an answer, and how it is asked for in each form that an endpoint may take. */
type Form<Value> = {
  schema: z.ZodType<Value>;
  wire: Record<string, unknown>;
  formats: Record<AnswerFormat, ResponseFormat>;
};

function formOf<Value>(name: string, schema: z.ZodType<Value>): Form<Value> {
  const wire = wireSchema(schema);
  return { schema, wire, formats: responseFormats(name, wire) };
}

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
      const { value, ...spent } = await fruitless.during(target.document, (heard) => ask({ ...question, heard }));
      const answer = { draft: value, ...spent };
      return prompt === extract ? answer : { ...answer, prompt: { id: prompt.id, sha256: prompt.sha256 } };
    },
    async repair(target, requests, signal) {
      const messages = repairMessages(repair, target, requests);
      const question = { kind: 'repair', prompt: repair, messages, form: repairsForm, signal } as const;
      const { value, ...spent } = await fruitless.during(target.document, (heard) => ask({ ...question, heard }));
      return { repairs: value.repairs, ...spent };
    },
    async complete(target, draft, lacking, signal) {
      const messages = missingMessages(missing, target, draft, lacking);
      const question = { kind: 'missing', prompt: missing, messages, form: draftForm, signal } as const;
      const { value, ...spent } = await fruitless.during(target.document, (heard) => ask({ ...question, heard }));
      return { draft: value, ...spent };
    },
    forget: fruitless.forget,
    resolver: resolverOf(ask, settings.model, settings.prompts.resolve),
  };
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
      const { value, ...spent } = await ask({ ...question, heard: [] });
      return { ...value, ...spent };
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

type Ask = <Value>(question: Question<Value>) => Promise<Answered<Value>>;

/** Asks in the best form that the endpoint takes, which is found out on the way and remembered for the run. */
function createAsker(settings: Omit<OpenAiSettings, 'prompts'>): Ask {
  const way = settings.transport ?? settings.budget.guard(createTransport(settings));
  const transport = withCache(way, settings);
  const ladder = createFormatLadder(settings.structured, settings.notify);

  function askAs<Value>(
    format: AnswerFormat,
    { kind, prompt, messages, form, signal, heard }: Question<Value>,
  ): Promise<Answered<Value>> {
    const wire = form.formats[format];
    const sent: { said: Message[]; maxOutputTokens: number | null }[] = [];
    async function send(said: Message[], maxOutputTokens: number | null): Promise<ChatReply> {
      const isRepeated = (one: (typeof sent)[0]) => one.maxOutputTokens === maxOutputTokens && isSame(one.said, said);
      const repeat = sent.filter(isRepeated).length;
      sent.push({ said, maxOutputTokens });
      const reply = await transport({ kind, messages: said, format: wire, maxOutputTokens, repeat }, signal);
      heard.push(reply);
      return reply;
    }
    return converse({
      messages: format === 'schema' ? messages : withSchema(messages, schemaReminder(prompt, form.wire)),
      send,
      validate: (json) => validated(form.schema, json),
      askAgain: (problems) => askAgainMessage(prompt, problems),
    });
  }

  return async (question) => {
    for (let refused = 0; ; ) {
      const format = ladder.current();
      try {
        const answered = await askAs(format, question);
        return { ...answered, attempts: refused + answered.attempts };
      } catch (error) {
        if (!(error instanceof FormatRefused)) throw error;
        refused += error.attempts;
        ladder.stepDown(format, error.message);
      }
    }
  };
}

const isSame = (one: Message[], other: Message[]): boolean =>
  one.length === other.length && one.every(({ content }, at) => content === other[at]?.content);

/** The schema goes to the end of the constant first message, so that a provider's prompt cache still holds. */
function withSchema(messages: Message[], reminder: string): Message[] {
  const [first, ...rest] = messages;
  if (first === undefined) throw new DocumentError('invalid-answer', 'the prompt has no messages', 'check --prompt');
  return [{ ...first, content: `${first.content}\n\n${reminder}` }, ...rest];
}

function validated<Value>(schema: z.ZodType<Value>, json: unknown): { value: Value } | { problems: string[] } {
  const result = schema.safeParse(json);
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`) };
}
