import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import { KuError } from '../../errors.ts';

/** How the answer's form is asked for, best first; each next one asks less of an endpoint. */
const answerFormats = ['schema', 'object', 'text'] as const;
export type AnswerFormat = (typeof answerFormats)[number];
export type FormatSetting = AnswerFormat | 'auto';

const spokenNames: Record<AnswerFormat, string> = {
  schema: 'a JSON Schema',
  object: 'JSON mode',
  text: 'plain text with the schema in the prompt',
};

export type ResponseFormat = NonNullable<ChatCompletionCreateParams['response_format']> | undefined;

/** What goes on the wire for each form; the schema must satisfy strict structured output. */
export const responseFormats = (
  name: string,
  schema: Record<string, unknown>,
): Record<AnswerFormat, ResponseFormat> => ({
  schema: { type: 'json_schema', json_schema: { name, strict: true, schema } },
  object: { type: 'json_object' },
  text: undefined,
});

/** Thrown by the transport when an endpoint refuses the form that was asked for. */
export class FormatRefused extends Error {
  /** Requests that were sent until it was known. */
  attempts = 1;
}

/** Thrown by the transport when an endpoint refuses the output limit that was asked for. */
export class OutputLimitRefused extends Error {
  attempts = 1;
}

/** The form of one run: found out once, whatever the number of requests that find it out at the same time. */
export type FormatLadder = { current(): AnswerFormat; stepDown(from: AnswerFormat, why: string): void };

export function createFormatLadder(setting: FormatSetting, notify: (message: string) => void): FormatLadder {
  let current: AnswerFormat = setting === 'auto' ? 'schema' : setting;
  return {
    current: () => current,
    stepDown(from, why) {
      if (from !== current) return;
      const next = answerFormats[answerFormats.indexOf(from) + 1];
      if (setting !== 'auto' || next === undefined) {
        throw new KuError(
          'request',
          `the endpoint refuses ${spokenNames[from]}: ${why}`,
          'use --structured auto, or text',
        );
      }
      notify(`the endpoint refuses ${spokenNames[from]} (${why}); going on with ${spokenNames[next]}`);
      current = next;
    },
  };
}
