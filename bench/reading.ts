import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Truth } from './apart.ts';
import { articlesIn, articlesOfTexts, type Made, pdfsOf, textsOf, truthsOf } from './reading-formats.ts';
import { readingPage } from './reading-page.ts';
import { type Score, scoreOf } from './reading-score.ts';
import { speedsOf } from './reading-speed.ts';

/**
 * How whole papers are read: sentences of the body that come out whole and in order, against a reading of the same articles by other
 * code (Python's own XML parser), from JATS and from the HTML, Markdown, LaTeX, text and PDF that is made of it.
 *   npx tsx bench/reading.ts --jats FOLDER --texts FOLDER --work FOLDER    what is made stays in the last, and is not made again
 *   npx tsx bench/reading.ts … --only ieee --show 20                       only files with that in their names; so many sentences that are missing
 *   npx tsx bench/reading.ts … --write                                     writes docs/reading.md
 */
const { values: args } = parseArgs({
  options: {
    jats: { type: 'string' },
    texts: { type: 'string' },
    work: { type: 'string' },
    only: { type: 'string', default: '' },
    show: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});

function madeOf(jats: string, texts: string, work: string): Made[] {
  mkdirSync(work, { recursive: true });
  const ofTexts = articlesOfTexts(texts, join(work, 'articles'));
  const folders = [jats, join(work, 'articles')];
  return [
    ...textsOf(folders.flatMap(articlesIn), join(work, 'texts')),
    ...ofTexts,
    ...folders.flatMap((folder) => pdfsOf(folder, join(work, 'pdfs'))),
  ].filter(({ file }) => basename(file).includes(args.only));
}

function tell(file: string, { sentences, whole, missing, mixed }: Score): void {
  if (missing.length + mixed.length > 0) process.stdout.write(`${basename(file)}: ${whole} of ${sentences}\n`);
  for (const sentence of missing.slice(0, Number(args.show))) process.stdout.write(`  lacks: ${sentence}\n`);
  for (const text of mixed) process.stdout.write(`  has in a sentence: ${text.slice(0, 100)}\n`);
}

async function run(jats: string, texts: string, work: string): Promise<void> {
  const made = madeOf(jats, texts, work);
  const articles = [...new Set(made.map(({ article }) => article))];
  const truths = new Map(truthsOf(articles).map((line, at) => [articles[at], JSON.parse(line) as Truth]));
  const scores = new Map<string, Map<string, Score>>();
  for (const { article, way, file } of made) {
    const score = await scoreOf(file, truths.get(article) ?? { prose: [], apart: [] });
    tell(file, score);
    scores.set(way, (scores.get(way) ?? new Map()).set(basename(article, '.xml'), score));
  }
  const page = readingPage(scores, await speedsOf(made, work));
  process.stdout.write(page);
  if (args.write) writeFileSync(new URL('../docs/reading.md', import.meta.url), page);
}

const { jats, texts, work } = args;
if (jats === undefined || texts === undefined || work === undefined)
  process.stdout.write('name --jats FOLDER, --texts FOLDER and --work FOLDER; nothing was measured\n');
else await run(jats, texts, work);
