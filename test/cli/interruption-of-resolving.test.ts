import { EventEmitter } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { type Endpoint, type Player, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';
import { unitsNaming } from '../support/resolving.ts';
import { gate } from '../support/run.ts';

const folder = temporaryFolders();
let endpoint: Endpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

const documents = 30;
const concurrency = 4;
const unitLines = Array.from({ length: documents }, (_, at) =>
  unitsNaming([[`heart attack ${at}: disease`], [`infarction ${at}: disease`]], String(100 + at)),
)
  .flat()
  .map((unit) => `${JSON.stringify(unit)}\n`)
  .join('');

const answer = { content: '{"same":[]}' };

async function sceneOf(player: Player, ...more: string[]) {
  const cwd = folder();
  writeFileSync(join(cwd, 'units.jsonl'), unitLines);
  endpoint = await playEndpoint(player);
  const flags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--concurrency', String(concurrency)];
  return { cwd, asked: endpoint.asked, argv: ['resolve', 'units.jsonl', ...flags, '--cache', 'kept', ...more] };
}

/** Answers five questions, then holds as many as may be in flight; the last of them interrupts. */
function interrupting(signals: EventEmitter): Player {
  const { opened, open } = gate();
  const held = 5 + concurrency;
  return (_, index) => {
    if (index === held - 1) {
      setTimeout(() => {
        signals.emit('SIGINT');
        open();
      }, 0);
    }
    return index < 5 || index >= held ? answer : { ...answer, after: opened };
  };
}

describe('Ctrl-C in ku resolve', () => {
  it('finishes what is in flight, writes no part of a file, and the next run asks none of it again', async () => {
    const signals = new EventEmitter();
    const { cwd, argv, asked } = await sceneOf(interrupting(signals), '--out', 'out.jsonl');
    const { status, stderr } = await ku(argv, { cwd, signals });
    expect({ status, asked: asked.length }).toEqual({ status: 130, asked: 9 });
    expect(stderr).toContain('finishing what is in flight, in at most 120 s; once more ends now');
    expect(stderr).toContain('out.jsonl was not written: the same command goes on from the answers in the cache');
    expect(readdirSync(cwd).sort()).toEqual(['kept', 'units.jsonl']);
    expect(signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM')).toBe(0);
    expect(await ku(argv, { cwd })).toMatchObject({ status: 0 });
    expect(asked).toHaveLength(documents);
    expect(readdirSync(cwd).sort()).toEqual(['kept', 'out.jsonl', 'units.jsonl']);
  });

  it('keeps in a folder, and on standard output, the documents that are done', async () => {
    const signals = new EventEmitter();
    const first = await sceneOf(interrupting(signals), '--out', 'out/');
    expect(await ku(first.argv, { cwd: first.cwd, signals })).toMatchObject({ status: 130 });
    expect(readdirSync(join(first.cwd, 'out'))).toHaveLength(9);
    await endpoint?.close();
    const second = await sceneOf(interrupting(signals), '--format', 'json');
    const { status, stdout, stderr } = await ku(second.argv, { cwd: second.cwd, signals });
    expect({ status, units: (JSON.parse(stdout) as Unit[]).length }).toEqual({ status: 130, units: 18 });
    expect(stderr).toContain('next: the same command goes on from the answers in the cache');
  });

  it('ends a pause that the endpoint asked for', async () => {
    const signals = new EventEmitter();
    const busy = { status: 429, headers: { 'retry-after': '60' }, body: '{"error":{"message":"busy"}}' };
    const { cwd, argv } = await sceneOf((_, index) => {
      if (index < 3) return answer;
      if (index === 3) setTimeout(() => signals.emit('SIGINT'), 100);
      return busy;
    });
    const started = performance.now();
    const { status, stdout } = await ku(argv, { cwd, signals });
    expect({ status, units: jsonLines<Unit>(stdout).length }).toEqual({ status: 130, units: 6 });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('gives up what is in flight by the second one', async () => {
    const signals = new EventEmitter();
    const never = gate().opened;
    const { cwd, argv } = await sceneOf(
      (_, index) => {
        if (index === 2 + concurrency) {
          setTimeout(() => {
            signals.emit('SIGINT');
            signals.emit('SIGTERM');
          }, 0);
        }
        return index < 3 ? answer : { ...answer, after: never };
      },
      '--out',
      'out.jsonl',
    );
    const { status, stderr } = await ku(argv, { cwd, signals });
    expect(status).toBe(143);
    expect(stderr).toContain('giving up what is in flight');
    expect(readdirSync(cwd).sort()).toEqual(['kept', 'units.jsonl']);
  });

  it('gives up what is in flight when the key is refused, and says so once', async () => {
    const never = gate().opened;
    const { cwd, argv } = await sceneOf((_, index) =>
      index < concurrency - 1 ? { ...answer, after: never } : { status: 401, body: '{"error":{"message":"no"}}' },
    );
    const { status, stderr } = await ku(argv, { cwd });
    expect(status).toBe(2);
    expect(stderr.match(/refused the key/g)).toHaveLength(1);
    await expect.poll(() => endpoint?.nowInFlight()).toBe(0);
  });
});

/** Runs a command whose standard input never ends, and interrupts it. */
async function interruptedReading(argv: string[], cwd: string) {
  const signals = new EventEmitter();
  const stdin = new PassThrough();
  stdin.write(unitLines);
  const sink = () => Object.assign(new PassThrough().resume(), { isTTY: false });
  const world = { stdin, stdout: sink(), stderr: sink(), env: {}, cwd: () => cwd };
  const on = (event: string, listener: () => void) => signals.on(event, listener);
  const off = (event: string, listener: () => void) => signals.off(event, listener);
  const running = run(argv, { ...world, on, off });
  await expect.poll(() => signals.listenerCount('SIGINT')).toBe(1);
  setTimeout(() => signals.emit('SIGINT'), 50);
  return running;
}

describe.each(['resolve', 'merge'])('Ctrl-C while ku %s reads', (command) => {
  it('ends the reading and leaves nothing behind', async () => {
    const cwd = folder();
    const offline = command === 'resolve' ? ['--engine', 'offline'] : [];
    expect(await interruptedReading([command, '-', ...offline, '--out', 'out.jsonl'], cwd)).toBe(130);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('ends the reading of files', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'units.jsonl'), unitLines);
    const signals = new EventEmitter();
    const offline = command === 'resolve' ? ['--engine', 'offline'] : [];
    const running = ku([command, 'units.jsonl', ...offline, '--out', 'out.jsonl'], { cwd, signals });
    while (signals.listenerCount('SIGINT') === 0) await new Promise((done) => setTimeout(done, 1));
    signals.emit('SIGINT');
    const { status, stderr } = await running;
    expect({ status, left: readdirSync(cwd) }).toEqual({ status: 130, left: ['units.jsonl'] });
    expect(stderr).toContain('out.jsonl was not written');
  });
});
