import { cacheInfo, clearCache, pruneCache } from '../../cache/maintenance.ts';
import { exitStatus, KuError } from '../../errors.ts';
import { namedCacheFolder } from '../answers.ts';
import { type CommandContext, textFlag } from '../context.ts';
import { writePieces } from '../output.ts';
import { counted } from '../tally.ts';

const folderOf = async (context: CommandContext) => namedCacheFolder(context, await context.settings());

/** `ku cache info`: what the cache of answers holds, as one line for each thing, on standard output. */
export async function info(context: CommandContext): Promise<number> {
  const { path, answers, bytes, leastRecentUse, openBatches } = await cacheInfo(await folderOf(context));
  const day = leastRecentUse === null ? 'none' : new Date(leastRecentUse * 1000).toISOString().slice(0, 10);
  const lines = [
    `file: ${path}`,
    `answers: ${answers}`,
    `megabytes: ${(bytes / 1e6).toFixed(1)}`,
    `least recent use: ${day}`,
    `batches under way: ${openBatches}`,
  ];
  await writePieces(
    context.io.stdout,
    lines.map((line) => `${line}\n`),
  );
  return exitStatus.done;
}

/** `ku cache clear`: removes every answer. */
export async function clear(context: CommandContext): Promise<number> {
  const removed = await clearCache(await folderOf(context));
  say(context, removed === null ? 'the file was no database; it is removed' : `${counted(removed, 'answer')} removed`);
  return exitStatus.done;
}

/** `ku cache prune`: removes the answers that were not used for some time. */
export async function prune(context: CommandContext): Promise<number> {
  const seconds = secondsOf(textFlag(context, 'older-than'));
  const removed = await pruneCache(await folderOf(context), seconds);
  say(context, `${counted(removed, 'answer')} removed`);
  return exitStatus.done;
}

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
