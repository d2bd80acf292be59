import { table } from '../scripts/markdown.ts';
import type { Score } from './reading-score.ts';
import type { Speeds } from './reading-speed.ts';

/** Scores by way, and in each by article. */
export type Scores = ReadonlyMap<string, ReadonlyMap<string, Score>>;

const sum = (scores: readonly Score[], count: (score: Score) => number): number =>
  scores.reduce((total, score) => total + count(score), 0);

/** A share that is not whole is never rounded to 100%. */
const share = (whole: number, all: number): string => `${(Math.floor((10_000 * whole) / all) / 100).toFixed(2)}%`;

function lineOf(way: string, byArticle: ReadonlyMap<string, Score>): string[] {
  const scores = [...byArticle.values()];
  const [all, whole] = [sum(scores, (score) => score.sentences), sum(scores, (score) => score.whole)];
  const least = Math.min(...scores.map((score) => score.whole / score.sentences));
  const mixed = sum(scores, (score) => score.mixed.length);
  return [way, String(scores.length), `${whole} of ${all}`, share(whole, all), share(least, 1), String(mixed)];
}

const totals = (scores: Scores): string =>
  table(
    ['format', 'papers', 'whole and in order', 'share', 'least of a paper', 'inside of a sentence'],
    [...scores].map(([way, byArticle]) => lineOf(way, byArticle)),
  );

function byPaper(scores: Scores): string {
  const ways = [...scores.keys()];
  const articles = [...new Set([...scores.values()].flatMap((byArticle) => [...byArticle.keys()]))];
  const rows = articles.map((article): string[] => {
    const own = ways.map((way) => scores.get(way)?.get(article));
    const sentences = own.find((score) => score !== undefined)?.sentences;
    return [article, String(sentences), ...own.map((score) => String(score?.missing.length ?? '–'))];
  });
  return table(['paper', 'sentences', ...ways], rows);
}

const speedTable = ({ pages, pagesPerSecond, pdfMegabytes, jatsPerSecond, jatsWarm }: Speeds): string =>
  table(
    ['what is read', 'measured', 'aim'],
    [
      [`a PDF of ${pages} pages`, `${Math.round(pagesPerSecond)} pages a second of CPU`, '≥ 20'],
      ['the same: peak memory', `${Math.round(pdfMegabytes)} MB`, '< 300 MB'],
      ['JATS articles, in a process that has read before', `${jatsWarm.toFixed(1)} MB a second of CPU`, '≥ 20'],
      ['JATS articles, the whole process', `${jatsPerSecond.toFixed(1)} MB a second of CPU`, ''],
    ],
  );

/** The text of `docs/reading.md`. */
export const readingPage = (scores: Scores, speeds: Speeds): string => `# How whole papers are read

<!-- Written by \`bench/reading.ts --write\`. -->

Ten open-access papers, six JATS articles of PLOS and four papers of Elsevier journals in plain text, and what is made of them: HTML,
Markdown, LaTeX and text by pandoc, PDFs by pdflatex (classes article, IEEEtran and elsarticle), LibreOffice and Chromium, in one column
and in two. Each is held against what Python's own XML parser finds in the article: the sentences of its body, and its headings,
captions and references. A sentence counts where all of its letters and digits come out as one sentence, behind the one before; marks of
references and the form of superscripts, which each format has in its own way, make no difference.

*Inside of a sentence* stands a heading, a caption or a reference, or what a site has around its article, that was read into one.

${totals(scores)}

The sentences that are missing, by paper:

${byPaper(scores)}

What is missing is of these kinds: a raised reference mark that the truth takes for a number of the sentence; lines of code that go on in
words; sentences that go on behind code in backticks; what stands before and behind a formula that the format shows as text; items of a
list without a stop whose bullets are drawn, not written; numbers that the format puts before an item.

## How fast

${speedTable(speeds)}

Of whole processes of \`ku prompt --text\`, the start of Node and all threads among it, but for the third line: the least CPU of five runs on
two cores that others used as well, the median of their memory.

## Run it again

    npx tsx bench/reading.ts --jats FOLDER --texts FOLDER --work FOLDER --write

\`--show 20\` lists what is missing. It needs a build, pandoc and poppler-utils; PDFs are made by what there is of pdflatex, LibreOffice
and Chromium.
`;
