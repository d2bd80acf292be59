import { DocumentError } from '../../errors.ts';
import { reconstructMessages } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import { endIfUnusable } from './conversation.ts';
import { createTransport, type TransportSettings } from './transport.ts';

/**
 * Makes what asks an endpoint to write a text again from its unit alone; the answer is plain text. It throws DocumentError
 * where one text comes to nothing, and KuError where every further one would.
 */
export function createReconstructor(
  settings: TransportSettings & { prompt: Prompt },
): (unitJson: string, signal: AbortSignal) => Promise<string> {
  const transport = createTransport(settings);
  return async (unitJson, signal) => {
    const messages = reconstructMessages(settings.prompt, unitJson);
    const reply = await transport({ kind: 'reconstruct', messages, format: undefined, maxOutputTokens: null }, signal);
    const text = reply.text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
    const { finishReason, usage } = reply;
    const evidence = { answers: [reply.text], finishReason, problems: [], ...usage };
    endIfUnusable(reply, evidence, 1);
    if (text !== '') return text;
    throw new DocumentError('no-answer', 'the model gave no answer', 'try another model', { attempts: 1, evidence });
  };
}
