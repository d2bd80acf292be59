import * as z from 'zod';
import type { AnswerStore } from '../../types/answer-store.ts';
import { FormatRefused, type FormatSetting, OutputLimitRefused } from './answer-format.ts';
import type { ChatReply, ChatRequest, Transport } from './chat.ts';
import { createKeyMaker } from './request-key.ts';

export type CacheSettings = {
  baseUrl: string | null;
  model: string;
  structured: FormatSetting;
  /** Null: every request is sent. */
  answers: AnswerStore | null;
};

const keptSchema = z.union([
  z.strictObject({
    text: z.string(),
    finishReason: z.string().nullable(),
    refusal: z.string().nullable(),
    usage: z.strictObject({ inputTokens: z.int(), cachedInputTokens: z.int(), outputTokens: z.int() }),
  }),
  z.strictObject({ formatRefused: z.string() }),
  z.strictObject({ outputLimitRefused: z.string() }),
]);

type Kept = z.infer<typeof keptSchema>;

/**
 * Answers a request from what was answered before. Every answer is kept before it is used, one that was cut off, declined or malformed
 * too: the next run must take the same turns. So is the endpoint's word that it does not take an output limit, or, where
 * the form is found out, a form. What failed on the way is not kept. Equal requests at the same time are sent once.
 */
export function withCache(transport: Transport, { answers, baseUrl, model, structured }: CacheSettings): Transport {
  if (answers === null) return transport;
  const keyOf = createKeyMaker(baseUrl ?? '', model);
  const underWay = new Map<string, Promise<void>>();

  /** What another form of this program kept, or half of it, is asked for anew. */
  function kept(key: string): Kept | null {
    const answer = answers?.find(key) ?? null;
    const known = parsed(answer);
    if (answer !== null && known === null) answers?.forget(key);
    return known;
  }

  async function ask(key: string, request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    const { fresh, attempts } = await askedAnew(() => transport(request, signal), structured === 'auto');
    const stays = parsed(answers?.keep(key, JSON.stringify(fresh)) ?? null) ?? fresh;
    return replyOf(stays, { attempts, fromCache: false, key, forget: () => answers?.forget(key) });
  }

  return async (request, signal) => {
    const key = keyOf(request);
    for (let other = underWay.get(key); other !== undefined; other = underWay.get(key)) await other;
    const known = kept(key);
    if (known !== null) return replyOf(known, { attempts: 0, fromCache: true, key, forget: () => answers.forget(key) });
    const asking = ask(key, request, signal);
    const over = () => void underWay.delete(key);
    underWay.set(key, asking.then(over, over));
    return asking;
  };
}

async function askedAnew(
  send: () => Promise<ChatReply>,
  keepsRefusedForm: boolean,
): Promise<{ fresh: Kept; attempts: number }> {
  try {
    const reply = await send();
    return { fresh: keptOf(reply), attempts: reply.attempts };
  } catch (error) {
    const isKept = error instanceof OutputLimitRefused || (error instanceof FormatRefused && keepsRefusedForm);
    if (!isKept) throw error;
    return { fresh: keptOf(error), attempts: error.attempts };
  }
}

type Said = Pick<ChatReply, 'text' | 'finishReason' | 'refusal' | 'usage'>;

function keptOf(said: Said | OutputLimitRefused | FormatRefused): Kept {
  if (said instanceof OutputLimitRefused) return { outputLimitRefused: said.message };
  if (said instanceof FormatRefused) return { formatRefused: said.message };
  const { text, finishReason, refusal, usage } = said;
  return { text, finishReason, refusal, usage };
}

/** What the cache holds of an answer. */
export const keptText = (said: Said | OutputLimitRefused | FormatRefused): string => JSON.stringify(keptOf(said));

type Origin = Pick<ChatReply, 'attempts' | 'fromCache' | 'key' | 'forget'>;

function replyOf(kept: Kept, { attempts, ...rest }: Origin): ChatReply {
  if ('formatRefused' in kept) throw Object.assign(new FormatRefused(kept.formatRefused), { attempts });
  if ('outputLimitRefused' in kept) throw Object.assign(new OutputLimitRefused(kept.outputLimitRefused), { attempts });
  return { ...kept, attempts, ...rest };
}

function parsed(answer: string | null): Kept | null {
  if (answer === null) return null;
  try {
    return keptSchema.safeParse(JSON.parse(answer)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
