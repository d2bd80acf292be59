import { isAbsolute, join } from 'node:path';
import { type Flags, loadSettings } from '../config/load.ts';
import { type SettingName, type Settings, settingNames } from '../config/settings.ts';
import { KuError } from '../errors.ts';
import type { Io } from './io.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** What a command is given: its arguments and flags as text, the world, and a voice. */
export type CommandContext = {
  arguments: string[];
  /** Flags by their names without dashes; a flag that was not given is absent. */
  flags: Record<string, string | boolean>;
  io: Io;
  terminal: Terminal;
  settings(): Promise<Settings>;
};

export async function createContext(
  given: string[],
  flags: Record<string, string | boolean>,
  io: Io,
): Promise<CommandContext> {
  const terminal = await createTerminal(io, {
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    color: flags['no-color'] !== true,
  });
  const named = settingNames.flatMap((name): [SettingName, string][] => {
    const value = flags[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    arguments: given,
    flags,
    io,
    terminal,
    settings: () => loadSettings(Object.fromEntries(named) as Flags, io.env, io.cwd()),
  };
}

/** The inputs that were given, else standard input when something is piped into it. */
export function inputsOf(context: CommandContext): string[] {
  if (context.arguments.length > 0) return context.arguments;
  if (context.io.stdin.isTTY !== true) return ['-'];
  throw new KuError('usage', 'no input was given', 'name files, folders or globs, or pipe something in');
}

export function textFlag(context: CommandContext, name: string): string | null {
  const value = context.flags[name];
  return typeof value === 'string' ? value : null;
}

/** A path that a flag gives, from the working folder; a slash at its end stays. */
export function pathFlag(context: CommandContext, name: string): string | null {
  const value = textFlag(context, name);
  return value === null || value === '' || isAbsolute(value) ? value : join(context.io.cwd(), value);
}
