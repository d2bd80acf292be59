import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../src/cache/database.ts';
import type { Unit } from '../../src/types/unit.ts';
import { type BatchEndpoint, type BatchPlayer, playBatches } from '../support/batch-endpoint.ts';
import { jsonLines, ku } from '../support/cli.ts';
import type { AskedRequest, Played } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';
import { draftAbout } from '../support/targets.ts';

const bin = fileURLToPath(new URL('../../bin/ku.js', import.meta.url));
const newFolder = temporaryFolders();
const closing: BatchEndpoint[] = [];
afterEach(async () => {
  for (const endpoint of closing.splice(0)) await endpoint.close();
});

const documents = 8;

const numberIn = ({ messages }: AskedRequest['body']) =>
  Number(/Kelp number (\d+)/.exec(messages[1]?.content ?? '')?.[1]);

/** The second document is answered badly at first. */
function answering(body: AskedRequest['body']): Played {
  const at = numberIn(body);
  if (at === 1 && body.messages.length < 3) return { content: 'no JSON' };
  return { content: JSON.stringify(draftAbout(`kelp number ${at}`)) };
}

async function world(player: Partial<BatchPlayer> = {}) {
  const cwd = newFolder();
  const lines = Array.from({ length: documents }, (_, at) =>
    JSON.stringify({ id: `d${at}`, text: `Kelp number ${at} is blue.` }),
  );
  writeFileSync(join(cwd, 'in.jsonl'), lines.join('\n'));
  const endpoint = await playBatches({ answer: answering, ...player });
  closing.push(endpoint);
  const flags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--cache', 'cache'];
  const own = ['--batch', '--repairs', '0', '--passes', '1', '--out', 'units.jsonl'];
  const argv = ['extract', 'in.jsonl', ...flags, ...own];
  const ids = () => jsonLines<Unit>(readFileSync(join(cwd, 'units.jsonl'), 'utf8')).map(({ document: { id } }) => id);
  return { cwd, endpoint, flags, argv, ids, extract: (...more: string[]) => ku([...argv, ...more], { cwd }) };
}

const everyId = Array.from({ length: documents }, (_, at) => `d${at}`);

describe('ku extract --batch', () => {
  it('sends all in a batch, what needs another turn in a second one, and nothing directly', async () => {
    const { cwd, endpoint, extract, ids } = await world();
    const { status, stderr } = await extract();
    expect(stderr).toContain('round 1: 8 documents wait');
    expect(status).toBe(0);
    expect(ids()).toEqual(everyId);
    expect([...endpoint.batches.keys()]).toEqual(['batch_1', 'batch_2']);
    expect(endpoint.batched).toHaveLength(documents + 1);
    expect(endpoint.direct).toEqual([]);
    expect([...endpoint.files.keys()], 'nothing stays at the provider').toEqual([]);
    expect(readdirSync(join(cwd, 'cache', 'batches')), 'nor here').toEqual([]);
    const written = readFileSync(join(cwd, 'units.jsonl'), 'utf8');
    await extract();
    expect(readFileSync(join(cwd, 'units.jsonl'), 'utf8')).toBe(written);
    expect(endpoint.batches.size).toBe(2);
  });

  it('sends nothing for documents that are kept', async () => {
    const { cwd, endpoint, argv } = await world();
    const again = () => ku(argv, { cwd, codeDigest: 'code' });
    const first = await again();
    expect(first.stderr).toContain('round 2');
    const written = readFileSync(join(cwd, 'units.jsonl'), 'utf8');
    const database = new Sqlite(databasePath(join(cwd, 'cache')));
    database.exec('DELETE FROM answers');
    database.close();
    expect((await again()).stderr).not.toContain('round 1');
    expect(readFileSync(join(cwd, 'units.jsonl'), 'utf8')).toBe(written);
    expect([endpoint.batches.size, endpoint.direct]).toEqual([2, []]);
  });

  it('writes the same bytes as without', async () => {
    const { cwd, extract, argv } = await world();
    await extract();
    const written = readFileSync(join(cwd, 'units.jsonl'), 'utf8');
    await ku([...argv.filter((word) => word !== '--batch'), '--cache', 'other'], { cwd });
    expect(readFileSync(join(cwd, 'units.jsonl'), 'utf8')).toBe(written);
  });

  it('tries again what came to nothing, and asks directly for what no batch answers', async () => {
    const sent = new Map<number, number>();
    const answer = (body: AskedRequest['body']): Played => {
      const at = numberIn(body);
      const times = (sent.get(at) ?? 0) + 1;
      sent.set(at, times);
      if (at === 3 && times < 3) return { status: 500, body: '{"error":{"message":"down"}}' };
      if (at === 4 && times < 4) return { status: 503, body: '{"error":{"message":"down"}}' };
      return answering(body);
    };
    const { endpoint, extract, ids } = await world({ answer });
    expect(await extract()).toMatchObject({ status: 0 });
    expect(ids()).toEqual(everyId);
    expect(endpoint.direct.map(numberIn)).toEqual([4]);
  });

  it('fails a document that is declined, once, and asks anew in the next run', async () => {
    const answer = (body: AskedRequest['body']): Played => (numberIn(body) === 5 ? { refusal: 'no' } : answering(body));
    const { endpoint, extract } = await world({ answer });
    const declined = () => endpoint.batched.filter((body) => numberIn(body) === 5).length;
    expect(await extract()).toMatchObject({ status: 1, stderr: expect.stringContaining('refused') });
    expect(declined()).toBe(1);
    await extract();
    expect(declined()).toBe(2);
    expect(endpoint.direct).toEqual([]);
  });

  it('says what a provider refuses, and goes on where a key is wrong no more', async () => {
    const refusing = await world({ ends: () => 'failed' });
    expect(await refusing.extract()).toMatchObject({ status: 2, stderr: expect.stringContaining('no such model') });
    let isWrong = true;
    const answer = (body: AskedRequest['body']): Played =>
      isWrong ? { status: 401, body: '{"error":{"message":"bad key"}}' } : answering(body);
    const { extract, ids } = await world({ answer });
    expect(await extract()).toMatchObject({ status: 2 });
    isWrong = false;
    expect(await extract()).toMatchObject({ status: 0 });
    expect(ids()).toEqual(everyId);
  });

  it('goes on where a step comes to nothing for a while, and says so', async () => {
    for (const step of ['POST files', 'POST batches', 'GET batches', 'GET files', 'LIST batches']) {
      const { endpoint, extract, ids } = await world({
        breaks: (name, time) =>
          (name === step && time <= 3) || (step === 'LIST batches' && name === 'POST batches' && time === 1),
      });
      const { status, stderr } = await extract();
      expect({ step, status }).toEqual({ step, status: 0 });
      expect(stderr.match(/it is tried again/g), step).toHaveLength(1);
      expect(ids()).toEqual(everyId);
      expect(endpoint.batched).toHaveLength(documents + 1);
    }
  });

  it('asks again for what stands in lines that nobody can read', async () => {
    const { endpoint, extract, ids } = await world({
      ends: ({ id, output }) => {
        const lines = (endpoint.files.get(output) ?? '').split('\n');
        if (id === 'batch_1') endpoint.files.set(output, ['{"custom_id":', '[]', '{}', ...lines.slice(1)].join('\n'));
        return 'completed';
      },
    });
    const { status, stderr } = await extract();
    expect(status).toBe(0);
    expect(stderr).toContain("7 answers collected, 1 without; 3 lines of it can't be read");
    expect(ids()).toEqual(everyId);
  });

  it('is a usage error where it cannot be', async () => {
    const { cwd, argv, extract } = await world();
    const refused = async (...more: string[]) => expect(await extract(...more)).toMatchObject({ status: 2 });
    await refused('--no-cache');
    await refused('--max-tokens', '100');
    await refused('--engine', 'offline');
    expect(await ku(argv.with(1, '-'), { cwd, stdin: 'Kelp.' })).toMatchObject({ status: 2 });
  });
});

