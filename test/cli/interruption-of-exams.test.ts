import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ku } from '../support/cli.ts';
import { type Endpoint, type Player, playEndpoint } from '../support/endpoint.ts';
import { facts, lookingUp, playing, unitsWith, writeExam } from '../support/exam.ts';
import { temporaryFolders } from '../support/folder.ts';
import { playSteps } from '../support/question-player.ts';
import { gate } from '../support/run.ts';

const bin = fileURLToPath(new URL('../../bin/ku.js', import.meta.url));
const folder = temporaryFolders();
let endpoint: Endpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

const commands: Record<string, { argv: string[]; player: Player; said: string }> = {
  questions: {
    argv: ['questions', 'texts', '--out', 'made.jsonl'],
    player: playSteps({
      stems: () => ({
        questions: [1, 2].map((at) => ({
          ...{ kind: 'number', evidence: [at], key: '12 g', stem: `Which mass was found ${at}?` },
        })),
      }),
      proposer: () => ({ options: ['13 g', '14 g', '15 g'] }),
      selector: () => ({ chosen: [1, 2, 3] }),
      evaluator: () => ({ score: 5, faults: [] }),
      answer: ({ task }) => ({
        answer: Object.entries(task.options as object).find(([, option]) => option === '12 g')?.[0],
      }),
    }),
    said: 'nothing was written, as the file is frozen as a whole: the same command goes on from the answers in the cache',
  },
  eval: {
    argv: ['eval', 'units.jsonl', '--source', 'texts', '--questions', 'questions.jsonl', '--out', 'report.json'],
    player: playing(lookingUp),
    said: 'no report was written: the same command goes on from the answers in the cache',
  },
  'eval of facts': {
    argv: ['eval', 'units.jsonl', '--source', 'texts', '--facts', '--out', 'report.json'],
    player: ({ body }) => {
      const shown = body.messages.at(-1)?.content ?? '';
      if (shown.includes('<<<FACTS')) return { content: '{"judgements":[]}' };
      return { content: JSON.stringify({ facts: [{ fact: 'A kettle was found.', sentences: [1] }] }) };
    },
    said: 'no report was written: the same command goes on from the answers in the cache',
  },
  audit: {
    argv: ['audit', 'units.jsonl', '--source', 'texts', '--reconstruct'],
    player: () => ({ content: 'A kettle was found.' }),
    said: 'next: the same command again audits all, from the answers in the cache',
  },
};

const concurrency = 4;

async function sceneOf(name: string, player: Player, ...more: string[]) {
  const cwd = folder();
  writeExam(cwd, unitsWith(facts));
  endpoint = await playEndpoint(player);
  const flags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--concurrency', String(concurrency)];
  const argv = [...(commands[name]?.argv ?? []), ...flags, '--cache', 'kept', ...more];
  return { cwd, argv, asked: endpoint.asked };
}

describe.each(Object.keys(commands))('Ctrl-C in ku %s', (name) => {
  const { player: answering = [], said = '' } = commands[name] ?? {};
  const answer = answering as Exclude<Player, unknown[]>;

  it('finishes what is in flight and begins nothing more; the next run asks none of it again', async () => {
    const signals = new EventEmitter();
    const { opened, open } = gate();
    const held = 5 + concurrency;
    const { cwd, argv, asked } = await sceneOf(name, (request, index) => {
      if (index === held - 1) {
        setTimeout(() => {
          signals.emit('SIGINT');
          open();
        }, 0);
      }
      return index < 5 || index >= held ? answer(request, index) : { ...answer(request, index), after: opened };
    });
    const { status, stderr } = await ku(argv, { cwd, signals });
    expect({ status, asked: asked.length }).toEqual({ status: 130, asked: held });
    expect(stderr).toContain('finishing what is in flight, in at most 120 s; once more ends now');
    expect(stderr).toContain(said);
    expect(readdirSync(cwd).sort()).toEqual(['kept', 'questions.jsonl', 'texts', 'units.jsonl']);
    expect(signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM')).toBe(0);
    const sent = () => asked.map(({ body }) => JSON.stringify(body.messages));
    const first = new Set(sent());
    const second = await ku(argv, { cwd });
    expect(second.status).not.toBe(2);
    expect(asked.length).toBeGreaterThan(held);
    // A step may be put to several documents in the same words.
    if (name !== 'questions')
      expect(
        sent()
          .slice(held)
          .filter((one) => first.has(one)),
      ).toEqual([]);
  });

  it('ends a pause that the endpoint asked for', async () => {
    const signals = new EventEmitter();
    const busy = { status: 429, headers: { 'retry-after': '60' }, body: '{"error":{"message":"busy"}}' };
    const { cwd, argv } = await sceneOf(name, (request, index) => {
      if (index < 3) return answer(request, index);
      if (index === 3) setTimeout(() => signals.emit('SIGINT'), 100);
      return busy;
    });
    const started = performance.now();
    expect(await ku(argv, { cwd, signals })).toMatchObject({ status: 130 });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('ends at once by the second one, in a process of its own', async () => {
    const never = gate().opened;
    const { cwd, argv, asked } = await sceneOf(name, (request, index) =>
      index < 3 ? answer(request, index) : { ...answer(request, index), after: never },
    );
    const child = spawn(process.execPath, [bin, ...argv], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let heard = '';
    child.stderr.on('data', (piece: Buffer) => {
      heard += piece.toString();
      if (heard.includes('once more ends now') && !heard.includes('giving up')) child.kill('SIGTERM');
    });
    while (asked.length < 3 + concurrency) await new Promise((done) => setTimeout(done, 20));
    child.kill('SIGINT');
    expect(await new Promise((done) => child.on('close', done))).toBe(143);
    expect(heard).toContain('giving up what is in flight');
    expect(heard).toContain(said);
  });
});
