import { isAbsolute, join } from 'node:path';
import { type Configuration, type Flags, loadSettings } from '../config/load.ts';
import { type SettingName, settingNames } from '../config/settings.ts';
import { KuError } from '../errors.ts';
import type { Io } from './io.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** A flag that may be given several values has them as a list. */
export type FlagValues = Record<string, string | boolean | string[]>;

/** What a command is given: its arguments and flags as text, the world, and a voice. */
export type CommandContext = {
  arguments: string[];
  /** Flags by their names without dashes; a flag that was not given is absent. */
  flags: FlagValues;
  io: Io;
  terminal: Terminal;
  settings(): Promise<Configuration>;
};

export async function createContext(given: string[], flags: FlagValues, io: Io): Promise<CommandContext> {
  const terminal = await createTerminal(io, {
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    color: flags['no-color'] !== true,
    asEvents: flags['log-json'] === true,
  });
  const named = settingNames.flatMap((name): [SettingName, string][] => {
    const value = flags[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  if (flags['no-cache'] === true) named.push(['cache', 'false']);
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

/** The values of a flag that takes several; empty when it was not given. */
export function listFlag(context: CommandContext, name: string): string[] {
  const value = context.flags[name];
  return Array.isArray(value) ? value : [];
}

/** One of the choices that a flag has; the first is the default. */
export function choiceFlag<Choice extends string>(
  context: CommandContext,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = textFlag(context, name);
  const found = value === null ? choices[0] : choices.find((choice) => choice === value);
  if (found === undefined) throw new KuError('usage', `--${name} is "${value}"`, `give one of ${choices.join(', ')}`);
  return found;
}

/** A whole number that a flag gives, of at most nine digits. */
export function numberFlag(context: CommandContext, name: string, fallback: number): number {
  const text = textFlag(context, name);
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new KuError('usage', `--${name} is "${text}"`, 'give a whole number');
  return Number(text);
}

/** A path that a flag gives, from the working folder; a slash at its end stays. */
export function pathFlag(context: CommandContext, name: string): string | null {
  const value = textFlag(context, name);
  return value === null || value === '' || isAbsolute(value) ? value : join(context.io.cwd(), value);
}
