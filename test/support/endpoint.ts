import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A chat-completions endpoint on a real local socket that plays a model: it answers from a queue or by a function and
 * keeps a log of what it was asked. It stands in for a model in tests alone.
 */
export type Played = {
  content?: string | null;
  finishReason?: string;
  refusal?: string;
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is instead of a completion. */
  body?: string | Buffer;
  delayMs?: number;
  /** The answer waits for it. */
  after?: Promise<void>;
  usage?: { prompt_tokens: number; completion_tokens: number; prompt_tokens_details?: { cached_tokens: number } };
  /** Ends the connection without an answer. */
  reset?: boolean;
};

export type AskedRequest = {
  url: string;
  headers: IncomingMessage['headers'];
  body: {
    model: string;
    max_completion_tokens?: number;
    messages: { role: string; content: string }[];
    response_format?: { type: string; json_schema?: { strict: boolean; schema: Record<string, unknown> } };
  };
};

export type Endpoint = {
  baseUrl: string;
  asked: AskedRequest[];
  mostAtOnce(): number;
  nowInFlight(): number;
  close(): Promise<void>;
};

export type Player = Played[] | ((request: AskedRequest, index: number) => Played);

export async function playEndpoint(player: Player): Promise<Endpoint> {
  const asked: AskedRequest[] = [];
  let now = 0;
  let most = 0;
  const server = createServer((request, response) => {
    now += 1;
    most = Math.max(most, now);
    response.on('close', () => {
      now -= 1;
    });
    void bodyOf(request).then((text) => {
      const index = asked.push({ url: request.url ?? '', headers: request.headers, body: JSON.parse(text) }) - 1;
      const entry = asked[index] as AskedRequest;
      const played = typeof player === 'function' ? player(entry, index) : player[index];
      const respond = () =>
        answer(response, played ?? { status: 500, body: '{"error":{"message":"the queue is empty"}}' });
      setTimeout(() => void (played?.after ?? Promise.resolve()).then(respond), played?.delayMs ?? 0);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    mostAtOnce: () => most,
    nowInFlight: () => now,
    close: () => closeServer(server),
  };
}

/** A base URL on which nobody listens. */
export async function silentBaseUrl(): Promise<string> {
  const endpoint = await playEndpoint([]);
  await endpoint.close();
  return endpoint.baseUrl;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function answer(response: ServerResponse, played: Played): void {
  if (played.reset === true) return void response.destroy();
  response.writeHead(played.status ?? 200, { 'content-type': 'application/json', ...played.headers });
  const message = { role: 'assistant', content: played.content ?? null, refusal: played.refusal ?? null };
  const completion = {
    id: 'chatcmpl-played',
    object: 'chat.completion',
    created: 0,
    model: 'played',
    choices: [{ index: 0, message, logprobs: null, finish_reason: played.finishReason ?? 'stop' }],
    usage: played.usage ?? { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  };
  response.end(played.body ?? JSON.stringify(completion));
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
