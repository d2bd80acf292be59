import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import type { Player } from '../support/endpoint.ts';
import { answering, gate, numberOf, sceneOf } from '../support/run.ts';

const idsUpTo = (last: number) => Array.from({ length: last + 1 }, (_, index) => `d${index}`);
const idsOf = (text: string) => jsonLines<Unit>(text).map((unit) => unit.document.id);

/** Answers at once up to d5, then holds four documents; `whenHeld` is called when the fourth is asked for. */
function holding(whenHeld: () => void, until: Promise<void>): Player {
  let held = 0;
  return (request) => {
    if (numberOf(request) <= 5) return answering(request);
    held += 1;
    if (held === 4) setTimeout(whenHeld, 0);
    return { ...answering(request), after: until };
  };
}

const usual = ['--concurrency', '4', '--out', 'units.jsonl'];

describe('Ctrl-C', () => {
  it('once finishes what is in flight, begins nothing more, and says how to go on', async () => {
    const signals = new EventEmitter();
    const { opened, open } = gate();
    const interrupt = () => {
      signals.emit('SIGINT');
      open();
    };
    const { folder, endpoint, flags, read } = await sceneOf(40, holding(interrupt, opened));
    const argv = ['extract', 'in.jsonl', ...flags, ...usual, '--report', 'run.json'];
    const { status, stderr } = await ku(argv, { cwd: folder, signals });
    expect(status).toBe(130);
    expect(idsOf(read('units.jsonl'))).toEqual(idsUpTo(9));
    expect(Math.max(...endpoint.asked.map(numberOf))).toBe(9);
    expect(stderr).toContain('finishing what is in flight, in at most 120 s; once more ends now');
    expect(stderr).toContain('next: the same command again');
    expect(JSON.parse(read('run.json')).totals).toMatchObject({ units: 10, failed: 0, complete: false });
  });

  it('once ends a pause that the endpoint asked for', async () => {
    const signals = new EventEmitter();
    const busy = { status: 429, headers: { 'retry-after': '60' }, body: '{"error":{"message":"busy"}}' };
    const player: Player = (request) => {
      if (numberOf(request) < 3) return answering(request);
      setTimeout(() => signals.emit('SIGINT'), 200);
      return busy;
    };
    const { folder, flags, read } = await sceneOf(9, player);
    const argv = [
      'extract',
      'in.jsonl',
      ...flags,
      '--concurrency',
      '1',
      '--out',
      'units.jsonl',
      '--report',
      'run.json',
    ];
    const started = performance.now();
    expect(await ku(argv, { cwd: folder, signals })).toMatchObject({ status: 130 });
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(idsOf(read('units.jsonl'))).toEqual(idsUpTo(2));
    const { documents } = JSON.parse(read('run.json'));
    expect(documents.at(-1)).toMatchObject({ status: 'skipped', reason: 'interrupted' });
  });

  for (const [second, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`twice gives up what is in flight and keeps what is done (${second})`, async () => {
      const signals = new EventEmitter();
      const interrupt = () => {
        signals.emit('SIGINT');
        signals.emit(second);
      };
      const { folder, flags, read } = await sceneOf(20, holding(interrupt, gate().opened));
      const { status, stderr } = await ku(['extract', 'in.jsonl', ...flags, ...usual], { cwd: folder, signals });
      expect(status).toBe(expected);
      expect(idsOf(read('units.jsonl'))).toEqual(idsUpTo(5));
      expect(stderr).toMatch(/\d+ not done/);
      expect(readdirSync(folder).sort()).toEqual(['in.jsonl', 'units.jsonl']);
      expect(signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM')).toBe(0);
    });
  }

  it('gives up by itself what can not finish within --timeout', async () => {
    const signals = new EventEmitter();
    const { folder, flags, read } = await sceneOf(
      20,
      holding(() => signals.emit('SIGTERM'), gate().opened),
    );
    const argv = ['extract', 'in.jsonl', ...flags, ...usual, '--timeout', '0.2'];
    expect(await ku(argv, { cwd: folder, signals })).toMatchObject({ status: 143 });
    expect(idsOf(read('units.jsonl')).slice(0, 6)).toEqual(idsUpTo(5));
  });

  it('ends a dry run with what was counted', async () => {
    const signals = new EventEmitter();
    const { folder, flags } = await sceneOf(20, []);
    const running = ku(['extract', 'in.jsonl', ...flags, '--dry-run'], { cwd: folder, signals });
    while (signals.listenerCount('SIGINT') === 0) await new Promise((done) => setTimeout(done, 1));
    signals.emit('SIGINT');
    const { status, stderr } = await running;
    expect(status).toBe(130);
    expect(stderr).toContain('would read ');
  });

  it('ends an audit that asks a model with what is done', async () => {
    const signals = new EventEmitter();
    const first = await sceneOf(6, answering);
    const units = await ku(['extract', 'in.jsonl', ...first.flags], { cwd: first.folder });
    const { opened, open } = gate();
    const player: Player = (_, index) => {
      if (index < 2) return { content: 'Kelp is blue.' };
      setTimeout(() => {
        signals.emit('SIGINT');
        open();
      }, 0);
      return { content: 'Kelp was blue.', after: opened };
    };
    const { folder, endpoint, flags } = await sceneOf(6, player, { 'units.jsonl': units.stdout });
    const argv = ['audit', 'units.jsonl', '--source', 'in.jsonl', '--reconstruct', '--json', '--concurrency', '1'];
    const { status, stdout, stderr } = await ku([...argv, ...flags], { cwd: folder, signals });
    expect(status).toBe(130);
    const report = JSON.parse(stdout) as { units: { reconstruction: unknown }[] };
    expect(report.units.filter(({ reconstruction }) => reconstruction !== null)).toHaveLength(3);
    expect(endpoint.asked).toHaveLength(3);
    expect(stderr).toContain('interrupted');
  });
});
