import OpenAI from 'openai';
import { DocumentError, KuError } from '../../errors.ts';
import { FormatRefused } from './answer-format.ts';
import type { ChatReply, Transport } from './chat.ts';
import { createExchange, type EndpointSettings } from './exchange.ts';

export type TransportSettings = EndpointSettings & {
  /** Name of the variable that holds the key, for messages. */
  apiKeyName: string;
};

/** The innermost transport: one request, one answer, and what went wrong in the terms of the run. */
export function createTransport(settings: TransportSettings): Transport {
  const exchange = createExchange(settings);
  let reached = false;
  return async (request, signal) => {
    try {
      const completion = await exchange(request, signal);
      reached = true;
      return replyOf(completion);
    } catch (error) {
      signal.throwIfAborted();
      throw translate(error, settings, reached);
    }
  };
}

function replyOf(completion: OpenAI.ChatCompletion): ChatReply {
  // An endpoint may answer 200 with anything: the type of the SDK is a promise that nobody checked.
  const choice = (completion as Partial<OpenAI.ChatCompletion> | undefined)?.choices?.[0];
  if (choice?.message === undefined) {
    throw new DocumentError(
      'endpoint',
      'the endpoint answered with something that is no chat completion',
      'check the base URL: it usually ends with /v1',
    );
  }
  return {
    text: choice.message.content ?? '',
    finishReason: choice.finish_reason ?? null,
    refusal: choice.message.refusal ?? null,
    usage: {
      inputTokens: completion.usage?.prompt_tokens ?? 0,
      outputTokens: completion.usage?.completion_tokens ?? 0,
    },
  };
}

function translate(error: unknown, settings: TransportSettings, reached: boolean): unknown {
  if (error instanceof DocumentError) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    const seconds = settings.timeoutMs / 1000;
    return new DocumentError('timeout', `no answer within ${seconds} s`, 'raise --timeout, or lower --concurrency', {
      cause: error,
    });
  }
  if (error instanceof OpenAI.APIConnectionError) return connectionError(error, settings, reached);
  if (error instanceof OpenAI.APIError) return statusError(error, settings);
  return new DocumentError('endpoint', `the answer could not be read: ${messageOf(error)}`, 'check the base URL', {
    cause: error,
  });
}

/** Nobody home at the first request means that no request will get through; later it is one document's bad luck. */
function connectionError(
  error: InstanceType<typeof OpenAI.APIConnectionError>,
  settings: TransportSettings,
  reached: boolean,
) {
  const code = systemCode(error);
  if (!reached && (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')) {
    return new KuError(
      'endpoint',
      `the endpoint ${settings.baseUrl ?? 'of the SDK'} can't be reached (${code})`,
      'is the server running? check --base-url or OPENAI_BASE_URL',
      { cause: error },
    );
  }
  return new DocumentError(
    'endpoint',
    `the connection failed (${code ?? messageOf(causesOf(error).at(-1))})`,
    'run it again',
    {
      cause: error,
    },
  );
}

/** The SDK says "Connection error." and keeps the reason several causes deep. */
function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 5; cause = cause.cause) causes.push(cause);
  return causes;
}

function systemCode(error: unknown): string | null {
  const codes = causesOf(error).map((cause) => ('code' in cause && typeof cause.code === 'string' ? cause.code : null));
  return codes.find((code) => code !== null) ?? null;
}

const formatWords =
  /response_format|json_schema|json_object|json mode|structured output|invalid schema|grammar|guided/i;

function statusError(error: InstanceType<typeof OpenAI.APIError>, settings: TransportSettings): unknown {
  const status = error.status;
  const said = messageOf(error);
  if (error.code === 'insufficient_quota' || status === 402) {
    return new KuError('quota', `the endpoint says: ${said}`, 'add credit to the account, or use another endpoint', {
      cause: error,
    });
  }
  if (status === 401 || status === 403) {
    return new KuError(
      'key',
      `the endpoint refused the key (${status}): ${hideKey(said, settings)}`,
      `check ${settings.apiKeyName}`,
    );
  }
  if (status === 400 || status === 422 || status === 501) return requestError(error, status, said);
  if (status === 404) {
    return new KuError(
      'model',
      `the endpoint answered 404: ${said}`,
      `check --model ${settings.model} and --base-url`,
      { cause: error },
    );
  }
  const hint = status === 429 ? 'lower --concurrency, then run it again' : 'run it again';
  return new DocumentError('endpoint', `the endpoint answered ${status ?? 'with an error'}: ${said}`, hint, {
    cause: error,
  });
}

function requestError(error: InstanceType<typeof OpenAI.APIError>, status: number, said: string): unknown {
  if (
    error.code === 'context_length_exceeded' ||
    /context (length|window)|maximum context|too many tokens/i.test(said)
  ) {
    return new DocumentError(
      'too-long',
      `the passage is too long for the model: ${said}`,
      'use a model with a larger context',
      {
        cause: error,
      },
    );
  }
  if (formatWords.test(`${error.param ?? ''} ${said}`)) return new FormatRefused(said);
  return new KuError(
    'request',
    `the endpoint refused the request (${status}): ${said}`,
    'check --model and the endpoint',
    { cause: error },
  );
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}

/** Some endpoints repeat the key, or its ends, in their refusal. */
function hideKey(message: string, settings: TransportSettings): string {
  const bare =
    settings.apiKey === null || settings.apiKey === '' ? message : message.replaceAll(settings.apiKey, '[key]');
  return bare.replace(/\bsk-\S+/g, '[key]');
}
