import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChecksCost } from './checks.ts';
import { faults } from './faults.ts';
import { longPaper } from './long-paper.ts';
import { inTurn, measure, median, type Run } from './measure.ts';
import { makeCorpus, mockFolder, startMockServer } from './mock.ts';
import { offline } from './offline.ts';
import { fullCache, resume } from './resume.ts';

/**
 * Whole-process figures against their aims, as medians. It needs a build (`npm run build`).
 *   npm run bench                  all figures, 10 runs each
 *   npm run bench -- --runs 3      fewer runs
 *   npm run bench -- --only start,checks,load,memory,paper,faults,resume,offline
 *   npm run bench -- --only cache  2,000 and 100,000 documents from a full cache: ten minutes, so only when asked for
 */

const { values: args } = parseArgs({ options: { runs: { type: 'string', default: '10' }, only: { type: 'string' } } });
const runs = Number(args.runs);
const latencyMs = 200;
const workers = 64;

function say(figure: string, value: string, aim: string): void {
  process.stdout.write(`${figure.padEnd(58)} ${value.padEnd(34)} aim ${aim}\n`);
}

const ku = (...rest: string[]) => ['bin/ku.js', ...rest];
const wall = (measured: Run[]) => median(measured.map((run) => run.wallSeconds));
const cpu = (measured: Run[]) => median(measured.map((run) => run.cpuSeconds));
const peak = (measured: Run[]) => median(measured.map((run) => run.peakMegabytes));
const ms = (seconds: number) => `${Math.round(seconds * 1000)} ms`;

async function start(): Promise<void> {
  const [help, empty] = await inTurn(
    runs,
    () => measure(ku('--help')),
    () => measure(['-e', '0']),
  );
  say(
    'ku --help against node -e 0',
    `${ms(wall(help))} / ${ms(wall(empty))} = ${(wall(help) / wall(empty)).toFixed(2)}`,
    '≤ 2',
  );
  const [seeds] = await inTurn(
    runs,
    () => measure(ku('extract', 'seeds', '--engine', 'offline')),
    () => measure(['-e', '0']),
  );
  say('ku extract seeds --engine offline', `${ms(wall(seeds))}, ${Math.round(peak(seeds))} MB`, '≤ 1200 ms');
}

/** In a process of its own, which has nothing else to do. */
function checks(): void {
  const printed = execFileSync(process.execPath, ['--import', 'tsx', 'bench/checks.ts'], { encoding: 'utf8' });
  const { facts, milliseconds, growth, growthOfLong } = JSON.parse(printed) as ChecksCost;
  say(`all checks, 200 words with ${Math.round(facts)} facts: CPU`, `${milliseconds.toFixed(2)} ms`, '< 2 ms');
  say('the same: CPU per word, 100,000 words against 1,000', growth.toFixed(2), '≤ 1.5');
  say('the same: CPU per word, 100,000 words against 10,000', growthOfLong.toFixed(2), '≤ 1.5');
}

type Load = { folder: string; baseUrl: string; small: string; large: string };

const extractArguments = ({ baseUrl }: Load, file: string) =>
  ku(
    'extract',
    file,
    '--engine',
    'openai',
    '--base-url',
    baseUrl,
    '--model',
    'mock-model',
    '--concurrency',
    String(workers),
    '--no-cache',
    '--quiet',
    '--repairs',
    '0',
    '--passes',
    '1',
  );

async function load(on: Load): Promise<void> {
  const [ours, bare] = await inTurn(
    runs,
    () => measure(extractArguments(on, on.small)),
    () => measure(['bench/bare-loop.mjs', on.small, on.baseUrl, String(workers)]),
  );
  const failed = ours.find((run) => run.status !== 0);
  if (failed !== undefined) throw new Error(`a run ended with status ${failed.status}: ${failed.stderr}`);
  const idealSeconds = ((2000 / workers) * latencyMs) / 1000;
  const share = ((100 * idealSeconds) / wall(ours)).toFixed(1);
  say(
    `2,000 documents, ${latencyMs} ms, concurrency ${workers}: rate`,
    `${Math.round(2000 / wall(ours))}/s, ${share}% of ideal`,
    '≥ 90%',
  );
  say('the same: rate of the bare SDK loop', `${Math.round(2000 / wall(bare))}/s`, '(for comparison)');
  const ratio = (cpu(ours) / cpu(bare)).toFixed(2);
  say(
    'the same: CPU against the bare SDK loop',
    `${cpu(ours).toFixed(2)} s / ${cpu(bare).toFixed(2)} s = ${ratio}`,
    '≤ 1',
  );
}

async function memory(on: Load): Promise<void> {
  const small: Run[] = [];
  const large: Run[] = [];
  for (let run = 0; run < Math.min(runs, 3); run += 1) {
    small.push(await measure(extractArguments(on, on.small)));
    large.push(await measure(extractArguments(on, on.large)));
  }
  const value = `${Math.round(peak(small))} MB → ${Math.round(peak(large))} MB = ${(peak(large) / peak(small)).toFixed(2)}`;
  say('peak memory, 2,000 → 20,000 documents', value, '≤ 1.2');
}

async function withServer(parts: ((on: Load) => Promise<void>)[]): Promise<void> {
  const folder = mockFolder();
  if (folder === null) {
    process.stdout.write('no mock endpoint at KU_MOCK_LLM: the figures under load are left out\n');
    return;
  }
  const work = mkdtempSync(join(tmpdir(), 'ku-bench-corpus-'));
  const server = await startMockServer(folder, ['--latency-ms', String(latencyMs)]);
  try {
    const on = { folder, baseUrl: server.baseUrl, small: join(work, '2000.jsonl'), large: join(work, '20000.jsonl') };
    await makeCorpus(folder, 2000, on.small);
    await makeCorpus(folder, 20_000, on.large);
    for (const part of parts) await part(on);
  } finally {
    server.stop();
    rmSync(work, { recursive: true });
  }
}

const wanted = new Set((args.only ?? 'start,checks,load,memory,paper,faults,resume,offline').split(','));
if (wanted.has('start')) await start();
if (wanted.has('checks')) checks();
const parts = [...(wanted.has('load') ? [load] : []), ...(wanted.has('memory') ? [memory] : [])];
if (parts.length > 0) await withServer(parts);
if (wanted.has('paper')) await longPaper(say);
if (wanted.has('faults')) {
  const folder = mockFolder();
  if (folder === null)
    process.stdout.write('no mock endpoint at KU_MOCK_LLM: the figures of failing endpoints are left out\n');
  else await faults(folder, Math.min(runs, 3), say);
}
const mock = mockFolder();
if (mock !== null && wanted.has('offline')) await offline(mock, say);
if (mock !== null && wanted.has('resume')) await resume(mock, say);
if (mock !== null && wanted.has('cache')) await fullCache(mock, say);
