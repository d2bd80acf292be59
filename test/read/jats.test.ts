import { describe, expect, test } from 'vitest';
import { subscript, superscript } from '../../src/read/scripts.ts';
import type { Document } from '../../src/types/document.ts';
import { codes, read, readFileOf, readStdin } from './reading.ts';

const blocksOf = ({ text, blocks }: Document): string[] =>
  blocks.map(({ kind, section, start, end }) => `${kind} ${section.join('/')}: ${text.slice(start, end)}`);

describe('a JATS article', () => {
  test('gives credit from its front matter', async () => {
    const { documents, failures, notices } = await read(['kelp.xml']);
    expect({ failures, notices }).toEqual({ failures: [], notices: [] });
    expect(documents).toMatchObject([
      {
        id: 'kelp',
        language: 'en',
        credit: {
          title: 'Kelp on cold shores: a survey',
          authors: ['Ada Bruun', 'Shore Group'],
          year: 2019,
          doi: '10.1234/kelp.7',
          license: 'https://creativecommons.org/licenses/by/4.0/',
        },
      },
    ]);
  });

  test('is read in order, with what is no prose apart, and without references and thanks', async () => {
    const [document] = (await read(['kelp.xml'])).documents;
    expect(document === undefined ? [] : blocksOf(document)).toEqual([
      'heading Abstract: Abstract',
      'heading Abstract/Aims: Aims',
      'paragraph Abstract/Aims: We counted kelp & rock… Nothing more.',
      'paragraph : Kelp forests shelter fish [1]–[2]. They store carbon.',
      'heading Methods: Methods',
      'heading Methods/Water: Water',
      'paragraph Methods/Water: We used CO2 at 10^-3 mol m^-2 and Mg^2+, in the 2nd year, with f_1,4 = 2. Plots were cut twice a year. The steps were these:',
      'paragraph Methods/Water: Cut.',
      'paragraph Methods/Water: Weigh.',
      'paragraph Methods/Water: The rate is $r = a/b$ here.',
      'paragraph Methods/Water: By hand.',
      'formula Methods/Water: E=mc^2',
      'paragraph Methods/Water: where m is mass.',
      'caption Methods/Water: Figure 1. Plots. Seen from above.',
      'paragraph Methods: All was done by day.',
      'heading Results: Results',
      'paragraph Results: Kelp grew.',
      'caption Results: Table 1. Growth.',
      'table Results: Site | cm | cm\nSite | 2018 | 2019\nOban | 4.5 | <6',
      'caption Results: Means of 3 plots.',
      'paragraph : Without a heading.',
      'heading Glossary: Glossary',
      'paragraph Glossary: MPA: protected area',
    ]);
  });
});

const article = (body: string, head = ''): string => `${head}<article><body>${body}</body></article>`;
const failureOf = async (content: string) => {
  const { documents, failures } = await readFileOf('a.xml', content);
  return { documents: documents.length, code: failures[0]?.code, message: failures[0]?.message };
};

describe('what is no sound article is a named failure', () => {
  test.each([
    ['an entity bomb', `<!DOCTYPE article [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${article('<p>&b;</p>')}`],
    ['an external entity', `<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>${article('<p>&x;</p>')}`],
    ['a parameter entity', `<!DOCTYPE article [<!ENTITY % x SYSTEM "http://localhost/"> %x;]>${article('<p>x</p>')}`],
    ['deep nesting', article(`${'<b>'.repeat(100_000)}x`)],
    ['a table of huge spans', article(`<table>${'<tr><td colspan="9999">x</td></tr>'.repeat(99)}</table>`)],
  ])('%s', async (_, content) => {
    expect(await failureOf(content)).toMatchObject({ documents: 0, code: 'unsafe' });
  });

  test.each([
    ['other XML', '<TEI><text>Kelp.</text></TEI>', /<TEI>.*not read/],
    ['no XML', 'Kelp is blue.', /line 1 is no well-formed XML/],
    ['a file that ends too soon', '<article><body><p>Kelp\nis', /line 2/],
    ['tags that cross', article('\n<p><b>Kelp</p></b>'), /line 2/],
  ])('%s', async (_, content, message) => {
    const found = await failureOf(content);
    expect(found).toMatchObject({ documents: 0, code: 'malformed' });
    expect(found.message).toMatch(message);
  });

  test('one without text, and one that is too large', async () => {
    expect(await failureOf(article(''))).toMatchObject({ code: 'empty' });
    const big = article(`<p>${'Kelp is blue.\n'.repeat(100)}</p>`);
    expect(codes(await readFileOf('a.xml', big, { maxBytes: 500 }))).toEqual(['too-large a a.xml']);
  });
});

