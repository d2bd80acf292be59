import OpenAI from 'openai';
import { DocumentError } from '../../errors.ts';
import type { Addressee } from './addressee.ts';
import { OutputLimitRefused } from './answer-format.ts';
import type { Transport } from './chat.ts';
import { translate, unreadable } from './classify.ts';
import { createExchange, type EndpointSettings } from './exchange.ts';
import { createOutputLimitNames } from './output-limit.ts';
import { paced } from './pacing/index.ts';
import type { Pacing } from './pacing/settings.ts';
import { Unanswered, type Wire, type WireReply } from './wire.ts';

export type TransportSettings = EndpointSettings & {
  /** Name of the variable that holds the key, for messages. */
  apiKeyName: string;
  /** What is not given is as on the command line, without a limit of its own on requests in flight. */
  pacing?: Partial<Pacing>;
};

/** The way to the endpoint: every request at the pace that it allows, and again where it comes to nothing. */
export const createTransport = (settings: TransportSettings): Transport =>
  paced(createWire(settings), settings.pacing ?? {});

/** One request, one answer, and what went wrong in the terms of the run. */
function createWire(settings: TransportSettings): Wire {
  const outputLimit = createOutputLimitNames();
  const exchange = createExchange(settings, outputLimit.current);
  const endpoint: Addressee = { ...settings, reached: false };
  return async (request, signal) => {
    const limitName = outputLimit.current();
    try {
      const { completion, headers } = await exchange(request, signal);
      const reply = replyOf(completion, headers, endpoint);
      endpoint.reached = true;
      return reply;
    } catch (error) {
      signal.throwIfAborted();
      const meaning = translate(error, request, endpoint);
      if (meaning instanceof OutputLimitRefused && outputLimit.refused(limitName, meaning.message)) {
        const said = `the endpoint does not take ${limitName}: ${meaning.message}`;
        throw new Unanswered('server', new DocumentError('endpoint', said, 'use another endpoint'));
      }
      throw meaning;
    }
  };
}

/** An endpoint may answer 200 with anything: the types of the SDK are a promise that nobody checked. */
export function replyOf(completion: OpenAI.ChatCompletion, headers: Headers, endpoint: Addressee): WireReply {
  const sent: Partial<OpenAI.ChatCompletion> & { error?: unknown } = Object(whateverItsType(completion));
  const choice = sent.choices?.[0];
  const text = textOf(choice?.message?.content);
  if (!choice?.message || text === null) {
    if (sent.error instanceof Object) throw errorIn(sent.error);
    throw unreadable('the endpoint answered with something that is no chat completion', endpoint);
  }
  const { refusal } = choice.message;
  return {
    text,
    finishReason: choice.finish_reason ?? null,
    refusal: typeof refusal === 'string' ? refusal : null,
    usage: {
      inputTokens: tokensOf(sent.usage?.prompt_tokens),
      cachedInputTokens: tokensOf(sent.usage?.prompt_tokens_details?.cached_tokens),
      outputTokens: tokensOf(sent.usage?.completion_tokens),
    },
    headers,
  };
}

/** Some serve JSON as plain text, which the SDK then leaves as it is. */
function whateverItsType(completion: unknown): unknown {
  if (typeof completion !== 'string') return completion;
  try {
    return JSON.parse(completion);
  } catch (error) {
    if (error instanceof SyntaxError) return completion;
    throw error;
  }
}

/**
 * Most say a string; some say it in parts, as a request may have them, or the JSON itself. What else they think is none of it. Null where
 * it is no text.
 */
function textOf(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return '';
  if (Array.isArray(content)) return content.map((part: unknown) => textOfPart(Object(part))).join('');
  return typeof content === 'object' ? JSON.stringify(content) : null;
}

const textOfPart = ({ type = 'text', text }: { type?: unknown; text?: unknown }): string =>
  (type === 'text' || type === 'output_text') && typeof text === 'string' ? text : '';

const tokensOf = (count: unknown): number => (Number.isSafeInteger(count) ? Math.max(0, count as number) : 0);

/** Routers answer 200, and put the status of whoever failed behind them into the body. */
function errorIn(error: object): Error {
  const code = 'code' in error ? Number(error.code) : Number.NaN;
  return OpenAI.APIError.generate(code >= 400 && code < 600 ? code : 502, { error }, undefined, new Headers());
}
