import { DocumentError } from '../../errors.ts';
import { askAgainMessage, extractionMessages, type Message, schemaReminder } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import { type Draft, draftSchema } from '../../types/draft.ts';
import type { Answer, Engine, Target } from '../../types/engine.ts';
import {
  type AnswerFormat,
  createFormatLadder,
  type FormatLadder,
  FormatRefused,
  type FormatSetting,
  responseFormat,
} from './answer-format.ts';
import { converse } from './conversation.ts';
import { createTransport, type Transport, type TransportSettings } from './transport.ts';
import { wireSchema } from './wire-schema.ts';

export type OpenAiSettings = TransportSettings & {
  structured: FormatSetting;
  prompt: Prompt;
  notify: (message: string) => void;
};

/** The engine for every endpoint that speaks chat completions: OpenAI, Azure, Ollama, vLLM, llama.cpp, OpenRouter … */
export function createOpenAiEngine(settings: OpenAiSettings): Engine {
  const transport = createTransport(settings);
  const ladder = createFormatLadder(settings.structured, settings.notify);
  const schema = wireSchema(draftSchema);
  return {
    name: 'openai',
    model: settings.model,
    prompt: { id: settings.prompt.id, sha256: settings.prompt.sha256 },
    extract: (target, signal) => extract({ settings, transport, ladder, schema }, target, signal),
  };
}

type Parts = { settings: OpenAiSettings; transport: Transport; ladder: FormatLadder; schema: Record<string, unknown> };

async function extract(parts: Parts, target: Target, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    const format = parts.ladder.current();
    try {
      return await extractAs(format, parts, target, signal);
    } catch (error) {
      if (!(error instanceof FormatRefused)) throw error;
      parts.ladder.stepDown(format, error.message);
    }
  }
}

async function extractAs(format: AnswerFormat, parts: Parts, target: Target, signal: AbortSignal): Promise<Answer> {
  const { prompt } = parts.settings;
  const wire = responseFormat(format, 'knowledge_unit_draft', parts.schema);
  const messages = extractionMessages(prompt, target);
  const { value, usage, attempts } = await converse<Draft>({
    messages: format === 'schema' ? messages : withSchema(messages, schemaReminder(prompt, parts.schema)),
    send: (said) => parts.transport(said, wire, signal),
    validate: (json) => validate(json),
    askAgain: (problems) => askAgainMessage(prompt, problems),
  });
  return { draft: value, usage, attempts };
}

/** The schema goes to the end of the constant first message, so that a provider's prompt cache still holds. */
function withSchema(messages: Message[], reminder: string): Message[] {
  const [first, ...rest] = messages;
  if (first === undefined) throw new DocumentError('invalid-answer', 'the prompt has no messages', 'check --prompt');
  return [{ ...first, content: `${first.content}\n\n${reminder}` }, ...rest];
}

function validate(json: unknown): { value: Draft } | { problems: string[] } {
  const result = draftSchema.safeParse(json);
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`) };
}
