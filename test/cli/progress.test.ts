import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { createPace } from '../../src/cli/pace.ts';
import { createProgress, lineOf, type Standing } from '../../src/cli/progress.ts';
import { createWatch } from '../../src/cli/run/watch.ts';
import { createTerminal, events } from '../../src/cli/terminal.ts';
import { readInputs } from '../../src/read/index.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { answering, numberOf, sceneOf } from '../support/run.ts';

const root = join(import.meta.dirname, '../..');

describe('the pace', () => {
  it('is that of the last 30 seconds', () => {
    const pace = createPace();
    expect(pace.perSecond()).toBeNull();
    pace.sample(50_000, 10);
    expect(pace.perSecond()).toBe(5000);
    for (let seconds = 20; seconds <= 60; seconds += 10) pace.sample(50_000 + seconds, seconds);
    expect(pace.perSecond()).toBe(1);
  });
});

const figures = {
  documents: 120,
  failed: 3,
  waiting: 0,
  expected: null,
  tokens: 0,
  cost: null,
  perSecond: null,
  secondsLeft: null,
};

describe('the line of progress', () => {
  const lines: [Partial<Parameters<typeof lineOf>[0]>, string][] = [
    [{}, '120 documents · 3 failed'],
    [{ expected: { documents: 5000, isExact: true } }, '120 of 5,000 documents · 3 failed'],
    [
      {
        expected: { documents: 5000, isExact: false },
        perSecond: 41.2,
        tokens: 1_234_567,
        cost: 0.12,
        secondsLeft: 119,
      },
      '120 of ~5,000 documents · 3 failed · 41.2/s · 1,234,567 tokens · $0.1200 · 2 min left',
    ],
    [{ secondsLeft: 36_000 }, '120 documents · 3 failed · 10.0 h left'],
    [{ waiting: 1200 }, '120 documents · 3 failed · 1,200 more wait for one before them'],
  ];
  for (const [known, line] of lines) it(`says ${line}`, () => expect(lineOf({ ...figures, ...known })).toBe(line));
});

describe('the number of documents', () => {
  const line = (index: number) =>
    `${JSON.stringify({ id: `d${index}`, text: `Kelp ${index} is blue. `.repeat(20) })}\n`;

  it('is estimated from the bytes that were read, and exact in the end', async () => {
    const { folder } = await sceneOf(0, [], {
      'big.jsonl': Array.from({ length: 5000 }, (_, at) => line(at)).join(''),
    });
    const watch = createWatch(null);
    const seen: number[] = [];
    for await (const _ of watch.over(readInputs(['big.jsonl'], { cwd: folder, meter: watch.meter }))) {
      const expected = watch.expected();
      if (expected !== null) seen.push(expected.documents);
    }
    expect(watch.expected()).toEqual({ documents: 5000, isExact: true });
    expect(seen.length).toBeGreaterThan(1000);
    for (const estimate of seen) expect(Math.abs(estimate / 5000 - 1)).toBeLessThan(0.1);
  });

  it('is not known where documents come from standard input', async () => {
    const watch = createWatch(null);
    const stdin = new PassThrough();
    stdin.end(line(0) + line(1));
    for await (const _ of watch.over(readInputs(['-'], { stdin, inputFormat: 'jsonl', meter: watch.meter }))) {
      expect(watch.expected()).toBeNull();
    }
    expect(watch.expected()).toEqual({ documents: 2, isExact: true });
  });
});

