import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { KuError } from '../errors.ts';
import { type CommandContext, pathFlag } from './context.ts';

const flags = ['out', 'report'];

/**
 * Real paths of the files and folders that a command writes, so that it does not read them, or write one over another.
 * @throws KuError `usage` where an input that is named, or another file that is written, would be lost
 */
export function ownFiles(context: CommandContext, inputs: readonly string[]): string[] {
  const written = new Map<string, string>();
  for (const flag of flags) {
    const path = pathFlag(context, flag);
    if (path === null || path === '') continue;
    const real = realPath(path);
    const other = written.get(real);
    if (other !== undefined) throw lost(`--${other} and --${flag} name the same file, ${path}`);
    written.set(real, flag);
  }
  for (const input of inputs) {
    const flag = input === '-' ? undefined : written.get(realPath(resolve(context.io.cwd(), input)));
    if (flag !== undefined && !isFolder(input, context))
      throw lost(`${input} is an input, and --${flag} would write over it`);
  }
  return [...written.keys()];
}

const lost = (message: string): KuError => new KuError('usage', message, 'name another file');

function isFolder(input: string, { io }: CommandContext): boolean {
  return statSync(resolve(io.cwd(), input), { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Also of a file that is not there yet. */
function realPath(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const folder = dirname(absolute);
    return folder === absolute ? absolute : join(realPath(folder), basename(absolute));
  }
}
