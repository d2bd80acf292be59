import type { Settings } from '../config/settings.ts';
import type { PassageOptions } from '../passages/index.ts';
import { type ReadMeter, readInputs } from '../read/index.ts';
import type { Reading } from '../types/document.ts';
import { type CommandContext, inputsOf } from './context.ts';
import { ownFiles } from './own-files.ts';

type ReadSettings = Pick<Settings, 'text-field' | 'input-format' | 'max-bytes'>;

type How = {
  signal?: AbortSignal;
  /** Others than those of the command. */
  inputs?: string[];
  meter?: ReadMeter | null;
};

/** The readings of a command's inputs, or of others; what does not exist is said before anything is read. */
export function readingsOf(context: CommandContext, settings: ReadSettings, how: How = {}): AsyncIterable<Reading> {
  const { signal = new AbortController().signal, inputs = inputsOf(context), meter = null } = how;
  return readInputs(inputs, {
    cwd: context.io.cwd(),
    stdin: context.io.stdin,
    textField: settings['text-field'],
    inputFormat: settings['input-format'],
    maxBytes: settings['max-bytes'],
    signal,
    meter,
    own: ownFiles(context, inputs),
  });
}

/** The first documents, failed ones included; notices don't count. */
export async function* firstDocuments(readings: AsyncIterable<Reading>, limit: number): AsyncGenerator<Reading> {
  let documents = 0;
  for await (const reading of readings) {
    yield reading;
    if (reading.kind !== 'notice') documents += 1;
    if (documents >= limit) return;
  }
}

/** How the settings want documents cut into passages. */
export const passageOptions = (
  settings: Pick<Settings, 'passage-words' | 'context-words' | 'sections'>,
): PassageOptions => ({
  words: settings['passage-words'],
  contextWords: settings['context-words'],
  sections: settings.sections,
});
