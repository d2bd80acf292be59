import OpenAI from 'openai';
import { DocumentError, KuError } from '../../errors.ts';
import { shownAddress } from '../../text/address.ts';
import { type Addressee, failure, messageOf } from './addressee.ts';
import { FormatRefused, OutputLimitRefused } from './answer-format.ts';
import type { ChatRequest } from './chat.ts';
import { connectionError, nameOf, proxyError } from './connection.ts';
import { Unanswered } from './wire.ts';

/** What a judgement needs of the request. */
type Limited = Pick<ChatRequest, 'maxOutputTokens'>;

type StatusError = InstanceType<typeof OpenAI.APIError>;

/** What an error of the SDK means: for the request (Unanswered: it may be sent again), for the document, or for the run. */
export function translate(error: unknown, request: Limited, endpoint: Addressee): unknown {
  if (error instanceof DocumentError || error instanceof Unanswered) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    const said = `no answer within ${endpoint.timeoutMs / 1000} s`;
    return new Unanswered('timeout', failure('timeout', said, 'raise --timeout, or lower --concurrency', error));
  }
  if (error instanceof OpenAI.APIConnectionError) return connectionError(error, endpoint);
  if (error instanceof OpenAI.APIError && error.status >= 300 && error.status < 400) return movedError(error, endpoint);
  if (error instanceof OpenAI.APIError) return statusError(error, request, endpoint);
  return unreadable(`the answer could not be read: ${messageOf(error, endpoint)}`, endpoint, error);
}

/** What can't be read may be a passing fault. Where nothing that the endpoint sent could be read, it is no such endpoint, for all. */
export function unreadable(said: string, { reached }: Addressee, cause?: unknown): Unanswered {
  const hint = 'check the base URL: it usually ends with /v1';
  const failed = reached
    ? failure('endpoint', said, hint, cause)
    : new KuError('endpoint', `${said}; nothing that it sent could be read: does the base URL end with /v1?`, hint, {
        cause,
      });
  return new Unanswered('unreadable', failed);
}

const quotaCodes: unknown[] = ['insufficient_quota', 'billing_hard_limit_reached'];

function statusError(error: StatusError, request: Limited, endpoint: Addressee): unknown {
  const status = error.status;
  // The SDK puts the status in front of what was said.
  const said = messageOf(error, endpoint).replace(new RegExp(`^${status} `), '');
  if (quotaCodes.includes(error.code) || quotaCodes.includes(error.type) || status === 402) {
    const hint = 'add credit to the account, or use another endpoint';
    return new KuError('quota', `the endpoint says: ${said}`, hint, { cause: error });
  }
  if (status === 401 || status === 403 || status === 407) return accessError(error, status, said, endpoint);
  if (status !== undefined && formRefusingStatus(status) && refusesForm(error, said)) return new FormatRefused(said);
  if (status === 404) {
    const hint = `check --model ${endpoint.model} and --base-url`;
    return new KuError('model', `the endpoint answered 404: ${said}`, hint, { cause: error });
  }
  if (status === 413 || (status === 429 && /request too large/i.test(said))) return tooLong(said, error);
  if (status === undefined || status === 408 || status === 409 || status === 429) return passing(error, said);
  return status >= 500 && status !== 501 ? passing(error, said) : requestError(error, status, said, request);
}

/** Redirects are not followed: a text, and a key, would go where nobody has sent them. */
function movedError(error: StatusError, { baseUrl }: Addressee): KuError {
  const asked = `${baseUrl?.replace(/[?#].*$/, '') ?? ''}/chat/completions`;
  const target = error.headers?.get('location') ?? '';
  const isKnown = target !== '' && URL.canParse(target, asked);
  const address = isKnown ? shownAddress(new URL(target, asked).href).replace(/\/chat\/completions(?=$|\?)/, '') : null;
  const message = `the endpoint answered ${error.status}: it is elsewhere${address === null ? '' : `, at ${address}`}`;
  return new KuError('request', message, 'give --base-url the address where it is now', { cause: error });
}

function accessError(error: StatusError, status: 401 | 403 | 407, said: string, endpoint: Addressee): unknown {
  const { proxy = null, apiKeyName, reached } = endpoint;
  if (status === 407 && proxy !== null) return proxyError(proxy, status, reached, error);
  const orProxy = proxy === null ? '' : `, unless it was ${nameOf(proxy)} that said so`;
  return new KuError('key', `the endpoint refused the key (${status}): ${said}`, `check ${apiKeyName}${orProxy}`);
}

function passing(error: StatusError, said: string): Unanswered {
  const { status, headers } = error;
  const message = `the endpoint answered ${status ?? 'with an error'}: ${said}`;
  const hint = status === 429 ? 'lower --concurrency or set --rpm, then run it again' : 'run it again';
  const reason = status === 429 ? 'rate-limit' : status === 408 ? 'timeout' : 'server';
  return new Unanswered(reason, failure('endpoint', message, hint, error), headers ?? null);
}

const tooLong = (said: string, cause: unknown): DocumentError =>
  failure('too-long', `the passage is too long for the model: ${said}`, 'use a model with a larger context', cause);

/** Among others OpenRouter's for no provider that takes what was asked, and Groq's for a model that broke the form. */
const formatWords =
  /response.?format|json_schema|json_object|json mode|structured output|invalid schema|invalid format|grammar|guided|requested parameters|failed to generate json/i;

/** llama.cpp has said 500 for a form that it does not know, and OpenRouter says 404. */
const formRefusingStatus = (status: number): boolean => status === 404 || status === 500;

/** What a provider behind the endpoint has said stands deep in the error. */
const refusesForm = (error: StatusError, said: string): boolean =>
  formatWords.test(`${error.param ?? ''} ${said} ${JSON.stringify(error.error ?? '')}`);

const contextWords =
  /context[ _](length|window|size)|maximum context|too many tokens|prompt is too long|token count .{0,40}exceeds|reduce the length of/i;
/** How content filters are called, of Azure and of OpenAI. */
const filterCodes: unknown[] = ['content_filter', 'invalid_prompt', 'content_policy_violation'];
const outputWords = /max_(?:completion_|output_|new_)?tokens|output tokens/i;

function requestError(error: StatusError, status: number, said: string, { maxOutputTokens }: Limited): unknown {
  const isTooLong = error.code === 'context_length_exceeded' || contextWords.test(said);
  if (maxOutputTokens !== null && (isTooLong || outputWords.test(`${error.param ?? ''} ${said}`))) {
    return new OutputLimitRefused(said);
  }
  if (isTooLong) return tooLong(said, error);
  if (filterCodes.includes(error.code)) {
    return failure('refused', `the endpoint's content filter refused the text: ${said}`, 'try another endpoint', error);
  }
  if (refusesForm(error, said)) return new FormatRefused(said);
  return new KuError(
    'request',
    `the endpoint refused the request (${status}): ${said}`,
    'check --model and the endpoint',
    { cause: error },
  );
}
