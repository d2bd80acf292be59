import { Chalk, type ChalkInstance } from 'chalk';
import type { Failure } from '../types/failure.ts';
import { printable } from '../validate/problems.ts';
import type { Io } from './io.ts';

export type Loudness = { quiet: boolean; verbose: boolean; color: boolean };

/** The voice of a command on standard error. Colour only on a terminal. */
export type Terminal = {
  colors: ChalkInstance;
  verbose: boolean;
  quiet: boolean;
  /** Something worth knowing that fails nothing; silent under --quiet. */
  notice(message: string): void;
  /** A document that failed; never silent. */
  failure(failure: Failure): void;
  line(text: string): void;
  /** Ran before each line is written: a progress line must make way. */
  beforeLine: (() => void) | null;
};

export async function createTerminal(io: Io, loudness: Loudness): Promise<Terminal> {
  const colors = new Chalk({ level: usesColor(io, loudness) ? 1 : 0 });
  const terminal: Terminal = {
    colors,
    verbose: loudness.verbose,
    quiet: loudness.quiet,
    beforeLine: null,
    line(text) {
      terminal.beforeLine?.();
      io.stderr.write(`${text}\n`);
    },
    notice(message) {
      if (!loudness.quiet) terminal.line(`${colors.cyan('note')}  ${printable(message)}`);
    },
    failure({ document, place, code, message, hint }) {
      const where = place === document ? place : `${place} (${document})`;
      // Readers begin their messages with the place.
      const what = message.startsWith(place) ? message : `${where}: ${message}`;
      terminal.line(`${colors.red('failed')}  ${code}: ${printable(what)}`);
      if (loudness.verbose) terminal.line(`        ${printable(hint)}`);
    },
  };
  return terminal;
}

/** FORCE_COLOR is for logs that show colour without being a terminal, NO_COLOR wins over all (no-color.org). */
function usesColor(io: Io, loudness: Loudness): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  if (!loudness.color || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return true;
  return io.stderr.isTTY === true && TERM !== 'dumb';
}
