import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A file that was made of an article, by a way that has a name. */
export type Made = { article: string; way: string; file: string };

const python = (...rest: string[]): string[] =>
  execFileSync('python3', rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter((line) => line !== '');

const script = (name: string): string => join(import.meta.dirname, name);

export const articlesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => join(folder, name));

/** What another reader finds in articles, a line of JSON each. */
export const truthsOf = (articles: readonly string[]): string[] => python(script('jats-truth.py'), ...articles);

/** Papers in plain text as articles in a folder, with the texts as one more format of them. */
export function articlesOfTexts(texts: string, folder: string): Made[] {
  python(script('texts-as-jats.py'), texts, folder);
  return articlesIn(folder).map((article) => ({
    article,
    way: 'the text itself',
    file: join(texts, basename(article).replace(/xml$/, 'txt')),
  }));
}

/** What pandoc makes of an article, and how it is asked. */
const asked = [
  { way: 'HTML', ending: '.html', to: ['-t', 'html5', '-s', '--mathml'] },
  { way: 'HTML in a site', ending: '.site.html', to: ['-t', 'html5', '-s', '--mathml'] },
  { way: 'Markdown', ending: '.md', to: ['-t', 'gfm', '-s'] },
  { way: 'LaTeX', ending: '.tex', to: ['-t', 'latex', '-s'] },
  { way: 'plain text', ending: '.txt', to: ['-t', 'plain', '-s'] },
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

/** What is there already is not made again. */
export function textsOf(articles: readonly string[], folder: string): Made[] {
  mkdirSync(folder, { recursive: true });
  return articles.flatMap((article) => [
    { article, way: 'JATS', file: article },
    ...asked.map(({ way, ending, to }): Made => {
      const file = join(folder, basename(article, '.xml') + ending);
      if (!existsSync(file)) {
        execFileSync('pandoc', ['-f', 'jats', ...to, article, '-o', file], { stdio: 'ignore' });
        if (way === 'HTML in a site') writeFileSync(file, surrounded(readFileSync(file, 'utf8')));
      }
      return { article, way, file };
    }),
  ]);
}

/** By LaTeX, LibreOffice and Chromium, in one and in two columns. */
export const pdfsOf = (articles: string, folder: string): Made[] =>
  python(script('make-papers.py'), articles, folder).map((line) => {
    const [article = '', way = '', file = ''] = line.split('\t');
    return { article, way: `PDF ${way}`, file };
  });
