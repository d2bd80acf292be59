import { cacheInfo, clearCache, pruneCache, type Removed } from '../../cache/maintenance.ts';
import { exitStatus, KuError } from '../../errors.ts';
import { namedCacheFolder } from '../answers.ts';
import { type CommandContext, textFlag } from '../context.ts';
import { writePieces } from '../output.ts';
import { counted } from '../tally.ts';

const folderOf = async (context: CommandContext) => namedCacheFolder(context, await context.settings());

/** `ku cache info`: what the cache holds, as one line for each thing, on standard output. */
export async function info(context: CommandContext): Promise<number> {
  const { path, answers, documents, bytes, leastRecentUse, openBatches } = await cacheInfo(await folderOf(context));
  const day = leastRecentUse === null ? 'none' : new Date(leastRecentUse * 1000).toISOString().slice(0, 10);
  const lines = [
    `file: ${path}`,
    `answers: ${answers.number}`,
    `documents: ${documents.number}`,
    `megabytes of answers: ${megabytes(answers.bytes)}`,
    `megabytes of documents: ${megabytes(documents.bytes)}`,
    `megabytes: ${megabytes(bytes)}`,
    `least recent use: ${day}`,
    `batches under way: ${openBatches}`,
  ];
  await writePieces(
    context.io.stdout,
    lines.map((line) => `${line}\n`),
  );
  return exitStatus.done;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** `ku cache clear`: removes all that is kept. */
export async function clear(context: CommandContext): Promise<number> {
  const removed = await clearCache(await folderOf(context));
  say(context, removed === null ? 'the file was no database; it is removed' : removedLine(removed));
  return exitStatus.done;
}

/** `ku cache prune`: removes what was not used for some time. */
export async function prune(context: CommandContext): Promise<number> {
  const seconds = secondsOf(textFlag(context, 'older-than'));
  const removed = await pruneCache(await folderOf(context), seconds);
  say(context, removedLine(removed));
  return exitStatus.done;
}

const removedLine = ({ answers, documents }: Removed): string =>
  `${counted(answers, 'answer')} and ${counted(documents, 'document')} removed`;

function say({ terminal }: CommandContext, text: string): void {
  if (!terminal.quiet) terminal.line(text);
}

const secondsIn = { h: 3600, d: 86_400, w: 604_800 };

function secondsOf(age: string | null): number {
  const [, amount, unit] = /^(\d{1,6})([hdw])$/.exec(age ?? '') ?? [];
  if (amount !== undefined && unit !== undefined) return Number(amount) * secondsIn[unit as keyof typeof secondsIn];
  const said = age === null ? '--older-than is missing' : `--older-than is "${age}"`;
  throw new KuError('usage', said, 'give an age in hours, days or weeks, like 12h, 30d or 4w');
}
