import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/types/document.ts';
import { codes, folderWith, ids, read, readFileOf, readStdin } from './reading.ts';

const blocksOf = ({ text, blocks }: Document): string[] =>
  blocks.map(({ kind, section, start, end }) => `${kind} ${section.join('/')}: ${text.slice(start, end)}`);

describe('a LaTeX paper', () => {
  test('gives credit from its commands', async () => {
    const { documents, failures, notices } = await read(['kelp.tex']);
    expect({ failures, notices }).toEqual({
      failures: [],
      notices: ['kelp.tex: the file of \\input{more} is not there, and left out'],
    });
    expect(documents).toMatchObject([
      {
        id: 'kelp',
        credit: { title: 'Kelp on cold shores: a survey', authors: ['Ada Bruun', 'Jörn Müller'], year: 2019 },
      },
    ]);
  });

  test('is read in order, macros expanded, with what is no prose apart', async () => {
    const [document] = (await read(['kelp.tex'])).documents;
    expect(document === undefined ? [] : blocksOf(document)).toEqual([
      'heading Abstract: Abstract',
      'paragraph Abstract: We counted kelp & rock… Nothing more.',
      'heading Introduction: Introduction',
      'paragraph Introduction: Kelp forests shelter fish [1, 2]. They store carbon [2], as Section 1 shows.',
      'paragraph Introduction: Laminaria grows by 4.5 cm a year. The café served one half of it; 12 mm is less. Figure 1 has them, and Table 1 the growth.',
      'caption Introduction: Figure 1. Plots. Seen from above.',
      'heading Methods: Methods',
      'heading Methods/Water: Water',
      'paragraph Methods/Water: We used CO2 at 10^-3 mol m^-2 and 5 mg/L, at ≈4 °C. The rate is $r = \\frac{a}{b}$ here, so',
      'formula Methods/Water: $E = mc^2$',
      'paragraph Methods/Water: where $m$ is mass.',
      'paragraph Methods/Water: Cut.',
      'paragraph Methods/Water: Twice: Weigh.',
      'paragraph Methods/Water: Claim (old). Plots were cut twice a year—“by hand”.',
      'heading Results: Results',
      'paragraph Results: Kelp grew.',
      'caption Results: Table 1. Growth.',
      'table Results: Site | cm | cm\nSite | 2018 | 2019\nOban | 4.5 | <6',
      'heading More: More',
    ]);
  });
});

const paper = (body: string, preamble = ''): string =>
  `\\documentclass{article}\n${preamble}\n\\begin{document}\n${body}\n\\end{document}\n`;
const textOf = async (body: string, preamble = ''): Promise<string | undefined> =>
  (await readFileOf('a.tex', paper(body, preamble))).documents[0]?.text;
const failureOf = async (content: string) => {
  const { documents, failures } = await readFileOf('a.tex', content);
  return { documents: documents.length, code: failures[0]?.code, message: failures[0]?.message };
};

test('names theorems as they are printed, and refers to them so', async () => {
  const preamble = '\\newtheorem{thm}{Theorem}[section]\\newtheorem{lem}[thm]{Lemma}\\newtheorem*{rem}{Remark}';
  const body = `\\section{A}\\begin{thm}[Kelp]\\label{t}It grows.\\end{thm}\\begin{lem}\\label{l}So it is.\\end{lem}
\\section{B}\\begin{thm}\\label{u}It ends.\\end{thm}\\begin{rem}It may not.\\end{rem}\\begin{proposition}\\label{p}It is kelp.\\end{proposition}
By \\autoref{t}, Lemma~\\ref{l}, \\cref{u} and \\ref{p}.`;
  expect((await textOf(body, preamble))?.split('\n\n')).toEqual([
    'A',
    'Theorem 1.1 (Kelp). It grows.',
    'Lemma 1.2. So it is.',
    'B',
    'Theorem 2.1. It ends.',
    'Remark. It may not.',
    'Proposition 1. It is kelp.',
    'By Theorem 1.1, Lemma 1.2, Theorem 2.1 and 1.',
  ]);
});

test('takes the space behind the end of a row, and no text in brackets', async () => {
  const table = '\\begin{tabular}{ll}A & B \\\\ [2pt] 1 & 2 \\\\ [low] & 3\\end{tabular}';
  expect(await textOf(`It is so. ${table}`)).toContain('A | B\n1 | 2\n[low] | 3');
});

