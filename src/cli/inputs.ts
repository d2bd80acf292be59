import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { KuError } from '../errors.ts';
import type { PassageOptions } from '../passages/index.ts';
import { type ReadMeter, readInputs } from '../read/index.ts';
import type { Reading } from '../types/document.ts';
import { type CommandContext, inputsOf, pathFlag } from './context.ts';

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
    outputs: [pathFlag(context, 'out'), pathFlag(context, 'report')].filter((path) => path !== null),
    maxBytes: settings['max-bytes'],
    signal,
    meter,
  });
}

/** @throws {KuError} `usage` where a file that is written is one that is read, or two of those written are one */
export async function keepInputs(context: CommandContext): Promise<void> {
  const out = pathFlag(context, 'out');
  const report = pathFlag(context, 'report');
  if (out !== null && out === report)
    throw new KuError('usage', '--out and --report name the same file', 'name another file with --report');
  for (const [flag, path] of [
    ['out', out],
    ['report', report],
  ] as const) {
    const written = path === null ? null : await fileAt(path);
    if (written === null) continue;
    for (const input of context.arguments) {
      if ((await fileAt(resolve(context.io.cwd(), input))) !== written) continue;
      throw new KuError('usage', `--${flag} names a file that is read: ${input}`, `name another file with --${flag}`);
    }
  }
}

/** The real path of a file; null where there is none. */
async function fileAt(path: string): Promise<string | null> {
  try {
    const found = await realpath(path);
    return (await stat(found)).isFile() ? found : null;
  } catch {
    // What can't be looked at is said where it is read or written.
    return null;
  }
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
