import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readInputs } from '../src/read/index.ts';
import { measure, median, type Run } from './measure.ts';
import type { Made } from './reading-formats.ts';

/** Whole processes that read and print what they read, the start of Node among it: the least CPU of several runs, as what else runs only adds to it. */
export type Speeds = {
  pages: number;
  pagesPerSecond: number;
  pdfMegabytes: number;
  jatsPerSecond: number;
  jatsWarm: number;
};

const fewestPages = 500;
const fewestBytes = 40_000_000;
const runs = 5;

const pagesOf = (file: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1]);

/** PDFs, one behind the other, until there are pages enough. */
function longPdf(files: readonly string[], work: string): { file: string; pages: number } {
  const file = join(work, 'long.pdf');
  const parts: string[] = [];
  let pages = 0;
  for (let at = 0; pages < fewestPages; at += 1) {
    const part = files[at % files.length] ?? '';
    parts.push(part);
    pages += pagesOf(part);
  }
  execFileSync('pdfunite', [...parts, file], { stdio: 'ignore' });
  return { file, pages: pagesOf(file) };
}

function manyArticles(articles: readonly string[], work: string): { folder: string; files: string[]; bytes: number } {
  const folder = join(work, 'many');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const files: string[] = [];
  let bytes = 0;
  for (let at = 0; bytes < fewestBytes; at += 1) {
    const article = articles[at % articles.length] ?? '';
    files.push(article);
    copyFileSync(article, join(folder, `${at}-${basename(article)}`));
    bytes += statSync(article).size;
  }
  return { folder, files, bytes };
}

async function read(input: string): Promise<{ cpu: number; peak: number }> {
  const measured: Run[] = [];
  for (let run = 0; run < runs; run += 1) measured.push(await measure(['bin/ku.js', 'prompt', '--text', input]));
  const failed = measured.find(({ status }) => status !== 0);
  if (failed !== undefined) throw new Error(`${input} was not read: ${failed.stderr}`);
  return {
    cpu: Math.min(...measured.map(({ cpuSeconds }) => cpuSeconds)),
    peak: median(measured.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

/** Seconds of CPU that reading takes in a process that has read before. */
async function warm(files: readonly string[]): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < 2 * runs; run += 1) {
    const before = process.cpuUsage();
    for await (const reading of readInputs([...files]))
      if (reading.kind === 'failure') throw new Error(reading.failure.message);
    seconds.push(process.cpuUsage(before).user / 1e6);
  }
  return Math.min(...seconds);
}

/** By seconds of CPU, of all threads together. It needs a build, pdfunite and pdfinfo. */
export async function speedsOf(made: readonly Made[], work: string): Promise<Speeds> {
  const pdfs = made.filter(({ file }) => file.endsWith('.pdf')).map(({ file }) => file);
  const articles = [...new Set(made.map(({ article }) => article))];
  const pdf = longPdf(pdfs, work);
  const jats = manyArticles(articles, work);
  const [ofPdf, ofJats] = [await read(pdf.file), await read(jats.folder)];
  return {
    pages: pdf.pages,
    pagesPerSecond: pdf.pages / ofPdf.cpu,
    pdfMegabytes: ofPdf.peak,
    jatsPerSecond: jats.bytes / 1e6 / ofJats.cpu,
    jatsWarm: jats.bytes / 1e6 / (await warm(jats.files)),
  };
}
