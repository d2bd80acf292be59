import type { Message } from '../../prompt/messages.ts';
import type { Usage } from '../../types/engine.ts';
import type { CallKind } from '../../types/spending.ts';
import type { ResponseFormat } from './answer-format.ts';

/** One question to a model: all that decides its answer, beside the endpoint and the model of the run. */
export type ChatRequest = {
  kind: CallKind;
  messages: Message[];
  format: ResponseFormat;
  /** Null leaves it to the endpoint. */
  maxOutputTokens: number | null;
  /** How often the same was asked before for this document: an answer that was of no use is none to the next time. */
  repeat: number;
};

export type ChatReply = {
  text: string;
  finishReason: string | null;
  refusal: string | null;
  usage: Usage;
  /** Requests that were sent for it, retries included; 0 where nothing was sent. */
  attempts: number;
  /** Whether it was paid for before, and read from the cache of answers. */
  fromCache: boolean;
  /** What it is kept by in the cache of answers; null where there is none. */
  key: string | null;
  /** Takes it out of the cache of answers; nothing where there is none. */
  forget: () => void;
};

/**
 * Sends one request and returns what the endpoint said. It throws DocumentError where one document fails, KuError where
 * every further request would fail the same way, FormatRefused where the form of the answer is not supported,
 * OutputLimitRefused where the endpoint can't give so many tokens, and the reason of the signal when that is aborted. Whatever stands between the conversation and the wire (the cache of answers, the
 * budget, limits and retries) is a function from one of these to another; nothing above knows of HTTP.
 */
export type Transport = (request: ChatRequest, signal: AbortSignal) => Promise<ChatReply>;