describe('a batch that outlives its process', () => {
  const steps = ['POST files', 'POST batches', 'GET batches', 'GET files', 'DELETE files'];
  for (const step of steps) {
    for (const isDone of [false, true]) {
      it(`goes on after a kill ${isDone ? 'after' : 'before'} ${step}`, async () => {
        let kill: (() => void) | null = null;
        const onStep = (name: string, done: boolean) => {
          if (name === step && done === isDone) kill?.();
        };
        const { cwd, endpoint, argv, ids, extract } = await world({ onStep });
        const child = spawn(process.execPath, [bin, ...argv], { cwd, stdio: 'ignore' });
        const ended = new Promise<NodeJS.Signals | null>((over) => child.on('close', (_, signal) => over(signal)));
        kill = () => child.kill('SIGKILL');
        expect(await ended).toBe('SIGKILL');
        kill = null;
        expect(await extract()).toMatchObject({ status: 0 });
        expect(ids()).toEqual(everyId);
        const asked = endpoint.batched.map((body) => JSON.stringify(body));
        expect(new Set(asked).size, 'nothing is paid twice').toBe(asked.length);
        expect(asked).toHaveLength(documents + 1);
        expect(endpoint.direct).toEqual([]);
      });
    }
  }
});

describe('ku batch', () => {
  it('lists, resumes and cancels what is under way', async () => {
    const { cwd, endpoint, argv, flags, ids, extract } = await world({ ends: () => 'in_progress' });
    const child = spawn(process.execPath, [bin, ...argv], { cwd, stdio: 'ignore' });
    const ended = new Promise((over) => child.on('close', over));
    while (!endpoint.steps.includes('GET batches')) await new Promise((done) => setTimeout(done, 5));
    child.kill('SIGKILL');
    await ended;
    const list = await ku(['batch', 'list', '--cache', 'cache'], { cwd });
    expect(list.stdout).toMatch(/^ku-\S+\tbatch_1\tsubmitted\t8\t\S+\tplayed\thttp/);
    expect((await ku(['cache', 'info', '--cache', 'cache'], { cwd })).stdout).toContain('batches under way: 1');
    expect(await ku(['batch', 'cancel', 'batch_9', ...flags], { cwd })).toMatchObject({ status: 2 });
    expect((await ku(['batch', 'cancel', ...flags], { cwd })).stderr).toContain('cancelled  batch_1');
    expect(await ku(['batch', 'resume', ...flags], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('was cancelled; what it answered is kept'),
    });
    expect((await ku(['batch', 'list', '--cache', 'cache'], { cwd })).stdout).toBe('');
    for (const batch of endpoint.batches.values()) batch.status = 'completed';
    const later = extract();
    while (endpoint.batches.size < 2) await new Promise((done) => setTimeout(done, 5));
    for (const batch of endpoint.batches.values()) batch.status = 'completed';
    expect(await later).toMatchObject({ status: 0 });
    expect(ids()).toEqual(everyId);
    expect(endpoint.batched).toHaveLength(documents + 1);
  });
});
