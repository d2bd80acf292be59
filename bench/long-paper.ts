import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './measure.ts';

/** Text of the seeds as the paragraphs of an article, again and again, each time under a heading and with other numbers. */
function article(bytes: number): string {
  const seeds = readdirSync('seeds').filter((name) => name.endsWith('.txt'));
  const texts = seeds.map((name) => readFileSync(join('seeds', name), 'utf8').replace(/[<>&]/g, ' '));
  const sections: string[] = [];
  for (let length = 0, at = 0; length < bytes; at += 1) {
    const paragraph = (texts[at % texts.length] ?? '').replaceAll(/\d/g, (digit) => String((Number(digit) + at) % 10));
    const section = `<sec><title>Part ${at + 1}</title><p>${paragraph}</p></sec>\n`;
    sections.push(section);
    length += section.length;
  }
  return `<article><front><article-meta><title-group><article-title>A long paper</article-title></title-group></article-meta></front>
<body>${sections.join('')}</body></article>`;
}

/** Peak memory of one process that extracts a paper, and one ten times as long. */
export async function longPaper(say: (figure: string, value: string, aim: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ku-bench-long-'));
  const peaks: number[] = [];
  for (const bytes of [330_000, 3_300_000]) {
    const file = join(folder, `${bytes}.xml`);
    writeFileSync(file, article(bytes));
    const { status, stderr, peakMegabytes } = await measure(
      // One thread: each further one has an index of the paper of its own.
      ['bin/ku.js', 'extract', file, '--engine', 'offline', '--workers', '0', '--quiet'],
    );
    if (status !== 0) throw new Error(`a run ended with status ${status}: ${stderr}`);
    peaks.push(peakMegabytes);
  }
  rmSync(folder, { recursive: true });
  const [short = 0, long = 0] = peaks;
  const value = `${Math.round(short)} MB → ${Math.round(long)} MB = ${(long / short).toFixed(2)}`;
  say('peak memory, a paper of 0.33 MB → 3.3 MB of XML', value, '≤ 1.5');
}
