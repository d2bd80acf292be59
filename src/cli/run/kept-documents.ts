import { createHash } from 'node:crypto';
import type { Configuration } from '../../config/load.ts';
import { type SettingName, settingNames } from '../../config/settings.ts';
import { bundleDigest, isBundled } from '../../files/bundle-digest.ts';
import { lazily } from '../../text/lazily.ts';
import type { Engine } from '../../types/engine.ts';
import type { KeptDocuments } from '../../types/kept-documents.ts';
import type { Answers } from '../answers.ts';
import type { CommandContext } from '../context.ts';
import { priceOf } from '../engine.ts';
import { version } from '../version.ts';

/** Changes when documents that are kept have another form. */
const keyForm = 'ku document 1';

/**
 * The settings that don't change the units of a document once it is read: how it is read shows in what was read, whom the engine asks in its own
 * identity, and prices in that of its model. Every other setting counts, a new one too until it is named here.
 */
export const settingsWithoutEffect: ReadonlySet<SettingName> = new Set([
  ...(['engine', 'base-url', 'model', 'api-key-env'] as const),
  ...(['concurrency', 'workers', 'rpm', 'tpm', 'max-wait', 'max-retries', 'timeout'] as const),
  ...(['max-cost', 'max-tokens', 'max-failures', 'cache'] as const),
  ...(['text-field', 'input-format', 'max-bytes'] as const),
]);

/** The same for flags that are no settings: which documents are done, where their units go, and what is said of it. */
export const flagsWithoutEffect: ReadonlySet<string> = new Set([
  ...['out', 'format', 'prune', 'report', 'limit', 'retry-failed', 'dry-run', 'batch', 'no-cache'],
  ...['log-json', 'quiet', 'verbose', 'no-color'],
]);

/**
 * What the cache keeps of finished documents; null where there is no cache, where the engine keeps no answers, and where it is not known which code
 * runs.
 */
export function keptDocuments(
  answers: Pick<Answers, 'documents'>,
  engine: Engine,
  settings: Configuration,
  context: CommandContext,
): KeptDocuments | null {
  const { codeDigest } = context.io;
  if (engine.keeping === undefined || (codeDigest === undefined && !isBundled)) return null;
  return answers.documents(
    lazily(() => {
      const code = codeDigest ?? bundleDigest();
      return code === null ? null : digestOfRun(code, engine, settings, context);
    }),
  );
}

/** All that decides what is written of a document, beside the document itself. */
function digestOfRun(code: string, engine: Engine, settings: Configuration, { flags }: CommandContext): string {
  const set = settingNames.filter((name) => !settingsWithoutEffect.has(name)).map((name) => [name, settings[name]]);
  const given = Object.entries(flags).filter(
    ([name]) => !flagsWithoutEffect.has(name) && !settingNames.includes(name as SettingName),
  );
  const ran = [keyForm, version, code, process.versions];
  const asked = [engine.name, engine.model, engine.keeping?.identity, priceOf(settings)];
  return createHash('sha256')
    .update(JSON.stringify([ran, asked, set, given.sort()]))
    .digest('hex');
}