const standing = (): Standing => ({ ...figures, seconds: 60, cost: 0.5, tokens: 1000 });

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  type Loudness = { quiet?: boolean; asEvents?: boolean };
  /** @param notice said once a second, if any */
  async function saidIn(seconds: number, loudness: Loudness, more: object = {}, notice?: string): Promise<string> {
    const pieces: string[] = [];
    const stderr = new Writable({
      write(piece: Buffer, _encoding, done) {
        pieces.push(piece.toString());
        done();
      },
    });
    const io = { stderr: Object.assign(stderr, more), env: {} } as unknown as Io;
    const terminal = await createTerminal(io, {
      quiet: false,
      verbose: false,
      color: true,
      asEvents: false,
      ...loudness,
    });
    const progress = createProgress(io, terminal, standing);
    for (let second = 0; second < seconds; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      if (notice !== undefined) terminal.line(notice);
    }
    progress.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    return pieces.join('');
  }

  it('is a line every 30 seconds where no terminal is', async () => {
    expect(await saidIn(29, {})).toBe('');
    expect((await saidIn(95, {})).trim().split('\n')).toEqual(
      Array.from({ length: 3 }, () => '120 documents · 3 failed · 2/s · 1,000 tokens · $0.5000'),
    );
  });

  it('is one line on a terminal, no wider than that, and leaves what else is said whole', async () => {
    const notice = `note  ${'kelp is blue '.repeat(9)}`;
    const said = await saidIn(3, {}, { isTTY: true, columns: 30 }, notice);
    const line = '\r120 documents · 3 failed · 2/\u001b[K';
    expect(said).toBe(`${line}\r\u001b[K${notice}\n`.repeat(3));
    const wide = await saidIn(1, {}, { isTTY: true, columns: 0 });
    expect(wide).toBe('\r120 documents · 3 failed · 2/s · 1,000 tokens · $0.5000\u001b[K\r\u001b[K');
  });

  it('is an event for machines, and nothing under --quiet', async () => {
    const [event] = jsonLines<object>(await saidIn(31, { asEvents: true }));
    expect(event).toMatchObject({
      event: 'progress',
      documents: 120,
      failed: 3,
      expected: null,
      tokens: 1000,
      cost: 0.5,
    });
    expect(await saidIn(95, { quiet: true })).toBe('');
  });
});

describe('--log-json', () => {
  it('says all as events, and no prose', async () => {
    const { folder, flags } = await sceneOf(3, (request) =>
      numberOf(request) === 1 ? { refusal: 'I will not' } : answering(request),
    );
    const argv = ['extract', 'in.jsonl', 'in.jsonl', 'nothing.md', ...flags, '--log-json', '--no-cache'];
    const missing = await ku(argv, { cwd: folder });
    expect(missing.status).toBe(2);
    expect(jsonLines<object>(missing.stderr)).toMatchObject([
      { event: 'start', model: 'played' },
      { event: 'error', code: 'missing-input' },
      { event: 'end', status: 2 },
    ]);
    const { status, stderr } = await ku(['extract', 'in.jsonl', ...flags, '--log-json', '--no-cache'], {
      cwd: folder,
      terminal: true,
    });
    expect(status).toBe(1);
    const said = jsonLines<{ event: string; time: string }>(stderr);
    expect(said).toMatchObject([
      { event: 'start', engine: 'openai', model: 'played' },
      { event: 'document', status: 'done', document: 'd0', place: 'in.jsonl:1', units: 1, facts: 1 },
      { event: 'document', status: 'failed', document: 'd1', code: 'refused', attempts: 1 },
      { event: 'document', status: 'done', document: 'd2' },
      { event: 'end', status: 1, totals: { documents: 3, failed: 1 } },
    ]);
    for (const { event, time } of said) {
      expect(Object.keys(events)).toContain(event);
      expect(Number.isNaN(Date.parse(time))).toBe(false);
    }
  });

  it('names what ends a run, and documents that were skipped', async () => {
    const { folder, flags } = await sceneOf(2, []);
    const argv = ['extract', 'in.jsonl', ...flags, '--log-json', '--no-cache', '--max-tokens', '5'];
    const said = jsonLines<object>((await ku(argv, { cwd: folder })).stderr);
    expect(said).toMatchObject([
      { event: 'start' },
      { event: 'document', status: 'skipped', reason: 'budget' },
      { event: 'document', status: 'skipped', reason: 'budget' },
      { event: 'error', code: 'budget' },
      { event: 'end', status: 1 },
    ]);
  });
});

/** Runs the built command on a terminal of its own, whose all output it returns. */
const onTerminal = (command: string) =>
  spawnSync('python3', ['-c', 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)', 'bash', '-c', command], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TERM: 'xterm', NO_COLOR: '1' },
    input: '',
  });

describe('on a terminal', () => {
  it('one line follows the run and is gone at its end', () => {
    const { stdout, status } = onTerminal(
      `${process.execPath} bin/ku.js extract seeds --engine offline --out /dev/null/`,
    );
    expect(status).not.toBe(0);
    const whole = onTerminal(`${process.execPath} bin/ku.js extract seeds --engine offline --format jsonl > /dev/null`);
    expect(whole.status).toBe(0);
    expect(whole.stdout).toContain('0 documents · 0 failed');
    expect(whole.stdout).toMatch(/10 documents · 10 passages · 10 units/);
    expect(stdout).not.toContain('10 units');
  });
});
