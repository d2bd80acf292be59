import { createServer, type IncomingMessage, request as plainRequest, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy on a real local socket. Whatever host it is asked for, it passes on to one local port. */
export type PlayedProxy = {
  host: string;
  /** Requests and tunnels in their order, like `CONNECT model.test:443`. */
  asked: string[];
  /** What came in the header Proxy-Authorization, each once. */
  authorizations: Set<string | undefined>;
  close(): Promise<void>;
};

/** @param status what it answers in place of passing on, or null */
export async function playProxy(port: number, status: number | null = null): Promise<PlayedProxy> {
  const asked: string[] = [];
  const authorizations = new Set<string | undefined>();
  const note = ({ method, url, headers }: IncomingMessage) => {
    asked.push(`${method} ${url}`);
    authorizations.add(headers['proxy-authorization']);
  };
  const server = createServer((request, response) => {
    note(request);
    if (status !== null) response.writeHead(status).end();
    else passOn(request, response, port);
  });
  const tunnels = new Set<Duplex>();
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    note(request);
    if (status !== null) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) {
      tunnels.add(end);
      end.on('error', () => end.destroy());
    }
    return socket;
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = () => {
    for (const end of tunnels) end.destroy();
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  };
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked, authorizations, close };
}

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { pathname, search } = new URL(request.url ?? '');
  const { method, headers } = request;
  const onward = plainRequest({ host: '127.0.0.1', port, method, path: pathname + search, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
