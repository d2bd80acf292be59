import type { Io } from './io.ts';
import { createPace } from './pace.ts';
import { counted, dollarsOf } from './tally.ts';
import type { Terminal } from './terminal.ts';

export type Progress = { stop(): void };

/** Where a run stands. */
export type Standing = {
  seconds: number;
  documents: number;
  failed: number;
  /** Done as well, but held back by one before them: results come in the order of the input. */
  waiting: number;
  /** Documents in all, known or estimated; null where nothing says. */
  expected: { documents: number; isExact: boolean } | null;
  /** Sent in this run. */
  tokens: number;
  cost: number | null;
};

const silent: Progress = { stop: () => undefined };

/** Between lines of a log that is no terminal, and between events. */
const logEveryMs = 30_000;

/** Follows a run on standard error: one line that changes on a terminal, else a line or an event every 30 s. */
export function createProgress(io: Io, terminal: Terminal, standing: () => Standing): Progress {
  if (terminal.quiet) return silent;
  const pace = createPace();
  const figures = () => {
    const now = standing();
    pace.sample(now.documents + now.waiting, now.seconds);
    return figuresOf(now, pace.perSecond());
  };
  if (!terminal.asEvents && io.stderr.isTTY === true) return createLine(io, terminal, () => lineOf(figures()));
  const timer = setInterval(() => {
    if (terminal.asEvents) {
      const { expected, ...rest } = figures();
      terminal.event('progress', { ...rest, expected: expected?.documents ?? null });
    } else terminal.line(lineOf(figures()));
  }, logEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Between two looks at the line of a terminal. */
const drawEveryMs = 250;
const usualColumns = 80;
const toItsBegin = '\r';
const clearRest = '\u001b[K';

/**
 * One line that is written over, never wider than the terminal. What else is said takes its place, and it comes back below: nothing but
 * that line is ever touched, and a process that is killed leaves the terminal as it was.
 */
function createLine(io: Io, terminal: Terminal, line: () => string): Progress {
  let shown = '';
  const draw = () => {
    const text = line().slice(0, (io.stderr.columns || usualColumns) - 1);
    if (text !== shown) io.stderr.write(`${toItsBegin}${text}${clearRest}`);
    shown = text;
  };
  const clear = () => {
    if (shown !== '') io.stderr.write(`${toItsBegin}${clearRest}`);
    shown = '';
  };
  draw();
  terminal.beforeLine = clear;
  const timer = setInterval(draw, drawEveryMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      terminal.beforeLine = null;
      clear();
    },
  };
}

type Figures = Omit<Standing, 'seconds'> & { perSecond: number | null; secondsLeft: number | null };

function figuresOf({ seconds: _, ...standing }: Standing, perSecond: number | null): Figures {
  const { expected, documents, waiting } = standing;
  const rate = perSecond === null ? null : Number(perSecond.toPrecision(3));
  const isKnown = expected !== null && perSecond !== null && perSecond > 0;
  const secondsLeft = isKnown ? Math.ceil(Math.max(0, expected.documents - documents - waiting) / perSecond) : null;
  return { ...standing, perSecond: rate, secondsLeft };
}

/** "120 of ~500 documents · 3 failed · 41.2/s · 1,234,567 tokens · $0.1200 · 10 s left": what is known of it. */
export function lineOf({
  documents,
  failed,
  waiting,
  expected,
  perSecond,
  tokens,
  cost,
  secondsLeft,
}: Figures): string {
  const number = new Intl.NumberFormat('en-US');
  const of = expected === null ? '' : `${number.format(documents)} of ${expected.isExact ? '' : '~'}`;
  const parts = [`${of}${counted(expected?.documents ?? documents, 'document')}`, `${number.format(failed)} failed`];
  if (waiting > 0) parts.push(`${number.format(waiting)} more wait for one before them`);
  if (perSecond !== null) parts.push(`${perSecond}/s`);
  if (tokens > 0) parts.push(counted(tokens, 'token'));
  if (cost !== null && tokens > 0) parts.push(dollarsOf(cost));
  if (secondsLeft !== null) parts.push(`${durationOf(secondsLeft)} left`);
  return parts.join(' · ');
}

function durationOf(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
