import { DocumentError } from '../../errors.ts';
import { reconstructMessages } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import type { Budget } from './budget/budget.ts';
import { type CacheSettings, withCache } from './cached.ts';
import type { ChatReply } from './chat.ts';
import { endIfUnusable } from './conversation.ts';
import { createTransport, type TransportSettings } from './transport.ts';

/**
 * Makes what asks an endpoint to write a text again from its unit alone; the answer is plain text. It throws DocumentError
 * where one text comes to nothing, and KuError where every further one would.
 */
export function createReconstructor(
  settings: TransportSettings & Pick<CacheSettings, 'answers'> & { prompt: Prompt; budget: Budget },
): (unitJson: string, signal: AbortSignal) => Promise<string> {
  const transport = withCache(settings.budget.guard(createTransport(settings)), { ...settings, structured: 'text' });
  return async (unitJson, signal) => {
    const messages = reconstructMessages(settings.prompt, unitJson);
    const request = { kind: 'reconstruct', messages, format: undefined, maxOutputTokens: null, repeat: 0 } as const;
    const reply = await transport(request, signal);
    try {
      return textOf(reply);
    } catch (error) {
      // The next run asks anew.
      reply.forget();
      throw error;
    }
  };
}

function textOf(reply: ChatReply): string {
  const text = reply.text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
  const { finishReason, usage, attempts } = reply;
  const evidence = { answers: [reply.text], finishReason, problems: [], ...usage };
  endIfUnusable(reply, evidence, attempts);
  if (text !== '') return text;
  throw new DocumentError('no-answer', 'the model gave no answer', 'try another model', { attempts, evidence });
}
