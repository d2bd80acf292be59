import type { z } from 'zod';
import { DocumentError } from '../../errors.ts';
import { askAgainMessage, type Message, schemaReminder } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
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
import { createTransport, type TransportSettings } from './transport.ts';
import { wireSchema } from './wire-schema.ts';

/** How a model is reached, whatever it is asked. */
export type AskerSettings = TransportSettings &
  CacheSettings & {
    structured: FormatSetting;
    /** In place of the way to the endpoint, where requests go into batches. */
    transport?: Transport;
    /** What counts the calls and holds their limits. */
    budget: Budget;
    notify: (message: string) => void;
  };

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
export type Form<Value> = {
  schema: z.ZodType<Value>;
  wire: Record<string, unknown>;
  formats: Record<AnswerFormat, ResponseFormat>;
};

export function formOf<Value>(name: string, schema: z.ZodType<Value>): Form<Value> {
  const wire = wireSchema(schema);
  return { schema, wire, formats: responseFormats(name, wire) };
}

export type Ask = <Value>(question: Question<Value>) => Promise<Answered<Value>>;

/** Asks in the best form that the endpoint takes, which is found out on the way and remembered for the run. */
export function createAsker(settings: AskerSettings): Ask {
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
