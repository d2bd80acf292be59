import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { passagesOf } from '../src/passages/index.ts';
import { readInputs } from '../src/read/index.ts';
import { splitSentences } from '../src/text/sentences.ts';
import type { Document } from '../src/types/document.ts';
import { mixedIn, type Truth } from './apart.ts';
import { median } from './measure.ts';

/**
 * How whole papers are read: sentences of the body that come out whole and in order, against a reading of the same articles by
 * other code (Python's own XML parser), from JATS and from the HTML, Markdown and LaTeX that pandoc makes of it; and the speed.
 *   npx tsx bench/reading.ts --jats FOLDER     a folder of JATS articles
 */

const { values: args } = parseArgs({ options: { jats: { type: 'string' } } });

/**
 * Letters and digits alone: blanks, marks and the form of superscripts differ between readers; marks of references, which other
 * formats write in their own ways, and the addresses of links are left out.
 */
const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/\\?\[[\d, –-]*\\?\]/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

async function documentOf(file: string): Promise<Document> {
  for await (const reading of readInputs([file])) {
    if (reading.kind === 'document') return reading.document;
    if (reading.kind === 'failure') throw new Error(reading.failure.message);
  }
  throw new Error(`${file} gave no document`);
}

/** Sentences of prose as the passages have them. */
const sentencesOf = (document: Document): string[] =>
  passagesOf(document)
    .flatMap((passage) => passage.sentences)
    .map(({ text }) => squeezed(text));

/** Those of the true sentences that are found, each behind the one before. */
function foundInOrder(truth: readonly string[], sentences: readonly string[]): Set<number> {
  const found = new Set<number>();
  let at = 0;
  for (const [number, sentence] of truth.entries()) {
    const place = sentences.indexOf(squeezed(sentence), at);
    if (place < 0) continue;
    at = place + 1;
    found.add(number);
  }
  return found;
}

type Total = { all: number; found: number; mixed: number };

const sentencesIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => splitSentences(text)).map(({ text }) => text);

/** Sentences of prose as they are read, in their own form. */
const proseOf = (document: Document): string[] =>
  passagesOf(document)
    .filter(({ setting }) => (setting?.kind ?? 'prose') === 'prose')
    .flatMap(({ sentences }) => sentences.map(({ text }) => text));

async function compare(file: string, { prose, apart }: Truth, total: Total): Promise<void> {
  const document = await documentOf(file);
  const truth = sentencesIn(prose);
  const mixed = mixedIn({ prose, apart: sentencesIn(apart) }, proseOf(document), squeezed);
  for (const text of mixed) process.stdout.write(`  ${file} has in a sentence: ${text.slice(0, 80)}\n`);
  total.mixed += mixed.length;
  if (noise.test(document.text)) process.stdout.write(`  ${file} has what stands around the article\n`);
  const found = foundInOrder(truth, sentencesOf(document));
  total.all += truth.length;
  total.found += found.size;
  const missing = truth.filter((_, at) => !found.has(at));
  for (const sentence of missing.slice(0, 5)) process.stdout.write(`  ${file} lacks: ${sentence.slice(0, 160)}\n`);
}

/** What pandoc makes of an article, and how it is asked. */
const made = [
  { name: 'JATS', ending: '.xml', to: null, surrounded: false },
  { name: 'HTML', ending: '.html', to: ['-t', 'html5', '-s', '--mathml'], surrounded: false },
  { name: 'HTML in a site', ending: '.htm', to: ['-t', 'html5', '-s', '--mathml'], surrounded: true },
  { name: 'Markdown', ending: '.md', to: ['-t', 'gfm', '-s'], surrounded: false },
  { name: 'LaTeX', ending: '.tex', to: ['-t', 'latex', '-s'], surrounded: false },
  { name: 'Plain text', ending: '.txt', to: ['-t', 'plain', '-s'], surrounded: false },
] as const;

const link = (at: number): string =>
  `<li><a href="/${at}">Article number ${at} of this journal, as others read it</a></li>`;
const links = (count: number): string => `<ul>${Array.from({ length: count }, (_, at) => link(at)).join('')}</ul>`;

/** A page with what a publisher puts around an article, and no element that says where the article is. */
const surrounded = (html: string): string =>
  html
    .replace(
      /<body[^>]*>/,
      (body) => `${body}<div class="top-menu">${links(12)}</div><div id="wrap"><div class="column">`,
    )
    .replace(
      '</body>',
      `</div><div class="sidebar"><h3>Related</h3>${links(20)}<p>We use cookies. Sign up for our newsletter, please.</p></div></div>
       <div class="footer"><p>All rights reserved. Terms of use. Privacy.</p>${links(8)}</div></body>`,
    );

/** What of the surroundings was read, in sentences. */
const noise = /as others read it|cookies|All rights reserved/;

async function readAll(folder: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'ku-bench-reading-'));
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join(folder, name));
  const truthFile = join(import.meta.dirname, 'jats-truth.py');
  const lines = execFileSync('python3', [truthFile, ...files], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const truths = lines.map((line) => JSON.parse(line) as Truth);
  for (const { name, ending, to, surrounded: isSurrounded } of made) {
    const total: Total = { all: 0, found: 0, mixed: 0 };
    for (const [at, file] of files.entries()) {
      const path = to === null ? file : join(work, basename(file, '.xml') + ending);
      if (to !== null) execFileSync('pandoc', ['-f', 'jats', ...to, file, '-o', path], { stdio: 'ignore' });
      if (isSurrounded) writeFileSync(path, surrounded(readFileSync(path, 'utf8')));
      await compare(path, truths[at] ?? { prose: [], apart: [] }, total);
    }
    const share = ((100 * total.found) / total.all).toFixed(2);
    process.stdout.write(
      `${name}: ${total.found} of ${total.all} sentences whole and in order, ${share}% (aim ≥ 99%); ${total.mixed} headings, captions or references in a sentence (aim 0)\n`,
    );
  }
  rmSync(work, { recursive: true });
  await time(files);
}

async function time(files: string[]): Promise<void> {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const rounds = Math.ceil(20_000_000 / bytes);
  const many = Array.from({ length: rounds }, () => files).flat();
  const rates: number[] = [];
  const cpuRates: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    for await (const reading of readInputs(many))
      if (reading.kind === 'failure') throw new Error(reading.failure.message);
    rates.push((bytes * rounds) / 1e3 / (performance.now() - started));
    cpuRates.push((bytes * rounds) / process.cpuUsage(before).user);
  }
  // The first run warms up.
  const [wall, cpu] = [rates, cpuRates].map((all) => median(all.slice(1)).toFixed(1));
  process.stdout.write(`JATS: ${wall} MB/s, ${cpu} MB per second of CPU (aim ≥ 20)\n`);
}

if (args.jats === undefined || !existsSync(args.jats)) {
  process.stdout.write('no folder of JATS articles: name one with --jats; nothing was measured\n');
} else await readAll(args.jats);
