import { Chalk, type ChalkInstance } from 'chalk';
import type { Failure, PassageFailure } from '../types/failure.ts';
import { printable } from '../validate/problems.ts';
import type { Io } from './io.ts';

/** `asEvents`: JSON Lines for machines, and no prose. */
export type Loudness = { quiet: boolean; verbose: boolean; color: boolean; asEvents: boolean };

/** What machines are told of a run. The table in the README is made from it. */
export const events = {
  start: 'version, engine, model',
  document:
    'document, place, status: done (units, facts, tokens), failed (code, message, hint, attempts, and passages where only these failed) or skipped (reason; of a duplicate, the place of the first)',
  notice: 'message',
  progress:
    'documents, failed, waiting (done, but for one before them), expected (null where unknown), perSecond, secondsLeft, tokens, cost',
  error: 'code, message, hint: what ended the run',
  end: 'status (of the exit), totals as in the report; of a dry run, what was counted, and expected (calls, mostCalls, outputTokens, cost: null where no price is known)',
} as const;

type EventName = keyof typeof events;

/** The voice of a command on standard error. Colour only on a terminal. */
export type Terminal = {
  colors: ChalkInstance;
  verbose: boolean;
  quiet: boolean;
  asEvents: boolean;
  /** Something worth knowing that fails nothing; silent under --quiet. */
  notice(message: string): void;
  /** A document that failed; never silent. */
  failure(failure: Failure): void;
  /** One that is left out for a reason of its own, to people: machines have the event. Silent under --quiet. */
  skipped(document: { id: string; place: string }, why: string): void;
  line(text: string): void;
  /** One line of JSON; nothing where people are spoken to. */
  event(name: EventName, fields: Record<string, unknown>): void;
  /** Ran before each line is written: a progress line must make way. */
  beforeLine: (() => void) | null;
};

export async function createTerminal(io: Io, loudness: Loudness): Promise<Terminal> {
  const { verbose, quiet, asEvents } = loudness;
  const colors = new Chalk({ level: usesColor(io, loudness) ? 1 : 0 });
  const terminal: Terminal = {
    colors,
    verbose,
    quiet,
    asEvents,
    beforeLine: null,
    line(text) {
      if (asEvents) return terminal.event('notice', { message: text });
      terminal.beforeLine?.();
      io.stderr.write(`${text}\n`);
    },
    event(name, fields) {
      if (!asEvents) return;
      io.stderr.write(`${JSON.stringify({ event: name, time: new Date().toISOString(), ...fields })}\n`);
    },
    notice(message) {
      if (quiet) return;
      if (asEvents) terminal.event('notice', { message });
      else terminal.line(`${colors.cyan('note')}  ${printable(message)}`);
    },
    skipped({ id, place }, why) {
      if (quiet || asEvents) return;
      terminal.line(`${colors.yellow('skipped')}  ${printable(`${whereOf(place, id)}: ${why}`)}`);
    },
    failure(failure) {
      const { document, place, code, message, hint, attempts } = failure;
      if (asEvents) {
        const passages = failure.passages?.map(({ evidence: _, ...passage }) => passage);
        const fields = { document, place, status: 'failed', code, message, hint, attempts, passages };
        return terminal.event('document', fields);
      }
      // Readers begin their messages with the place.
      const what = message.startsWith(place) ? message : `${whereOf(place, document)}: ${message}`;
      terminal.line(`${colors.red('failed')}  ${code}: ${printable(what)}`);
      for (const line of passageLines(failure.passages ?? [])) terminal.line(`        ${printable(line)}`);
      if (verbose) terminal.line(`        ${printable(hint)}`);
    },
  };
  return terminal;
}

const whereOf = (place: string, document: string): string => (place === document ? place : `${place} (${document})`);

/** Passages of one document that are named. */
const passagesNamed = 20;

function passageLines(passages: readonly PassageFailure[]): string[] {
  const lines = passages.slice(0, passagesNamed).map(({ index, of, section, code, message }) => {
    const where = section.length === 0 ? '' : ` (${section.join(' > ')})`;
    return `passage ${index + 1} of ${of}${where}: ${code}: ${message}`;
  });
  const more = passages.length - lines.length;
  return more > 0 ? [...lines, `${more} more: --report lists them`] : lines;
}

/** FORCE_COLOR is for logs that show colour without being a terminal, NO_COLOR wins over all (no-color.org). */
function usesColor(io: Io, loudness: Loudness): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  if (!loudness.color || loudness.asEvents || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return true;
  return io.stderr.isTTY === true && TERM !== 'dumb';
}
