import OpenAI from 'openai';
import type { ChatRequest } from './chat.ts';
import { createFetch } from './http.ts';
import type { OutputLimitName } from './output-limit.ts';

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

/**
 * A client for requests that differ in nothing but their bodies: address and headers are made once. For a body of 30 kB
 * that is a third of what the SDK does for a request.
 */
class SameRequestClient extends OpenAI {
  private first: ReturnType<OpenAI['buildRequest']> | null = null;

  override async buildRequest(...request: Parameters<OpenAI['buildRequest']>): ReturnType<OpenAI['buildRequest']> {
    const [{ body, signal }] = request;
    this.first ??= super.buildRequest(...request);
    const { req, url, timeout } = await this.first;
    return { req: { ...req, body: body as string, ...(signal ? { signal } : {}) }, url, timeout };
  }
}

export function createExchange(settings: EndpointSettings, outputLimit: () => OutputLimitName): Exchange {
  const client = new SameRequestClient({
    apiKey: settings.apiKey ?? noKey,
    baseURL: settings.baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: settings.timeoutMs,
    logLevel: 'off',
    fetch: createFetch(),
  });
  const bodyOf = createSerialiser(settings.model, outputLimit);
  return (request, signal) =>
    withOwnSignal(signal, async (own) => {
      const headers = { 'content-type': 'application/json' };
      const { data, response } = await client
        .post<OpenAI.ChatCompletion>('/chat/completions', { body: bodyOf(request), headers, signal: own })
        .withResponse();
      return { completion: data, headers: response.headers };
    });
}

/** The SDK leaves a listener on the signal of every request; on the signal of the run they would pile up. */
export async function withOwnSignal<Value>(
  signal: AbortSignal,
  send: (own: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const own = new AbortController();
  const forward = () => own.abort(signal.reason);
  if (signal.aborted) forward();
  signal.addEventListener('abort', forward, { once: true });
  try {
    return await send(own.signal);
  } finally {
    signal.removeEventListener('abort', forward);
  }
}

/**
 * Makes the body of a request. The prompt and the schema, 90% of it, are the same in every request, so their JSON is made
 * once.
 */
export function createSerialiser(
  model: string,
  outputLimit: () => OutputLimitName = () => 'max_completion_tokens',
): (request: ChatRequest) => string {
  const systems = new Map<string, string>();
  const formats = new Map<unknown, string>();
  return ({ messages, format, maxOutputTokens }) => {
    const said = messages.map((message) =>
      message.role === 'system' ? remembered(systems, message.content, message) : JSON.stringify(message),
    );
    const parts = [`"model":${JSON.stringify(model)}`, `"messages":[${said.join()}]`];
    if (format !== undefined) parts.push(`"response_format":${remembered(formats, format, format)}`);
    if (maxOutputTokens !== null) parts.push(`"${outputLimit()}":${maxOutputTokens}`);
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
