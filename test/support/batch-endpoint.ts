import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AskedRequest, Played } from './endpoint.ts';

/**
 * Files and batches on a real local socket. A batch is answered when it is made, and is shown as completed at the second look. It plays a
 * provider in tests alone.
 */
export type BatchEndpoint = {
  baseUrl: string;
  /** What was asked and paid: each request of each batch that was made, and each that came directly. */
  batched: AskedRequest['body'][];
  direct: AskedRequest['body'][];
  files: Map<string, string>;
  batches: Map<string, PlayedBatch>;
  /** The steps in their order, like `POST files`. */
  steps: string[];
  close(): Promise<void>;
};

type Reply = { status: number; body: string; isCut?: boolean };
type PlayedBatch = { id: string; input: string; status: string; looks: number; output: string; metadata: unknown };

export type BatchPlayer = {
  answer: (body: AskedRequest['body']) => Played;
  /** Called before a step is done, and before its answer is sent: where a process may be killed. */
  onStep?: (step: string, isDone: boolean) => void;
  /** Whether a step comes to nothing the so-manieth time, from 1: it gets a 503, and a file that is read breaks off. */
  breaks?: (step: string, time: number) => boolean;
  /** Status of a batch at the second look. */
  ends?: (batch: PlayedBatch) => string;
};

export async function playBatches({
  answer,
  onStep = () => undefined,
  breaks = () => false,
  ends = () => 'completed',
}: BatchPlayer): Promise<BatchEndpoint> {
  const files = new Map<string, string>();
  const batches = new Map<string, PlayedBatch>();
  const [batched, direct, steps]: [AskedRequest['body'][], AskedRequest['body'][], string[]] = [[], [], []];
  let made = 0;
  const newFile = (text: string) => {
    made += 1;
    files.set(`file-${made}`, text);
    return `file-${made}`;
  };

  function makeBatch(input: string, metadata: unknown): PlayedBatch {
    const lines = (files.get(input) ?? '').split('\n').filter((line) => line !== '');
    const answers = lines.map((line) => {
      const { custom_id, body } = JSON.parse(line) as { custom_id: string; body: AskedRequest['body'] };
      batched.push(body);
      return JSON.stringify({ custom_id, response: responseTo(answer(body)), error: null });
    });
    const id = `batch_${batches.size + 1}`;
    const batch = {
      id,
      input,
      status: 'in_progress',
      looks: 0,
      output: newFile(answers.reverse().join('\n')),
      metadata,
    };
    batches.set(id, batch);
    return batch;
  }

  const shown = ({ id, input, status, output, metadata }: PlayedBatch) => {
    const isOver = status !== 'in_progress' && status !== 'failed';
    const errors = status === 'failed' ? { data: [{ code: 'invalid', message: 'no such model' }] } : null;
    return {
      id,
      object: 'batch',
      input_file_id: input,
      status,
      errors,
      output_file_id: isOver ? output : null,
      metadata,
    };
  };

  const json = (value: unknown, status = 200): Reply => ({ status, body: JSON.stringify(value) });

  function look(id: string, change: (batch: PlayedBatch) => void): Reply {
    const batch = batches.get(id);
    if (batch === undefined) return json({ error: { message: 'no such batch' } }, 404);
    change(batch);
    return json(shown(batch));
  }

  const replies: Record<string, (id: string, text: string) => Reply> = {
    'POST completions': (_, text) => {
      direct.push(JSON.parse(text));
      const { status_code, body } = responseTo(answer(JSON.parse(text)));
      return json(body, status_code);
    },
    'POST files': (_, text) => json({ id: newFile(fileIn(text)), object: 'file' }),
    'GET files': (id) => (files.has(id) ? { status: 200, body: files.get(id) ?? '' } : json({}, 404)),
    'DELETE files': (id) => json({ id, deleted: files.delete(id) }),
    'POST batches': (_, text) => {
      const { input_file_id, metadata } = JSON.parse(text);
      return json(shown(makeBatch(input_file_id, metadata)));
    },
    'LIST batches': () => json({ data: [...batches.values()].map(shown), has_more: false }),
    'CANCEL batches': (id) =>
      look(id, (batch) => {
        batch.status = 'cancelled';
      }),
    'GET batches': (id) =>
      look(id, (batch) => {
        batch.looks += 1;
        if (batch.looks > 1 && batch.status === 'in_progress') batch.status = ends(batch);
      }),
  };

  const server = createServer((request, response) => {
    void serve(request, response, (step, id, text) => {
      steps.push(step);
      const time = steps.filter((one) => one === step).length;
      if (breaks(step, time))
        return { status: 503, body: '{"error":{"message":"not now"}}', isCut: step === 'GET files' };
      onStep(step, false);
      const reply = replies[step]?.(id, text) ?? json({}, 404);
      onStep(step, true);
      return reply;
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    ...{ batched, direct, files, batches, steps },
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  reply: (step: string, id: string, text: string) => Reply,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const path = (request.url ?? '')
    .replace(/^\/v1\//, '')
    .replace(/\?.*/, '')
    .replace(/^chat\//, '');
  const [kind = '', id = '', last = ''] = path.split('/');
  const isList = request.method === 'GET' && id === '';
  const verb = last === 'cancel' ? 'CANCEL' : isList ? 'LIST' : request.method;
  const { status, body, isCut = false } = reply(`${verb} ${kind}`, id, Buffer.concat(pieces).toString('utf8'));
  if (isCut) {
    response.writeHead(200, { 'content-length': '1000000' });
    response.write('{"custom_id":"x","response":null}\n{"custom_');
    setTimeout(() => response.destroy(), 20);
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}

/** The lines of JSON in a multipart body: no other part has such lines. */
const fileIn = (multipart: string): string =>
  multipart
    .split(/\r?\n/)
    .filter((line) => line.startsWith('{"custom_id"'))
    .join('\n');

function responseTo(played: Played): { status_code: number; body: unknown } {
  if (played.status !== undefined) return { status_code: played.status, body: JSON.parse(String(played.body ?? '{}')) };
  const message = { role: 'assistant', content: played.content ?? null, refusal: played.refusal ?? null };
  const choices = [{ index: 0, message, finish_reason: played.finishReason ?? 'stop' }];
  const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
  return {
    status_code: 200,
    body: { id: 'played', object: 'chat.completion', created: 0, model: 'played', choices, usage },
  };
}
