import type { Message } from '../../prompt/messages.ts';
import type { Usage } from '../../types/engine.ts';
import type { ResponseFormat } from './answer-format.ts';

/** What a request is for; what it costs is counted by it. */
export type CallKind = 'extract' | 'repair' | 'missing' | 'reconstruct';

/** One question to a model: all that decides its answer, beside the endpoint and the model of the run. */
export type ChatRequest = {
  kind: CallKind;
  messages: Message[];
  format: ResponseFormat;
  /** Null leaves it to the endpoint. */
  maxOutputTokens: number | null;
};

export type ChatReply = { text: string; finishReason: string | null; refusal: string | null; usage: Usage };

/**
 * Sends one request and returns what the endpoint said. It throws DocumentError where one document fails, KuError where
 * every further request would fail the same way, FormatRefused where the form of the answer is not supported, and the
 * reason of the signal when that is aborted. Whatever stands between the conversation and the wire (the cache of answers, the
 * budget, limits and retries) is a function from one of these to another; nothing above knows of HTTP.
 */
export type Transport = (request: ChatRequest, signal: AbortSignal) => Promise<ChatReply>;
