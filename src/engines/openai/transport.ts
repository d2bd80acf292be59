import type OpenAI from 'openai';
import { DocumentError } from '../../errors.ts';
import type { Transport } from './chat.ts';
import { type Addressee, translate, unreadable } from './classify.ts';
import { createExchange, type EndpointSettings } from './exchange.ts';
import { paced } from './pacing/index.ts';
import type { Pacing } from './pacing/settings.ts';
import type { Wire, WireReply } from './wire.ts';

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
  const exchange = createExchange(settings);
  const endpoint: Addressee = { ...settings, reached: false };
  return async (request, signal) => {
    try {
      const { completion, headers } = await exchange(request, signal);
      const reply = replyOf(completion, headers, endpoint);
      endpoint.reached = true;
      return reply;
    } catch (error) {
      signal.throwIfAborted();
      throw translate(error, request, endpoint);
    }
  };
}

export function replyOf(completion: OpenAI.ChatCompletion, headers: Headers, endpoint: Addressee): WireReply {
  // An endpoint may answer 200 with anything: the type of the SDK is a promise that nobody checked.
  const choice = (completion as Partial<OpenAI.ChatCompletion> | undefined)?.choices?.[0];
  if (choice?.message === undefined) {
    throw unreadable(
      new DocumentError(
        'endpoint',
        'the endpoint answered with something that is no chat completion',
        'check the base URL: it usually ends with /v1',
      ),
      endpoint,
    );
  }
  return {
    text: textOf(choice.message.content),
    finishReason: choice.finish_reason ?? null,
    refusal: typeof choice.message.refusal === 'string' ? choice.message.refusal : null,
    usage: {
      inputTokens: completion.usage?.prompt_tokens ?? 0,
      cachedInputTokens: completion.usage?.prompt_tokens_details?.cached_tokens ?? 0,
      outputTokens: completion.usage?.completion_tokens ?? 0,
    },
    headers,
  };
}

/** Most say a string; some say it in parts, as a request may have them, or the JSON itself. */
function textOf(content: unknown): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content.map((part: unknown) => (isTextPart(part) ? part.text : '')).join('');
}

const isTextPart = (part: unknown): part is { text: string } =>
  typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string';
