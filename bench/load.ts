import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { responseFormats } from '../src/engines/openai/answer-format.ts';
import { wireSchema } from '../src/engines/openai/wire-schema.ts';
import { loadPrompt } from '../src/prompt/load.ts';
import { draftSchema } from '../src/types/draft.ts';
import { inTurn, measure, median, type Run } from './measure.ts';
import { makeCorpus, startMockServer } from './mock.ts';

/**
 * Runs against an endpoint that takes its time and never fails: rate and CPU beside a bare HTTP client and a bare loop of the SDK, whole
 * processes in turn, and memory from 2,000 to 20,000 documents.
 */

const latencyMs = 200;
const documents = 2000;

type Say = (figure: string, value: string, aim: string) => void;
type Load = {
  baseUrl: string;
  small: string;
  large: string;
  /** A request as JSON, with "TEXT" where the text goes: the prompt and the schema of ours. */
  body: string;
  runs: number;
  say: Say;
};

const once = ['--no-cache', '--quiet', '--repairs', '0', '--passes', '1'];

async function ku({ baseUrl }: Load, file: string, workers: number): Promise<Run> {
  const endpoint = ['--engine', 'openai', '--base-url', baseUrl, '--model', 'mock-model'];
  const run = await measure(['bin/ku.js', 'extract', file, ...endpoint, ...once, '--concurrency', String(workers)]);
  return whole(run);
}

async function bare(script: string, { small, baseUrl, body }: Load, workers: number): Promise<Run> {
  return whole(await measure([script, small, baseUrl, String(workers), body]));
}

/** A run that has lost something is no figure. */
function whole(run: Run): Run {
  if (run.status !== 0) throw new Error(`a run ended with status ${run.status}: ${run.stderr}`);
  return run;
}

const rate = (runs: Run[]) => documents / median(runs.map((run) => run.wallSeconds));
const cpu = (runs: Run[]) => median(runs.map((run) => run.cpuSeconds));
const peak = (runs: Run[]) => median(runs.map((run) => run.peakMegabytes));
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

async function besideOthers(on: Load): Promise<void> {
  const workers = 64;
  const [ours = [], client = [], loop = []] = await inTurn(on.runs, [
    () => ku(on, on.small, workers),
    () => bare('bench/bare-client.mjs', on, workers),
    () => bare('bench/bare-loop.mjs', on, workers),
  ]);
  const title = `2,000 documents, ${latencyMs} ms, concurrency ${workers}`;
  const ideal = (1000 * workers) / latencyMs;
  const { say } = on;
  say(`${title}: rate`, `${Math.round(rate(ours))}/s, ${percent(rate(ours) / ideal)} of ideal`, '≥ 90%');
  const ofClient = `${percent(rate(ours) / rate(client))} of ${Math.round(rate(client))}/s`;
  say('the same: rate against a bare keep-alive client', ofClient, '≥ 95%');
  say('the same: rate of the bare SDK loop', `${Math.round(rate(loop))}/s`, '(for comparison)');
  const ofLoop = `${cpu(ours).toFixed(2)} s / ${cpu(loop).toFixed(2)} s = ${(cpu(ours) / cpu(loop)).toFixed(2)}`;
  say('the same: CPU against the bare SDK loop', ofLoop, '≤ 1');
  say('the same: CPU of the bare client', `${cpu(client).toFixed(2)} s`, '(for comparison)');
  sayCpu('the same: CPU per 1,000 documents, start included', ours, on);
}

/** Here the two cores that client and endpoint share are the limit, not the waiting. */
async function manyAtOnce(on: Load): Promise<void> {
  const workers = 512;
  const [ours = [], client = []] = await inTurn(Math.min(on.runs, 3), [
    () => ku(on, on.small, workers),
    () => bare('bench/bare-client.mjs', on, workers),
  ]);
  const value = `${Math.round(rate(ours))}/s, bare client ${Math.round(rate(client))}/s, ${Math.round(peak(ours))} MB`;
  on.say(`2,000 documents, ${latencyMs} ms, concurrency ${workers}: all done`, value, '(for comparison)');
  sayCpu('the same: CPU per 1,000 documents, start included', ours, on);
}

function sayCpu(figure: string, ours: Run[], { say }: Load): void {
  say(figure, `${((1000 * cpu(ours)) / documents).toFixed(2)} s`, '≤ 1.5 s');
}

export async function load(on: Load): Promise<void> {
  await besideOthers(on);
  await manyAtOnce(on);
}

export async function memory(on: Load): Promise<void> {
  const [small = [], large = []] = await inTurn(Math.min(on.runs, 3), [
    () => ku(on, on.small, 64),
    () => ku(on, on.large, 64),
  ]);
  const value = `${Math.round(peak(small))} MB → ${Math.round(peak(large))} MB = ${(peak(large) / peak(small)).toFixed(2)}`;
  on.say('peak memory, 2,000 → 20,000 documents', value, '≤ 1.2');
}

export async function underLoad(
  folder: string,
  parts: ((on: Load) => Promise<void>)[],
  runs: number,
  say: Say,
): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'ku-bench-corpus-'));
  const server = await startMockServer(folder, ['--latency-ms', String(latencyMs)]);
  try {
    const [small, large, body] = [join(work, '2000.jsonl'), join(work, '20000.jsonl'), join(work, 'body.json')];
    await makeCorpus(folder, documents, small);
    await makeCorpus(folder, 10 * documents, large);
    writeFileSync(body, await requestBody());
    for (const part of parts) await part({ baseUrl: server.baseUrl, small, large, body, runs, say });
  } finally {
    server.stop();
    rmSync(work, { recursive: true });
  }
}

async function requestBody(): Promise<string> {
  const { system } = await loadPrompt(null);
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: 'TEXT' },
  ];
  const { schema } = responseFormats('knowledge_unit_draft', wireSchema(draftSchema));
  return JSON.stringify({ model: 'mock-model', messages, response_format: schema });
}
