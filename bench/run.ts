import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { ChecksCost } from './checks.ts';
import { faults } from './faults.ts';
import { load, memory, underLoad } from './load.ts';
import { longPaper } from './long-paper.ts';
import { inTurn, measure, median, type Run } from './measure.ts';
import { mockFolder } from './mock.ts';
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

function say(figure: string, value: string, aim: string): void {
  process.stdout.write(`${figure.padEnd(58)} ${value.padEnd(34)} aim ${aim}\n`);
}

const ku = (...rest: string[]) => ['bin/ku.js', ...rest];
const wall = (measured: Run[]) => median(measured.map((run) => run.wallSeconds));
const peak = (measured: Run[]) => median(measured.map((run) => run.peakMegabytes));
const ms = (seconds: number) => `${Math.round(seconds * 1000)} ms`;

async function start(): Promise<void> {
  const [help = [], empty = [], seeds = []] = await inTurn(runs, [
    () => measure(ku('--help')),
    () => measure(['-e', '0']),
    () => measure(ku('extract', 'seeds', '--engine', 'offline')),
  ]);
  say(
    'ku --help against node -e 0',
    `${ms(wall(help))} / ${ms(wall(empty))} = ${(wall(help) / wall(empty)).toFixed(2)}`,
    '≤ 2',
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

const wanted = new Set((args.only ?? 'start,checks,load,memory,paper,faults,resume,offline').split(','));
const mock = mockFolder();
if (mock === null) process.stdout.write('no mock endpoint at KU_MOCK_LLM: the figures that need one are left out\n');
if (wanted.has('start')) await start();
if (wanted.has('checks')) checks();
const parts = [...(wanted.has('load') ? [load] : []), ...(wanted.has('memory') ? [memory] : [])];
if (mock !== null && parts.length > 0) await underLoad(mock, parts, runs, say);
if (wanted.has('paper')) await longPaper(say);
if (mock !== null && wanted.has('faults')) await faults(mock, Math.min(runs, 3), say);
if (mock !== null && wanted.has('offline')) await offline(mock, say);
if (mock !== null && wanted.has('resume')) await resume(mock, say);
if (mock !== null && wanted.has('cache')) await fullCache(mock, say);
