import type { DocumentError, KuError } from '../../errors.ts';
import type { ChatReply, ChatRequest } from './chat.ts';

/** What one request brought back; the headers hold what the endpoint says of its limits. */
export type WireReply = Pick<ChatReply, 'text' | 'finishReason' | 'refusal' | 'usage'> & { headers: Headers };

/** One request and its answer. It throws as a Transport does, and Unanswered where the same request may do better later. */
export type Wire = (request: ChatRequest, signal: AbortSignal) => Promise<WireReply>;

/** Why a request is sent again. */
export type RetryReason = 'rate-limit' | 'server' | 'connection' | 'timeout' | 'unreadable';

/** A request that came to nothing and may be sent again; `failure` is what the document, or the run, ends with where it may not. */
export class Unanswered extends Error {
  readonly reason: RetryReason;
  readonly failure: DocumentError | KuError;
  readonly headers: Headers | null;

  constructor(reason: RetryReason, failure: DocumentError | KuError, headers: Headers | null = null) {
    super(failure.message, { cause: failure });
    this.reason = reason;
    this.failure = failure;
    this.headers = headers;
  }
}