test('an entity that nobody knows stays as it is, and is said', async () => {
  const { documents, notices } = await readFileOf('a.nxml', article('<p>&alpha;&foo;-helix &le; 2</p>'));
  expect(documents[0]?.text).toBe('α&foo;-helix ≤ 2');
  expect(notices).toEqual(['a.nxml:1: an entity that is not known stays as it is written']);
});

test('a set of articles is several documents', async () => {
  const set = `<pmc-articleset>${article('<p>One.</p>')}${article('<p>Two.</p>')}</pmc-articleset>`;
  const { documents } = await readFileOf('a.xml', set);
  expect(documents.map(({ id, text }) => `${id} ${text}`)).toEqual(['a One.', 'a#2 Two.']);
});

test.each([
  ['article-set', (content: string) => content],
  ['articles', (content: string) => content],
  [
    'OAI-PMH',
    (content: string) => `<responseDate/><ListRecords><record><metadata>${content}</metadata></record></ListRecords>`,
  ],
])('articles within <%s> are read, also from standard input', async (root, inside) => {
  const set = `<${root}>${inside(article('<p>One.</p>'))}${inside(article('<p>Two.</p>'))}</${root}>`;
  expect((await readFileOf('a.xml', set)).documents.map(({ text }) => text)).toEqual(['One.', 'Two.']);
  expect((await readStdin([Buffer.from(set)])).documents.map(({ text }) => text)).toEqual(['One.', 'Two.']);
});

test('boxes are sections of their own, and what has text in any element is read', async () => {
  const box =
    '<boxed-text><label>Box 1</label><caption><title>Holdfasts</title></caption><p>They hold.</p></boxed-text>';
  const { documents } = await readFileOf(
    'a.xml',
    article(`<sec><title>Growth</title><p>Kelp grows.</p>${box}<p>It dies.${box} So it is.</p>
      <fig><caption><p>Kelp.</p></caption><attrib>Picture: Bruun</attrib></fig>
      <verse-group><verse-line>Kelp is red.</verse-line><verse-line>Kelp is brown.</verse-line></verse-group>
      <statement><label>Theorem 1</label><p>Kelp is finite.</p></statement></sec>`),
  );
  expect(documents.flatMap(blocksOf)).toEqual([
    'heading Growth: Growth',
    'paragraph Growth: Kelp grows.',
    'heading Growth/Holdfasts: Holdfasts',
    'paragraph Growth/Holdfasts: They hold.',
    'paragraph Growth: It dies. So it is.',
    'heading Growth/Holdfasts: Holdfasts',
    'paragraph Growth/Holdfasts: They hold.',
    'paragraph Growth: Kelp is red.',
    'paragraph Growth: Kelp is brown.',
    'paragraph Growth: Theorem 1. Kelp is finite.',
    'caption Growth: Kelp.',
    'caption Growth: Picture: Bruun',
  ]);
});

test('superscripts and subscripts survive as text; marks of notes and references do not', () => {
  const raised: [string, string, string][] = [
    ['10', '−3', '^-3'],
    ['cm', '2', '^2'],
    ['10', '18', '^18'],
    ['x', 'n + 1', '^{n + 1}'],
    ['21', 'st', 'st'],
    ['Ca', '2+', '^2+'],
    ['', '13', '^13'],
    ['of CFS', '10', ''],
    ['found.', '3', ''],
    ['growth', '3,4', ''],
    ['3160', '1', ''],
    ['4 ', 'o', '°'],
    ['growth', '[3,4]', ''],
  ];
  for (const [before, inside, after] of raised) expect(superscript(before, inside)).toBe(after);
  const lowered: [string, string, string][] = [
    ['H', '2', '2'],
    ['V', 'max', 'max'],
    ['f', '1,4', '_1,4'],
    ['10', '2', '_2'],
  ];
  for (const [before, inside, after] of lowered) expect(subscript(before, inside)).toBe(after);
});
