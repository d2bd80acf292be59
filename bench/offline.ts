import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, type Run } from './measure.ts';
import { makeCorpus } from './mock.ts';

const few = 2000;
const many = 20_000;

async function extracted(corpusMaker: string, folder: string, documents: number): Promise<Run> {
  const file = join(folder, `${documents}.jsonl`);
  await makeCorpus(corpusMaker, documents, file);
  const run = await measure(['bin/ku.js', 'extract', file, '--engine', 'offline', '--quiet']);
  if (run.status !== 0) throw new Error(`a run ended with status ${run.status}: ${run.stderr}`);
  return run;
}

/** Whole runs of the offline engine over abstracts in one file, from the start of the process to its end: how fast, and how large. */
export async function offline(
  corpusMaker: string,
  say: (figure: string, value: string, aim: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ku-bench-offline-'));
  try {
    const short = await extracted(corpusMaker, folder, few);
    const long = await extracted(corpusMaker, folder, many);
    const cpu = `${((1000 * long.cpuSeconds) / many).toFixed(2)} ms of CPU each`;
    say(
      `${many} abstracts, offline, ${availableParallelism()} cores: rate`,
      `${Math.round(many / long.wallSeconds)}/s, ${cpu}`,
      '≥ 500/s on two',
    );
    say('the same: peak memory', `${Math.round(long.peakMegabytes)} MB`, '< 300 MB');
    say(
      `the same: peak memory, ${few} → ${many} abstracts`,
      `${Math.round(short.peakMegabytes)} MB → ${Math.round(long.peakMegabytes)} MB = ${(long.peakMegabytes / short.peakMegabytes).toFixed(2)}`,
      '≤ 1.2',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
