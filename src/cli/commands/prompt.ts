import type { Settings } from '../../config/settings.ts';
import { exitStatus } from '../../errors.ts';
import { passagesOf } from '../../passages/index.ts';
import { extractionMessages, type Message } from '../../prompt/messages.ts';
import type { Document } from '../../types/document.ts';
import type { CommandContext } from '../context.ts';
import { loadExtractionPrompts } from '../engine.ts';
import { passageOptions, readingsOf } from '../inputs.ts';
import { writePieces } from '../output.ts';

/** `ku prompt`: what would be sent for each passage. Nothing is. */
export async function prompt(context: CommandContext): Promise<number> {
  const settings = await context.settings();
  const show = await presenter(context, settings);
  let failed = 0;
  for await (const reading of readingsOf(context, settings)) {
    if (reading.kind === 'notice') context.terminal.notice(reading.message);
    else if (reading.kind === 'document') await writePieces(context.io.stdout, show(reading.document));
    else {
      failed += 1;
      context.terminal.failure(reading.failure);
    }
  }
  return failed > 0 ? exitStatus.incomplete : exitStatus.done;
}

async function presenter(context: CommandContext, settings: Settings): Promise<(document: Document) => string[]> {
  if (context.flags.text === true) return (document) => [`${document.text}\n`];
  const { extract, passage: inDocument } = await loadExtractionPrompts(settings.prompt);
  const form = context.flags.json === true ? (messages: Message[]) => `${JSON.stringify(messages)}\n` : readable;
  return (document) =>
    passagesOf(document, passageOptions(settings)).map((passage) => {
      const loaded = passage.setting === undefined ? extract : inDocument;
      return form(extractionMessages(loaded, { document, passage }));
    });
}

function readable(messages: Message[]): string {
  return messages.map(({ role, content }) => `=== ${role} ===\n${content}\n\n`).join('');
}
