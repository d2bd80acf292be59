import { DocumentError } from '../../errors.ts';
import { answerMessages } from '../../prompt/messages.ts';
import type { Prompt } from '../../prompt/parse.ts';
import { type Reader, responseSchema } from '../../types/reader.ts';
import { type AskerSettings, createAsker, formOf } from './asking.ts';
import type { ChatReply } from './chat.ts';

/** A model behind an endpoint, as one that sits an exam. */
export function createReader({ prompt, ...settings }: AskerSettings & { prompt: Prompt }): Reader {
  const ask = createAsker(settings);
  const forms = { 4: formOf('answer_of_four', responseSchema(4)), 5: formOf('answer_of_five', responseSchema(5)) };
  return {
    model: settings.model,
    prompt: { id: prompt.id, sha256: prompt.sha256 },
    async answer(sheet, signal) {
      const form = forms[sheet.options.length === 4 ? 4 : 5];
      const messages = answerMessages(prompt, sheet);
      const heard: ChatReply[] = [];
      try {
        const { value, usage } = await ask({ kind: 'answer', prompt, messages, form, signal, heard });
        return { ...value, usage, attempts: heard.length };
      } catch (error) {
        // The next run asks anew.
        if (error instanceof DocumentError) for (const reply of heard) reply.forget();
        throw error;
      }
    },
  };
}
