import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One whole process, from its start to its exit. */
export type Run = {
  wallSeconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
  status: number | null;
  stderr: string;
};

const atExit = fileURLToPath(new URL('./usage-at-exit.mjs', import.meta.url));

/** Runs node with these arguments; its standard output is thrown away. */
export async function measure(args: string[], env: Record<string, string> = {}): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'ku-bench-'));
  const usageFile = join(folder, 'usage.json');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', atExit, ...args], {
    env: { ...process.env, ...env, KU_BENCH_USAGE: usageFile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr = `${stderr}${piece}`.slice(-4000);
  });
  const status = await new Promise<number | null>((done) => child.on('close', done));
  const wallSeconds = (performance.now() - started) / 1000;
  const usage = JSON.parse(readFileSync(usageFile, 'utf8')) as {
    userCPUTime: number;
    systemCPUTime: number;
    maxRSS: number;
  };
  rmSync(folder, { recursive: true });
  return {
    wallSeconds,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMegabytes: usage.maxRSS / 1024,
    status,
    stderr,
  };
}

/** All of them in turn, so that they see the same moods of the machine; one warm-up each. */
export async function inTurn(rounds: number, programs: (() => Promise<Run>)[]): Promise<Run[][]> {
  for (const program of programs) await program();
  const measured: Run[][] = programs.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, program] of programs.entries()) measured[at]?.push(await program());
  }
  return measured;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
