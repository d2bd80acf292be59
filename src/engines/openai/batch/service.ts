import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import OpenAI, { toStreamingFile } from 'openai';
import { DocumentError, KuError } from '../../../errors.ts';
import { addressOf } from '../address.ts';
import type { Addressee } from '../addressee.ts';
import { translate } from '../classify.ts';
import { onAbort } from '../on-abort.ts';
import { createProxiedFetch } from '../proxy.ts';
import { Unanswered } from '../wire.ts';

/** A step that came to nothing and may be done again: what ends the run where it never does better. */
export class NotNow extends KuError {}

/**
 * The files and batches of a provider. Every function throws NotNow where it may do better later, else KuError, and the reason of its
 * signal when that is aborted.
 */
export type BatchService = {
  upload(path: string, name: string, signal: AbortSignal): Promise<string>;
  create(file: string, name: string, signal: AbortSignal): Promise<string>;
  /** The batch that was made of a file, if any. */
  find(file: string, signal: AbortSignal): Promise<string | null>;
  look(batch: string, signal: AbortSignal): Promise<OpenAI.Batch>;
  cancel(batch: string): Promise<void>;
  lines(file: string, signal: AbortSignal): AsyncGenerator<string>;
  discard(file: string): Promise<void>;
};

const never = new AbortController().signal;
/** A file of 200 MB on a slow line. */
const timeoutMs = 30 * 60 * 1000;

/** The SDK leaves a listener on the signal of every request; on the signal of the run they would pile up. */
async function withOwnSignal<Value>(signal: AbortSignal, send: (own: AbortSignal) => Promise<Value>): Promise<Value> {
  const own = new AbortController();
  if (signal.aborted) own.abort(signal.reason);
  const forget = onAbort(signal, () => own.abort(signal.reason));
  try {
    return await send(own.signal);
  } finally {
    forget();
  }
}

export function createService(endpoint: Addressee): BatchService {
  const { proxy = null } = endpoint;
  const client = new OpenAI({
    apiKey: endpoint.apiKey ?? 'none',
    ...addressOf(endpoint.baseUrl, endpoint.apiKey),
    organization: null,
    project: null,
    // It would sleep through an abort. Whoever asks asks again.
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    ...(proxy === null ? {} : { fetch: createProxiedFetch(proxy) }),
  });

  /** Of what is small. */
  const soon = { timeout: Math.min(endpoint.timeoutMs, timeoutMs) };
  /** Of what nobody does again. */
  const stubborn = { ...soon, maxRetries: 2 };

  async function said<Value>(work: (own: AbortSignal) => Promise<Value>, signal = never): Promise<Value> {
    try {
      const value = await withOwnSignal(signal, work);
      endpoint.reached = true;
      return value;
    } catch (error) {
      signal.throwIfAborted();
      throw asKuError(error, endpoint);
    }
  }

  return {
    upload: (path, name, signal) =>
      said(async (own) => {
        const file = toStreamingFile(createReadStream(path), `${name}.jsonl`, { type: 'application/jsonl' });
        return (await client.files.create({ file, purpose: 'batch' }, { signal: own })).id;
      }, signal),
    create: (file, name, signal) =>
      said(async (own) => {
        const how = { endpoint: '/v1/chat/completions', completion_window: '24h', metadata: { ku: name } } as const;
        return (await client.batches.create({ input_file_id: file, ...how }, { ...soon, signal: own })).id;
      }, signal),
    find: (file, signal) =>
      said(async (own) => {
        for await (const batch of client.batches.list({ limit: 100 }, { ...soon, signal: own })) {
          if (batch.input_file_id === file) return batch.id;
        }
        return null;
      }, signal),
    look: (batch, signal) => said((own) => client.batches.retrieve(batch, { ...soon, signal: own }), signal),
    cancel: (batch) => said(async () => void (await client.batches.cancel(batch, stubborn))),
    discard: (file) => said(async () => void (await client.files.delete(file, stubborn))),
    async *lines(file, signal) {
      const { body } = await said((own) => client.files.content(file, { signal: own }), signal);
      if (body === null) return;
      try {
        yield* createInterface({ input: Readable.fromWeb(body as ReadableStream) });
      } catch (error) {
        // It breaks off: what was read of it is collected, and will be again.
        signal.throwIfAborted();
        throw asKuError(error, endpoint);
      }
    },
  };
}

function asKuError(error: unknown, endpoint: Addressee): KuError {
  if (error instanceof OpenAI.APIError && error.status === 404) {
    const message = 'the endpoint answered 404: it has no Batch API, or no longer has this file or batch';
    return new KuError('endpoint', message, 'leave --batch out, or cancel the batch with ku batch cancel', {
      cause: error,
    });
  }
  const meaning = translate(error, { maxOutputTokens: null }, endpoint);
  if (meaning instanceof KuError) return meaning;
  const failure = meaning instanceof Unanswered ? meaning.failure : meaning;
  const message = failure instanceof DocumentError || failure instanceof Error ? failure.message : String(failure);
  const hint = 'run it again: it goes on where it was';
  return new (meaning instanceof Unanswered ? NotNow : KuError)(
    'endpoint',
    `a batch could not go on: ${message}`,
    hint,
    {
      cause: error,
    },
  );
}
