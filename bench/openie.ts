import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { confidenceOf } from '../src/engines/offline/confidence.ts';
import { loadTagger } from '../src/engines/offline/tagger.ts';
import { calibrate } from './openie/calibrate.ts';
import { type Half, readSplit, type Split, scorer, shared } from './openie/data.ts';
import { judge } from './openie/matching.ts';
import { type Extraction, tuplesOf } from './openie/tuples.ts';

/**
 * The clauses that the offline engine reads, scored as tuples against CaRB.
 *   npm run bench:openie                       the halves of the development split, and the whole of it
 *   npm run bench:openie -- FOLDER             another split: a folder with sentences.txt and gold.tsv
 *   npm run bench:openie -- --half develop     one half: develop or held
 *   npm run bench:openie -- --calibrate        fits the weights of the confidence on the half for development
 */

const { values: args, positionals } = parseArgs({
  options: { half: { type: 'string' }, calibrate: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = positionals[0] ?? join(shared, 'data/carb-dev');
const tag = await loadTagger();

type Told = { sentence: string; extractions: Extraction[] };
const read = (split: Split): Told[] =>
  split.sentences.map((sentence) => ({ sentence, extractions: tuplesOf(sentence, tag) }));

type Score = { tuples: number; f1: number; precision: number; recall: number; cutoff: number; auc: number };

function score(told: Told[], gold: string[]): Score {
  const work = mkdtempSync(join(tmpdir(), 'ku-openie-'));
  try {
    const rows = told.flatMap(({ sentence, extractions }) =>
      extractions.map(({ predicate, args: parts, evidence }) =>
        [sentence, confidenceOf(evidence), predicate, ...parts].join('\t'),
      ),
    );
    const [goldFile, systemFile] = [join(work, 'gold.tsv'), join(work, 'system.tsv')];
    writeFileSync(goldFile, `${gold.join('\n')}\n`);
    writeFileSync(systemFile, `${rows.join('\n')}\n`);
    return JSON.parse(execFileSync(process.execPath, [scorer, goldFile, systemFile], { encoding: 'utf8' }));
  } finally {
    rmSync(work, { recursive: true });
  }
}

function report(half: Half): void {
  const split = readSplit(folder, half);
  if (split === null) {
    process.stdout.write(
      `bench:openie: nothing to score: ${folder} or ${scorer} is not there (KU_SHARED names the folder)\n`,
    );
    return;
  }
  const begin = process.cpuUsage();
  const told = read(split);
  const { user, system } = process.cpuUsage(begin);
  const { f1, precision, recall, cutoff, auc, tuples } = score(told, split.gold);
  const rate = Math.round(split.sentences.length / ((user + system) / 1e6));
  process.stdout.write(
    `${half.padEnd(8)} F1 ${f1.toFixed(3)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  at confidence ${cutoff}  area ${auc.toFixed(3)}  ${tuples} tuples  ${split.sentences.length} sentences, ${rate} a second\n`,
  );
}

const weightsFile = new URL('../src/engines/offline/confidence-weights.ts', import.meta.url);
const heading =
  '/** Written by `npm run bench:openie -- --calibrate`: weights of signs in logits; the empty name stands for none of them. */';

/** Writes the table of weights. */
function writeWeights(): void {
  const split = readSplit(folder, 'develop');
  if (split === null) throw new Error(`${folder} is not there`);
  const judged = read(split).flatMap(({ sentence, extractions }) => {
    const right = judge(sentence, extractions, split.gold);
    return extractions.map(({ evidence }, index) => ({ evidence, right: right[index] ?? 0 }));
  });
  const rows = [...calibrate(judged)]
    .toSorted(([first], [second]) => first.localeCompare(second, 'en'))
    .map(([sign, weight]) => `  ${/^[a-z]+$/.test(sign) ? sign : `'${sign}'`}: ${Math.round(weight * 100) / 100},`);
  writeFileSync(weightsFile, `${heading}\nexport const weights: Record<string, number> = {\n${rows.join('\n')}\n};\n`);
  process.stdout.write(`${rows.length} weights from ${judged.length} tuples\n`);
}

const halves: Half[] = args.half === 'develop' || args.half === 'held' ? [args.half] : ['develop', 'held', 'all'];
if (args.calibrate) writeWeights();
else for (const half of positionals.length > 0 ? (['all'] as const) : halves) report(half);
