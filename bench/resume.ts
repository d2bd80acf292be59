import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'libsql';
import { measure, type Run } from './measure.ts';
import { type MockServer, makeCorpus, startMockServer } from './mock.ts';

/** What a run keeps: killed and started again, answered from a full cache, and in memory on a large corpus. */

type Say = (figure: string, value: string, aim: string) => void;

const concurrency = 16;
const documents = 500;
const kills = 20;

function extraction(server: MockServer, corpus: string, folder: string, workers: number): string[] {
  const endpoint = ['--engine', 'openai', '--base-url', server.baseUrl, '--model', 'mock-model'];
  const own = ['--concurrency', String(workers), '--repairs', '0', '--passes', '1', '--quiet'];
  const places = ['--cache', join(folder, 'cache'), '--out', join(folder, 'units.jsonl')];
  return ['bin/ku.js', 'extract', corpus, ...endpoint, ...own, ...places];
}

/** Requests that the endpoint has answered or begun. */
async function requestsAt({ baseUrl }: MockServer): Promise<number> {
  const response = await fetch(new URL('/__stats', baseUrl));
  const { by_route } = (await response.json()) as { by_route: Record<string, number> };
  return by_route['POST /v1/chat/completions'] ?? 0;
}

/** True where the run was killed before it was over. */
async function killedAfter(milliseconds: number, args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((done) => child.on('close', (_status, signal) => done(signal)));
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const signal = await ended;
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

type Written = { digest: string; ids: string[] };

async function written(folder: string): Promise<Written> {
  const hash = createHash('sha256');
  const ids: string[] = [];
  for await (const line of createInterface({ input: createReadStream(join(folder, 'units.jsonl')) })) {
    hash.update(line);
    ids.push((JSON.parse(line) as { document: { id: string } }).document.id);
  }
  return { digest: hash.digest('hex'), ids };
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ku-bench-resume-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A run of 500 is killed at 20 random moments; then it goes to its end. */
export async function resume(mock: string, say: Say): Promise<void> {
  await inFolder(async (folder) => {
    const server = await startMockServer(mock, ['--latency-ms', '200', '--key-regex', 'SYN-[0-9]+']);
    try {
      const corpus = join(folder, 'corpus.jsonl');
      await makeCorpus(mock, documents, corpus);
      await measure(extraction(server, corpus, join(folder, 'undisturbed'), concurrency));
      const before = await requestsAt(server);
      const args = extraction(server, corpus, join(folder, 'killed'), concurrency);
      for (let killed = 0; killed < kills; ) {
        if (await killedAfter(200 + Math.random() * 800, args)) killed += 1;
      }
      await measure(args);
      const requests = (await requestsAt(server)) - before;
      const [whole, pieced] = [await written(join(folder, 'undisturbed')), await written(join(folder, 'killed'))];
      const what = `${documents} documents, killed at ${kills} random moments`;
      const same = whole.digest === pieced.digest ? 'byte-identical' : 'DIFFERENT BYTES';
      say(what, `${new Set(pieced.ids).size} of ${pieced.ids.length} units, ${same}`, `${documents}, byte-identical`);
      say('the same: requests', String(requests), `≤ ${documents + kills * concurrency}`);
    } finally {
      server.stop();
    }
  });
}

function speedOf({ wallSeconds, cpuSeconds }: Run, documents: number): string {
  const cpu = ((1000 * cpuSeconds) / documents).toFixed(2);
  return `${Math.round(documents / wallSeconds)}/s, CPU ${cpu} s for 1,000`;
}

/** Leaves the answers alone. */
function forgetDocuments(folder: string): void {
  const database = new Sqlite(join(folder, 'cache', 'answers.db'));
  database.exec('DELETE FROM documents');
  database.close();
}

/** The rate of a full cache, and memory on a large corpus, both with answers that were kept. */
export async function fullCache(mock: string, say: Say, sizes = { small: 2000, large: 100_000 }): Promise<void> {
  await inFolder(async (folder) => {
    const server = await startMockServer(mock, []);
    try {
      const peaks: number[] = [];
      for (const size of [sizes.small, sizes.large]) {
        const corpus = join(folder, `${size}.jsonl`);
        await makeCorpus(mock, size, corpus);
        const args = extraction(server, corpus, folder, 64);
        await measure(args);
        const again = await measure(args);
        peaks.push(again.peakMegabytes);
        say(`${size} documents from a full cache`, speedOf(again, size), '≥ 1,500/s');
        if (size !== sizes.small) continue;
        forgetDocuments(folder);
        const fromAnswers = await measure(args);
        say('the same, made of its answers as after an update', speedOf(fromAnswers, size), '(for comparison)');
      }
      const [few = Number.NaN, many = Number.NaN] = peaks;
      const value = `${Math.round(few)} MB → ${Math.round(many)} MB = ${(many / few).toFixed(2)}`;
      say(`the same: peak memory, ${sizes.small} → ${sizes.large} documents`, value, '≤ 1.2');
    } finally {
      server.stop();
    }
  });
}
