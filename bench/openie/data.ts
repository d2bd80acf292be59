import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The folder beside the project that holds the scorer and the data; `KU_SHARED` names another. */
export const shared = resolve(root, process.env.KU_SHARED ?? '../shared');
export const scorer = join(shared, 'tools/openie-score.mjs');

export type Half = 'develop' | 'held' | 'all';

/** Half of a sentence, by its hash: the same on every machine. */
const halfOf = (sentence: string): Half =>
  (createHash('sha256').update(sentence.trim()).digest()[0] ?? 0) % 2 === 0 ? 'develop' : 'held';

export type Split = { sentences: string[]; gold: string[] };

const lines = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** Sentences and gold tuples of a folder; null where it is not there. */
export function readSplit(folder: string, half: Half): Split | null {
  const files = [join(folder, 'sentences.txt'), join(folder, 'gold.tsv'), scorer];
  if (!files.every((file) => existsSync(file))) return null;
  const wanted = (sentence: string): boolean => half === 'all' || halfOf(sentence) === half;
  return {
    sentences: lines(join(folder, 'sentences.txt')).filter(wanted),
    gold: lines(join(folder, 'gold.tsv')).filter((line) => wanted(line.split('\t')[0] ?? '')),
  };
}