test('reads notes behind their section, and none that only says where something lies', async () => {
  const body = `\\section{A}Kelp\\footnote{This kelp grew in the north.} is cut, so\\[x=1\\]holds.\\footnote{See \\url{http://x.org/a}}

Fish\\footnote{Ibid.} are seen.\\footnotetext[3]{They were seen by \\emph{two} of us.}\\section{B}Done.`;
  expect(await textOf(body)).toBe(
    'A\n\nKelp is cut, so\n\n$x=1$\n\nholds.\n\nFish are seen.\n\nThis kelp grew in the north.\n\nThey were seen by two of us.\n\nB\n\nDone.',
  );
});

test.each([
  ['a macro with delimiters of its own is left as it is', '\\def\\a#1.{x}Kelp.', 'Kelp.'],
  ['the meaning of \\let', '\\newcommand{\\a}{Kelp}\\let\\b=\\a \\b{} grew.', 'Kelp grew.'],
  ['xparse', '\\NewDocumentCommand{\\a}{O{big} m}{#1 #2}\\a{kelp}, \\a[old]{kelp}', 'big kelp, old kelp'],
  [
    'a macro known here keeps its meaning',
    '\\renewcommand{\\textbf}[1]{#1}\\renewcommand\\section[1]{}\\section{A} B.',
    'A\n\nB.',
  ],
  ['unpaired signs', 'Half } of $ it \\end{a} is \\begin{b} here.', 'Half of it is\n\nhere.'],
  ['escaped signs', '5\\,\\% of \\$3 \\& more\\_or \\{less\\}', '5 % of $3 & more_or {less}'],
  [
    'a table in a cell',
    'A.\\begin{tabular}{|l|r|}\\hline \\multicolumn{1}{|l|}{\\begin{tabular}[c]{@{}l@{}}\\% of\\\\ all\\end{tabular}} & \\# cells \\\\ \\hline 4 & 5 \\\\ \\hline\\end{tabular}',
    'A.\n\n% of all | # cells\n4 | 5',
  ],
  ['accents', 'Poincar\\\'e, \\v{C}ech, \\c{c}a, na\\"{\\i}ve, \\O rsted', 'Poincaré, Čech, ça, naïve, Ørsted'],
  ['verbatim text', 'Type \\verb|a{%| here.', 'Type a{% here.'],
  [
    'quantities',
    '\\SI{1.5e3}{\\kilo\\metre\\per\\second\\squared}, \\num{5+-1}, \\SIrange{1}{2}{\\degreeCelsius}',
    '1.5 × 10^3 km/s^2, 5 ± 1, 1–2 °C',
  ],
  [
    'units that begin like other commands',
    '\\qty{5}{\\percent}, \\SI{2}{\\metre\\tothe{4}}, \\qty{3}{\\per\\second}, \\SIlist{1;2}{\\kelvin}',
    '5 %, 2 m^4, 3 /s, 1, 2 K',
  ],
  [
    'names that begin with @',
    '\\makeatletter\\newcommand\\@a[1]{(#1)}\\newcommand{\\a}{\\@a}\\makeatother\\a{kelp} et al.\\@ too',
    '(kelp) et al. too',
  ],
  [
    'rules of a table',
    'A.\\begin{tabular}{lr}\\toprule a & 1\\\\ \\cmidrule(lr){1-2} \\cmidrule[1pt](l{2pt}r){1-2} b & 2\\\\ \\cline{1-2}\\end{tabular}',
    'A.\n\na | 1\nb | 2',
  ],
  [
    'the front matter of elsarticle',
    '\\tnotetext[t1]{Note.}\\author[1]{Ada Bruun\\corref{c}}\\ead[url]{a@b}\\address[1]{Oban}\\cortext[c]{Mail.}Kelp.',
    'Kelp.',
  ],
  [
    'formulas',
    '$\\alpha$-helix, $^{13}$C, $x$, $5\\times 10^{3}$, \\(a\\) and $\\text{if $b$}$',
    'α-helix, ^13C, $x$, 5×10^3, $a$ and $\\text{if $b$}$',
  ],
  ['links', '\\href{http://x.org}{Kelp} at \\url{http://x.org/a_b}.', 'Kelp at http://x.org/a_b.'],
])('%s', async (_, body, text) => {
  expect(await textOf(body)).toBe(text);
});

