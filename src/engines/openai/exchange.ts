import OpenAI, { type ClientOptions } from 'openai';
import { VERSION } from 'openai/version';
import type { HttpProxy } from '../../types/proxy.ts';
import { addressOf } from './address.ts';
import type { ChatRequest } from './chat.ts';
import { createSend, type Send } from './http.ts';
import type { OutputLimitName } from './output-limit.ts';
import { createProxiedSend } from './proxy.ts';

export type EndpointSettings = {
  baseUrl: string | null;
  apiKey: string | null;
  model: string;
  timeoutMs: number;
  /** Who passes the requests on; null or not given: nobody. */
  proxy?: HttpProxy | null;
};

/** One request on the wire and its answer, as the SDK gives it; whatever goes wrong is an error of the SDK. */
export type Exchange = (
  request: ChatRequest,
  signal: AbortSignal,
) => Promise<{ completion: OpenAI.ChatCompletion; headers: Headers }>;

/** Servers on one's own machine want no key, but the SDK does. */
const noKey = 'none';

type Built = Awaited<ReturnType<OpenAI['buildRequest']>>;

/**
 * A client for requests that differ in nothing but their bodies: address and headers are made once, and one signal and one timer are
 * enough for each. For a body of 30 kB that is half of what the SDK does for a request.
 */
class SameRequestClient extends OpenAI {
  private readonly send: Send;
  private first: Promise<Built> | null = null;

  constructor(options: ClientOptions, send: Send) {
    super(options);
    this.send = send;
  }

  override async buildRequest(...request: Parameters<OpenAI['buildRequest']>): Promise<Built> {
    const [{ body, signal }] = request;
    this.first ??= this.buildFirst(...request);
    const { req, url, timeout } = await this.first;
    return { req: { ...req, body: body as never, ...(signal ? { signal } : {}) }, url, timeout };
  }

  /**
   * The SDK makes `Headers`, for which Node loads its fetch, 40 ms long. Only where it has headers of its own to add, as
   * OPENAI_CUSTOM_HEADERS says, are they left to it.
   */
  private async buildFirst(...[options, ...how]: Parameters<OpenAI['buildRequest']>): Promise<Built> {
    const { defaultHeaders = null } = this._options;
    if (defaultHeaders !== null && 'values' in defaultHeaders) {
      return super.buildRequest({ ...options, body: '' }, ...how).then(withPlainHeaders);
    }
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': `OpenAI/JS ${VERSION}`,
      authorization: `Bearer ${this.apiKey}`,
      ...(defaultHeaders as Record<string, string> | null),
    };
    const url = this.buildURL(options.path, options.query as Record<string, unknown> | undefined);
    return { req: { method: options.method, headers: headers as unknown as Headers }, url, timeout: this.timeout };
  }

  override fetchWithTimeout(url: string, init: Built['req'] | undefined, timeoutMs: number): Promise<Response> {
    const { method = 'POST', headers, body, signal } = init ?? {};
    const sendable = { headers: headers as unknown as Record<string, string>, body: body as unknown as Buffer[] };
    return this.send(url, { method: method.toUpperCase(), ...sendable, signal: signal ?? null }, timeoutMs);
  }
}

/** The SDK reads all headers once more for a log that is off, which takes long where they are `Headers`. */
const withPlainHeaders = ({ req, ...rest }: Built): Built => ({
  ...rest,
  req: { ...req, headers: Object.fromEntries(req.headers) as unknown as Headers },
});

export function createExchange(settings: EndpointSettings, outputLimit: () => OutputLimitName): Exchange {
  const options: ClientOptions = {
    apiKey: settings.apiKey ?? noKey,
    ...addressOf(settings.baseUrl, settings.apiKey),
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: settings.timeoutMs,
    logLevel: 'off',
  };
  const { proxy = null } = settings;
  const client = new SameRequestClient(options, proxy === null ? createSend() : createProxiedSend(proxy));
  const bodyOf = createSerialiser(settings.model, outputLimit);
  return async (request, signal) => {
    const headers = { 'content-type': 'application/json' };
    const { data, response } = await client
      .post<OpenAI.ChatCompletion>('/chat/completions', { body: bodyOf(request), headers, signal })
      .withResponse();
    return { completion: data, headers: response.headers };
  };
}

/**
 * Makes the body of a request, in pieces of UTF-8. The prompt and the schema, 90% of it, are the same in every request, so they are
 * made once: a body in one piece of 30 kB would be copied by the collector of garbage for as long as its answer takes.
 */
export function createSerialiser(
  model: string,
  outputLimit: () => OutputLimitName = () => 'max_completion_tokens',
): (request: ChatRequest) => Buffer[] {
  const systems = new Map<string, Buffer>();
  const formats = new Map<unknown, Buffer>();
  const head = utf8(`{"model":${JSON.stringify(model)},"messages":[`);
  return ({ messages, format, maxOutputTokens }) => {
    const pieces = [head];
    for (const [at, message] of messages.entries()) {
      if (at > 0) pieces.push(comma);
      const isShared = message.role === 'system';
      pieces.push(isShared ? remembered(systems, message.content, message) : utf8(JSON.stringify(message)));
    }
    if (format === undefined) pieces.push(endOfMessages);
    else pieces.push(beforeFormat, remembered(formats, format, format));
    pieces.push(utf8(maxOutputTokens === null ? '}' : `,"${outputLimit()}":${maxOutputTokens}}`));
    return pieces;
  };
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const comma = utf8(',');
const endOfMessages = utf8(']');
const beforeFormat = utf8('],"response_format":');

function remembered<Key>(memory: Map<Key, Buffer>, key: Key, value: unknown): Buffer {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const json = utf8(JSON.stringify(value));
  memory.set(key, json);
  return json;
}
