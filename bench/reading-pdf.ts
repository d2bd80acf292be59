import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPdf } from '../src/read/pdf/read-pdf.ts';
import { splitSentences } from '../src/text/sentences.ts';
import type { StructuredText } from '../src/types/structured-text.ts';
import { mixedIn, type Truth } from './apart.ts';

/**
 * How well PDFs are read that are made from JATS articles: the share of the sentences of the body that come out whole and in order,
 * against what Python's own XML parser finds in the articles, and pages a second.
 *   npx tsx bench/reading-pdf.ts --jats FOLDER --pdfs FOLDER     PDFs that are there already are not made again
 *   npx tsx bench/reading-pdf.ts … --show 20                     so many of the sentences that are not found, for each PDF
 */

const { values: args } = parseArgs({
  options: {
    jats: { type: 'string' },
    pdfs: { type: 'string' },
    show: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
  },
});

/** Letters and digits alone: blanks, marks and the form of superscripts differ between readers. */
const squeezed = (text: string): string => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');

const sentencesIn = (paragraphs: string[]): string[] =>
  paragraphs.flatMap((text) => splitSentences(text)).map(({ text }) => text);

const proseOf = (found: StructuredText): string[] =>
  found.parts.flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []));

/** The true sentences that are found, each behind the one before. */
function foundInOrder(truth: string[], sentences: string[]): Set<string> {
  let at = 0;
  const found = new Set<string>();
  for (const sentence of truth) {
    const place = sentences.indexOf(sentence, at);
    if (place < 0) continue;
    at = place + 1;
    found.add(sentence);
  }
  return found;
}

type Score = { sentences: number; whole: number; mixed: number };

async function score({ prose, apart }: Truth, pdf: string, show: number): Promise<Score> {
  const found = await readPdf(new Uint8Array(readFileSync(pdf)));
  const truth = sentencesIn(prose);
  const read = sentencesIn(proseOf(found));
  const whole = foundInOrder(truth.map(squeezed), read.map(squeezed));
  const mixed = mixedIn({ prose, apart: sentencesIn(apart) }, read, squeezed);
  for (const text of mixed) process.stdout.write(`  ${basename(pdf)} has in a sentence: ${text.slice(0, 100)}\n`);
  const missing = truth.filter((sentence) => !whole.has(squeezed(sentence)));
  for (const sentence of missing.slice(0, show)) process.stdout.write(`  not found: ${sentence}\n`);
  return { sentences: truth.length, whole: truth.length - missing.length, mixed: mixed.length };
}

async function run(jats: string, pdfs: string): Promise<void> {
  const python = (...rest: string[]) => execFileSync('python3', rest, { encoding: 'utf8' }).trim().split('\n');
  const made = python(join(import.meta.dirname, 'make-papers.py'), jats, pdfs).map((line) => line.split('\t'));
  const totals = new Map<string, Score>();
  for (const [article = '', way = '', pdf = ''] of made) {
    if (!pdf.includes(args.only)) continue;
    const [line = ''] = python(join(import.meta.dirname, 'jats-truth.py'), article);
    const { sentences, whole, mixed } = await score(JSON.parse(line) as Truth, pdf, Number(args.show));
    process.stdout.write(`${basename(pdf)}: ${whole} of ${sentences} sentences whole and in order\n`);
    const total = totals.get(way) ?? { sentences: 0, whole: 0, mixed: 0 };
    totals.set(way, {
      sentences: total.sentences + sentences,
      whole: total.whole + whole,
      mixed: total.mixed + mixed,
    });
  }
  for (const [way, { sentences, whole, mixed }] of totals) {
    const share = ((100 * whole) / sentences).toFixed(2);
    process.stdout.write(
      `${way}: ${whole} of ${sentences} = ${share}% (aim ≥ 99%); ${mixed} headings, captions or references in a sentence (aim 0)\n`,
    );
  }
}

if (args.jats === undefined || args.pdfs === undefined) process.stdout.write('name --jats FOLDER and --pdfs FOLDER\n');
else await run(args.jats, args.pdfs);
