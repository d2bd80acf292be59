import OpenAI from 'openai';
import type { ChatRequest } from './chat.ts';
import { createSend, type Send } from './http.ts';

export type EndpointSettings = {
  baseUrl: string | null;
  apiKey: string | null;
  model: string;
  timeoutMs: number;
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
  private readonly send: Send = createSend();
  private first: Promise<Built> | null = null;

  override async buildRequest(...request: Parameters<OpenAI['buildRequest']>): Promise<Built> {
    const [{ body, signal }] = request;
    this.first ??= super.buildRequest(...request).then(withPlainHeaders);
    const { req, url, timeout } = await this.first;
    return { req: { ...req, body: body as string, ...(signal ? { signal } : {}) }, url, timeout };
  }

  override fetchWithTimeout(url: string, init: Built['req'] | undefined, timeoutMs: number): Promise<Response> {
    const { method = 'POST', headers, body, signal } = init ?? {};
    const sendable = { headers: headers as unknown as Record<string, string>, body: body as string };
    return this.send(url, { method: method.toUpperCase(), ...sendable, signal: signal ?? null }, timeoutMs);
  }
}

/** The SDK reads all headers once more for a log that is off, which takes long where they are `Headers`. */
const withPlainHeaders = ({ req, ...rest }: Built): Built => ({
  ...rest,
  req: { ...req, headers: Object.fromEntries(req.headers) as unknown as Headers },
});

export function createExchange(settings: EndpointSettings): Exchange {
  const client = new SameRequestClient({
    apiKey: settings.apiKey ?? noKey,
    baseURL: settings.baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: settings.timeoutMs,
    logLevel: 'off',
  });
  const bodyOf = createSerialiser(settings.model);
  return async (request, signal) => {
    const headers = { 'content-type': 'application/json' };
    const { data, response } = await client
      .post<OpenAI.ChatCompletion>('/chat/completions', { body: bodyOf(request), headers, signal })
      .withResponse();
    return { completion: data, headers: response.headers };
  };
}

/**
 * Makes the body of a request. The prompt and the schema, 90% of it, are the same in every request, so their JSON is made
 * once.
 */
export function createSerialiser(model: string): (request: ChatRequest) => string {
  const systems = new Map<string, string>();
  const formats = new Map<unknown, string>();
  return ({ messages, format, maxOutputTokens }) => {
    const said = messages.map((message) =>
      message.role === 'system' ? remembered(systems, message.content, message) : JSON.stringify(message),
    );
    const parts = [`"model":${JSON.stringify(model)}`, `"messages":[${said.join()}]`];
    if (format !== undefined) parts.push(`"response_format":${remembered(formats, format, format)}`);
    if (maxOutputTokens !== null) parts.push(`"max_completion_tokens":${maxOutputTokens}`);
    return `{${parts.join()}}`;
  };
}

function remembered<Key>(memory: Map<Key, string>, key: Key, value: unknown): string {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const json = JSON.stringify(value);
  memory.set(key, json);
  return json;
}
