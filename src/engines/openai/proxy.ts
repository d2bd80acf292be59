import type { Dispatcher, RequestInit } from 'undici';
import type { HttpProxy } from '../../types/proxy.ts';
import { responseOf, type Send } from './http.ts';
import { onAbort } from './on-abort.ts';
import { packingOf, unpack } from './unpack.ts';

type Loaded = Pick<typeof import('undici'), 'request' | 'fetch'> & { dispatcher: Dispatcher };

/** Node's own client knows no proxies in Node 20, so what does is loaded, by those alone who have one. */
function createLoader({ url, authorization }: HttpProxy): () => Promise<Loaded> {
  let loading: Promise<Loaded> | null = null;
  async function load(): Promise<Loaded> {
    const { Agent, ProxyAgent, request, fetch } = await import('undici');
    const token = authorization === null ? {} : { token: authorization };
    const tunnels = new ProxyAgent({ uri: url, ...token, ...patient });
    const forwarder = new Agent(patient);
    const dispatcher = forwarder.compose((dispatch) => (options, handler) => {
      if (!String(options.origin).startsWith('http:')) return tunnels.dispatch(options, handler);
      return dispatch(forwarded(options, url, authorization), handler);
    });
    return { request, fetch, dispatcher };
  }
  return () => {
    loading ??= load();
    return loading;
  };
}

/** Who asks has a time-out of its own. */
const patient = { headersTimeout: 0, bodyTimeout: 0 };

/** An endpoint without TLS is asked for by its whole address: many proxies open tunnels to port 443 alone. */
function forwarded(
  options: Dispatcher.DispatchOptions,
  proxyUrl: string,
  authorization: string | null,
): Dispatcher.DispatchOptions {
  const { origin = '', path, headers } = options;
  const own = {
    host: new URL(origin).host,
    ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
  };
  const given = Array.isArray(headers) ? pairsOf(headers) : (headers as Record<string, string> | null);
  return { ...options, origin: proxyUrl, path: `${origin}${path}`, headers: { ...given, ...own } };
}

const pairsOf = (flat: string[]): Record<string, string> =>
  Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : [])));

/** As `createSend`, through a proxy. */
export function createProxiedSend(proxy: HttpProxy): Send {
  const load = createLoader(proxy);
  return async (url, { method, headers, body, signal }, timeoutMs) => {
    signal?.throwIfAborted();
    const own = new AbortController();
    const timer = setTimeout(() => own.abort(new Error('the request timed out')), timeoutMs);
    const forget = signal === null ? null : onAbort(signal, () => own.abort(signal.reason));
    try {
      const { request, dispatcher } = await load();
      const options = { method: method as Dispatcher.HttpMethod, headers, body: Buffer.concat(body), dispatcher };
      const answer = await request(url, { ...options, signal: own.signal });
      const bytes = Buffer.from(await answer.body.arrayBuffer());
      const packing = packingOf([answer.headers['content-encoding']].flat()[0]);
      const plain = packing === null ? bytes : await unpack(bytes, packing);
      return responseOf({ status: answer.statusCode, headers: answer.headers, url }, plain);
    } catch (error) {
      throw own.signal.aborted ? own.signal.reason : asFailure(error);
    } finally {
      clearTimeout(timer);
      forget?.();
    }
  };
}

/** The global `fetch`, through a proxy, for what the SDK sends on its own. */
export function createProxiedFetch(proxy: HttpProxy): typeof globalThis.fetch {
  const load = createLoader(proxy);
  return async (input, init) => {
    const { fetch, dispatcher } = await load();
    const answer = await fetch(input as string, { ...(init as unknown as RequestInit), dispatcher });
    return answer as unknown as Response;
  };
}

/** A tunnel that is refused comes as an AbortError, which the SDK would take for a time-out. */
const asFailure = (error: unknown): unknown =>
  error instanceof Error && error.name === 'AbortError' ? new Error(error.message, { cause: error }) : error;

/** What a proxy answers to who wants a tunnel, of which the library tells in words alone: its status. */
export function statusOfTunnel(error: Error): number | null {
  const [, status] = /^Proxy response \((\d{3})\)/.exec(error.message) ?? [];
  return status === undefined ? null : Number(status);
}
