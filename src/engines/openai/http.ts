import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';

/**
 * Requests through Node's own HTTP client, with connections that are kept open. Against the global `fetch` it takes
 * about 40% less CPU a request, it has no limit of its own on how long an answer may take (that one gives up after
 * 300 s), and the whole answer, not its head alone, falls under the caller's signal. Redirects are not followed.
 */
export function createFetch(): typeof fetch {
  const plain = new PlainAgent({ keepAlive: true });
  const secure = new SecureAgent({ keepAlive: true });
  const urlOf = rememberedUrl();

  return async function send(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const url = urlOf(input instanceof Request ? input.url : input);
    const body = typeof init.body === 'string' ? Buffer.from(init.body, 'utf8') : null;
    const headers = Object.fromEntries(init.headers instanceof Headers ? init.headers : new Headers(init.headers));
    if (body !== null) headers['content-length'] = String(body.length);
    const options = { method: init.method ?? 'GET', headers, ...(init.signal ? { signal: init.signal } : {}) };
    return new Promise((resolve, reject) => {
      const answered = (message: IncomingMessage) => collect(message, resolve, reject);
      const request =
        url.protocol === 'https:'
          ? secureRequest(url, { ...options, agent: secure }, answered)
          : plainRequest(url, { ...options, agent: plain }, answered);
      request.on('error', reject);
      request.end(body ?? undefined);
    });
  };
}

/** All requests of a run go to one address. */
function rememberedUrl(): (input: string | URL) => URL {
  let last: { input: string | URL; url: URL } | null = null;
  return (input) => {
    if (last?.input !== input) last = { input, url: new URL(input) };
    return last.url;
  };
}

function collect(message: IncomingMessage, resolve: (response: Response) => void, reject: (error: Error) => void) {
  const pieces: Buffer[] = [];
  message.on('data', (piece: Buffer) => pieces.push(piece));
  message.on('end', () => resolve(responseOf(message, pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))));
  message.on('error', reject);
}

/**
 * What the SDK asks of a response whose body is read already. (A `Response` of the platform wraps the body in a stream to
 * unwrap it again, which takes longer than to parse it.)
 */
function responseOf(message: IncomingMessage, body: Buffer = Buffer.alloc(0)): Response {
  const status = message.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const text = async () => (status < 400 ? body.toString('utf8') : underError(body.toString('utf8')));
  const json = async (): Promise<unknown> => JSON.parse(body.toString('utf8'));
  const response = {
    status,
    ok: status >= 200 && status < 300,
    headers,
    url: message.url ?? '',
    body: null,
    text,
    json,
  };
  return response as unknown as Response;
}

/** What is said of a failure, where the SDK looks for it: vLLM has said it at the top, FastAPI says it under `detail`. */
function underError(body: string): string {
  try {
    const said: unknown = JSON.parse(body);
    if (typeof said !== 'object' || said === null || 'error' in said) return body;
    const message = 'message' in said && typeof said.message === 'string' ? said.message : JSON.stringify(said);
    return JSON.stringify({ error: { ...said, message } });
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
