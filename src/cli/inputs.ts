import type { Settings } from '../config/settings.ts';
import { readInputs } from '../read/index.ts';
import type { Reading } from '../types/document.ts';
import { type CommandContext, inputsOf } from './context.ts';

type ReadSettings = Pick<Settings, 'text-field' | 'input-format' | 'max-bytes'>;

/** The readings of a command's inputs, or of others; what does not exist is said before anything is read. */
export async function readingsOf(
  context: CommandContext,
  settings: ReadSettings,
  signal: AbortSignal,
  limit: number | null = null,
  inputs: string[] = inputsOf(context),
): Promise<AsyncIterable<Reading>> {
  const options = {
    cwd: context.io.cwd(),
    stdin: context.io.stdin,
    textField: settings['text-field'],
    inputFormat: settings['input-format'],
    maxBytes: settings['max-bytes'],
    signal,
  };
  const readings = readInputs(inputs, options);
  return limit === null ? readings : firstDocuments(readings, limit);
}

/** The first documents, failed ones included; notices don't count. */
async function* firstDocuments(readings: AsyncIterable<Reading>, limit: number): AsyncGenerator<Reading> {
  let documents = 0;
  for await (const reading of readings) {
    yield reading;
    if (reading.kind !== 'notice') documents += 1;
    if (documents >= limit) return;
  }
}
