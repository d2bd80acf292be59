import type { AnswerCache } from '../cache/answers.ts';
import { cacheFolder } from '../config/cache-folder.ts';
import type { Settings } from '../config/settings.ts';
import { KuError } from '../errors.ts';
import type { AnswerStore } from '../types/answer-store.ts';
import type { BatchStore } from '../types/batch-store.ts';
import type { KeptDocuments } from '../types/kept-documents.ts';
import type { CommandContext } from './context.ts';

/** The cache of one run: opened when an engine asks for it, closed when the run is over. */
export type Answers = {
  open(): Promise<AnswerStore | null>;
  /** What is kept beside them of documents; null where they were not opened. */
  documents(digestOfRun: () => string | null): KeptDocuments | null;
  close(): void;
};

export function createAnswers({ io, terminal }: CommandContext, settings: Settings): Answers {
  let opened: AnswerCache | null = null;
  return {
    async open() {
      const folder = cacheFolder(settings, io.env, io.cwd());
      if (folder === 'off') return null;
      if (folder === null) {
        terminal.notice('no folder for the cache of answers: neither --cache, XDG_CACHE_HOME nor HOME is set');
        return null;
      }
      const { openAnswers } = await import('../cache/answers.ts');
      opened = await openAnswers(folder, terminal.notice);
      return opened;
    },
    documents: (digestOfRun) => opened?.documents(digestOfRun) ?? null,
    close: () => opened?.close(),
  };
}

/** The store of batches, which can't do without a folder, and answers that no document that fails takes away. */
export async function openBatchStore(context: CommandContext, settings: Settings): Promise<BatchStore> {
  if (cacheFolder(settings, context.io.env, context.io.cwd()) === 'off') {
    throw new KuError(
      'usage',
      '--batch needs the cache of answers',
      'leave --no-cache out: batches and answers are kept there',
    );
  }
  const { openBatches } = await import('../cache/batches.ts');
  return openBatches(namedCacheFolder(context, settings));
}

/** The folder that a command about the cache is about. */
export function namedCacheFolder({ io }: CommandContext, settings: Settings): string {
  const folder = cacheFolder(settings, io.env, io.cwd());
  if (folder !== null && folder !== 'off') return folder;
  throw new KuError('usage', 'no folder for the cache of answers is set', 'name it with --cache DIR');
}
