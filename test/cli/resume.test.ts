import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines } from '../support/cli.ts';
import { type AskedRequest, type Endpoint, type Played, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';
import { draftAbout } from '../support/targets.ts';

/** The built command in a process of its own, which can be killed. `npm test` builds it first. */
const bin = fileURLToPath(new URL('../../bin/ku.js', import.meta.url));
const newFolder = temporaryFolders();

const concurrency = 6;
const documents = 60;

/** Every seventh document is answered badly at first, and every tenth declined. */
function answering({ body }: AskedRequest): Played {
  const at = Number(/Kelp number (\d+)/.exec(body.messages[1]?.content ?? '')?.[1]);
  const delayMs = 20 + ((at * 7) % 30);
  if (at % 10 === 3) return { refusal: 'I will not', delayMs };
  if (at % 7 === 1 && body.messages.length < 3) return { content: 'no JSON', delayMs };
  return { content: JSON.stringify(draftAbout(`kelp number ${at}`)), delayMs };
}

function start(folder: string, endpoint: Endpoint) {
  const own = ['--concurrency', String(concurrency), '--passes', '1', '--repairs', '0', '--out', 'units.jsonl'];
  const flags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--cache', 'cache', ...own];
  const child = spawn(process.execPath, [bin, 'extract', 'in.jsonl', ...flags], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** Waits until the endpoint was asked so often, or the process is over. */
async function untilAsked(endpoint: Endpoint, times: number, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && endpoint.asked.length < times) await new Promise((done) => setTimeout(done, 2));
}

async function world() {
  const folder = newFolder();
  const lines = Array.from({ length: documents }, (_, at) =>
    JSON.stringify({ id: `d${at}`, text: `Kelp number ${at} is blue.` }),
  );
  writeFileSync(join(folder, 'in.jsonl'), lines.join('\n'));
  return {
    folder,
    endpoint: await playEndpoint(answering),
    output: () => readFileSync(join(folder, 'units.jsonl'), 'utf8'),
  };
}

describe('a run that is killed', () => {
  it('goes on where it was, loses nothing, pays nothing twice, and writes what an undisturbed one writes', async () => {
    const undisturbed = await world();
    expect(await start(undisturbed.folder, undisturbed.endpoint).ended).toBe(1);
    const { folder, endpoint, output } = await world();
    const moments = [3, 25, 45].map((least) => least + Math.floor(Math.random() * 15));
    for (const moment of moments) {
      const run = start(folder, endpoint);
      await untilAsked(endpoint, moment, run.ended);
      run.kill();
      expect(await run.ended, `killed after ${moment} requests`).toBeNull();
    }
    expect(await start(folder, endpoint).ended).toBe(1);
    expect(output()).toBe(undisturbed.output());
    const ids = jsonLines<Unit>(output()).map((unit) => unit.document.id);
    expect(ids).toEqual(Array.from({ length: documents }, (_, at) => `d${at}`).filter((_, at) => at % 10 !== 3));
    // A document that failed is asked for again by every run: that is no loss.
    const declined = (documents / 10) * moments.length;
    expect(endpoint.asked.length).toBeLessThanOrEqual(
      undisturbed.endpoint.asked.length + moments.length * concurrency + declined,
    );
    const asked = endpoint.asked.length;
    expect(await start(folder, endpoint).ended).toBe(1);
    expect(endpoint.asked.length).toBe(asked + documents / 10);
    expect(output()).toBe(undisturbed.output());
    await Promise.all([endpoint.close(), undisturbed.endpoint.close()]);
  });

  it('shares its answers with another run at the same time', async () => {
    const { folder, endpoint, output } = await world();
    const runs = [start(folder, endpoint), start(folder, endpoint)];
    expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([1, 1]);
    const written = output();
    const asked = endpoint.asked.length;
    expect(await start(folder, endpoint).ended).toBe(1);
    expect(output()).toBe(written);
    expect(endpoint.asked.length).toBe(asked + documents / 10);
    await endpoint.close();
  });
});

describe('a cache that fails on the way', () => {
  it('is written no more where the disk is full, with one warning, and the work is done', async () => {
    const { folder, endpoint, output } = await world();
    await start(folder, endpoint).ended;
    const undisturbed = output();
    rmSync(join(folder, 'cache'), { recursive: true });
    // The shell lets no file grow over 50 kB, which a cache of these answers does.
    const flags = `--base-url ${endpoint.baseUrl} --model played --cache cache --passes 1 --repairs 0`;
    const script = `ulimit -f 50; "${process.execPath}" "${bin}" extract in.jsonl ${flags}`;
    const child = spawn('bash', ['--norc', '-c', script], { cwd: folder });
    const said = { out: '', err: '' };
    child.stdout.on('data', (piece: Buffer) => {
      said.out += piece;
    });
    child.stderr.on('data', (piece: Buffer) => {
      said.err += piece;
    });
    expect(await new Promise((done) => child.on('close', done))).toBe(1);
    await endpoint.close();
    expect(said.out).toBe(undisturbed);
    expect(said.err.match(/what it has is used, nothing new is kept/g)).toHaveLength(1);
  });
});