describe('what asks for too much, or for other files, is refused', () => {
  test.each([
    ['a macro that uses itself', '\\def\\a{\\a\\a}\\a'],
    ['a macro that makes its argument longer', '\\def\\a#1{\\a{#1#1#1#1}}\\a{x}'],
    [
      'a chain of macros that double',
      `${Array.from({ length: 25 }, (_, at) => `\\def\\${letter(at + 1)}{\\${letter(at)}\\${letter(at)}}`).join('')}\\${letter(25)}`,
    ],
    ['an environment that begins itself', '\\newenvironment{a}{\\begin{a}}{\\end{a}}\\begin{a}x\\end{a}'],
    ['deep groups', `${'{'.repeat(5_000)}x${'}'.repeat(5_000)}`],
    ['deep commands', `${'\\textcolor{red}{'.repeat(150)}x${'}'.repeat(150)}`],
    ['deep environments', `${'\\begin{quote}'.repeat(5_000)}x`],
    ['a wide table', `\\begin{tabular}{l}${'\\multicolumn{999}{l}{x}\\\\'.repeat(99)}\\end{tabular}`],
    ['an absolute path', 'x \\input{/etc/passwd}'],
    ['a path that leads out', '\\input{parts/../../secret}'],
    ['a path that leads out by its folder', '\\import{../}{secret}'],
  ])('%s', async (_, body) => {
    expect(await failureOf(paper(body))).toMatchObject({ documents: 0, code: 'unsafe' });
  });

  test('a link that leads out of the folder', async () => {
    const folder = folderWith({ 'secret.tex': 'Secret.', 'in/a.tex': paper('\\input{link}') });
    symlinkSync(join(folder, 'secret.tex'), join(folder, 'in/link.tex'));
    const found = await read(['in/a.tex'], { cwd: folder });
    expect(codes(found)).toEqual(['unsafe a in/a.tex']);
    expect(found.failures[0]?.message).toContain('\\input{link} leads out of the folder');
  });

  test('files that put one another in', async () => {
    const folder = folderWith({ 'a.tex': paper('\\input{b}'), 'b.tex': '\\input{c}', 'c.tex': '\\include{b}' });
    const found = await read(['a.tex'], { cwd: folder });
    expect(codes(found)).toEqual(['unsafe a a.tex']);
    expect(found.failures[0]?.message).toContain('without end: a.tex, b, c, b');
  });

  test('a file that puts itself in', async () => {
    expect(await failureOf(paper('\\input{a}'))).toMatchObject({ code: 'unsafe' });
    expect(await failureOf(paper('\\input{a.tex}'))).toMatchObject({ code: 'unsafe' });
  });

  test('files that are put in again and again', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`p${at}.tex`, `Kelp. \\input{p${at + 1}}`.repeat(4)]),
    );
    const found = await read(['a.tex'], {
      cwd: folderWith({ ...files, 'a.tex': paper('\\input{p0}') }),
      maxBytes: 100_000,
    });
    expect(codes(found)).toEqual(['too-large a a.tex']);
  });

  test('what TeX refuses as well', async () => {
    expect(await failureOf(paper('Kelp. \\iffalse Fish.'))).toMatchObject({ documents: 0, code: 'malformed' });
    expect(await failureOf(paper('Kelp. \\newcommand{\\a}{Fish.'))).toMatchObject({ documents: 0, code: 'malformed' });
    expect(await failureOf(paper('\\maketitle'))).toMatchObject({ documents: 0, code: 'empty' });
  });
});

function letter(at: number): string {
  return `m${String.fromCharCode(97 + at)}`;
}

describe('the files of a paper', () => {
  const files = {
    'main.tex': paper(
      '\\input{parts/one}\\include{parts/two.tex}\\includegraphics{figures/notes}',
      '\\usepackage{mine}',
    ),
    'parts/one.tex': 'One \\kelp.',
    'parts/two.tex': '% \\input{../../nowhere}\nTwo \\subfile{parts/three}',
    'parts/three.tex': '\\documentclass[../main]{subfiles}\\begin{document}Three.\\end{document}',
    'mine.sty': '\\ifx\\a\\b\\RequirePackage{x}\\newcommand{\\kelp}{kelp}',
    'figures/notes.txt': 'What the picture shows.',
    'notes.md': 'Notes on kelp.',
  };

  test('are put in; a folder gives the paper, and not its parts', async () => {
    const found = await read(['paper'], {
      cwd: folderWith(Object.fromEntries(Object.entries(files).map(([name, text]) => [`paper/${name}`, text]))),
    });
    expect(found.documents.map(({ id, text }) => `${id}: ${text}`)).toEqual([
      'main: One kelp. Two Three.',
      'notes: Notes on kelp.',
    ]);
    expect(found.notices).toContain('paper: 4 files left out: parts of LaTeX papers in the folder');
  });

  test('are read one by one where none of them begins a paper', async () => {
    const folder = folderWith({ 'a.tex': 'One.', 'b.tex': 'Two.' });
    expect(ids(await read(['.'], { cwd: folder }))).toEqual(['a', 'b']);
  });

  test('are not at hand on standard input', async () => {
    const { documents, notices } = await readStdin([Buffer.from(paper('Kelp. \\input{a} \\input{a}'))]);
    expect(documents[0]?.text).toBe('Kelp.');
    expect(notices).toEqual(['stdin: the file of \\input{a} is not there, and left out']);
  });
});
