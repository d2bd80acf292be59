import { describe, expect, it } from 'vitest';
import { passagesOf } from '../../src/passages/index.ts';
import { plainPaper } from '../../src/read/txt/sections.ts';
import type { Document } from '../../src/types/document.ts';
import { read, readFileOf } from './reading.ts';

/** Prose of so many sentences, a line each or in lines of one width. */
const sentence = (at: number): string => `Kelp number ${at} grew by 10^-3 m in the plots that we saw in the north.`;
const prose = (count: number): string[] => Array.from({ length: count }, (_, at) => sentence(at));
const wrapped = (text: string): string => text.replaceAll(/(.{1,72})(?:\s+|$)/g, '$1\n').trimEnd();
const filler = wrapped(prose(40).join(' '));

const numbered = `Kelp on cold shores and what becomes of it

Jane Doe, John Roe
University of Nowhere

Abstract

${wrapped('Nobody knows quite why kelp grows there in such numbers. We look at it and say what we saw.')}

1. Introduction

The following steps were done in each of the years of this study, on
1. Wash the plots
2. Dry the plots
3. Weigh the plots
and so on until the end of
Results
that nobody had foreseen.

2. Materials and Methods

2.1. Study sites

Sites were chosen at random, as is usual in studies like this one on coasts.

Journal of Kelp

2.2 Statistical analysis

All was done twice in R.

III. Results

${filler}

Urchins and Otters

${wrapped('Urchins were seen in all plots that were looked at in the course of the study here.')}

Figure 1. Kelp in the year of the study.

4. Discussion

It did grow.

Journal of Kelp

Acknowledgements

We thank all who helped us with all of this.

References

1. Doe J. Kelp and its growth. Kelp Journal 12, 2001.
2. Roe J. Urchins. Kelp Journal 13, 2002.

Appendix A

More of it.
`;

/** A line for each sentence, headings on lines alone, as papers come out of a publisher's interface. */
const oneLineEach = [
  'Kelp on cold shores and what becomes of it',
  '',
  'Highlights',
  '•',
  'Kelp grows in more places than anybody knew',
  '•',
  'Urchins eat most of it in the course of a year',
  'Abstract',
  'Background',
  'Nobody knows why kelp grows there.',
  'Results',
  'Kelp grew in all of the plots that we saw.',
  'Introduction',
  ...prose(30),
  'Materials and methods',
  'Samples and reference materials',
  'Samples were taken twice a year at all of the sites.',
  'HPLC of the samples',
  'The samples were weighed into a vessel and the reagents were added.',
  'Hypothesis 1',
  'Kelp grows in the north and nowhere else at all.',
  'Statistics',
  'A t-test was used.',
  'Results and discussion',
  ...prose(10),
  'References',
  'Doe J. Kelp and its growth',
  'Kelp Journal 12 (2001) is where this was first said by him.',
].join('\n');

const documentOf = async (text: string): Promise<Document> => {
  const { documents } = await readFileOf('paper.txt', text);
  const [document] = documents;
  if (document === undefined) throw new Error('there is no document');
  return document;
};

const headingsOf = ({ blocks }: Document): string[] =>
  blocks.flatMap(({ kind, section }) => (kind === 'heading' ? section.join(' > ') : []));

describe('papers as plain text', () => {
  it('have the sections that numbered lines begin; lists, running heads and words at the ends of lines begin none', async () => {
    const document = await documentOf(numbered);
    expect(document.credit.title).toBe('Kelp on cold shores and what becomes of it');
    expect(headingsOf(document)).toEqual([
      'Abstract',
      'Introduction',
      'Materials and Methods',
      'Materials and Methods > Study sites',
      'Materials and Methods > Statistical analysis',
      'Results',
      'Results > Urchins and Otters',
      'Discussion',
      'Appendix A',
    ]);
    expect(document.text).toBe(numbered.trim());
    for (const { kind, start, end, section } of document.blocks)
      if (kind === 'heading') expect(document.text.slice(start, end)).toBe(section.at(-1));
    const passages = passagesOf(document);
    expect(passages.map(({ text }) => text).join(' ')).not.toMatch(/thank all|Kelp Journal|what becomes of it/);
    expect(passages.at(-1)).toMatchObject({ text: 'More of it.', setting: { section: ['Appendix A'] } });
    expect(passages.filter(({ setting }) => setting?.kind === 'caption').map(({ text }) => text)).toEqual([
      'Figure 1. Kelp in the year of the study.',
    ]);
    const methods = passagesOf(document, { sections: ['methods'] });
    expect(methods.map(({ text }) => text.split(/\s+/).length)).toEqual([18, 6]);
  });

  it('have the sections that bare lines begin where each sentence has a line of its own', async () => {
    const document = await documentOf(oneLineEach);
    expect(headingsOf(document)).toEqual([
      'Highlights',
      'Abstract',
      'Abstract > Background',
      'Abstract > Results',
      'Introduction',
      'Materials and methods',
      'Materials and methods > Samples and reference materials',
      'Materials and methods > HPLC of the samples',
      'Materials and methods > Statistics',
      'Results and discussion',
    ]);
    const results = passagesOf(document, { sections: ['results'] });
    expect(results.every(({ setting }) => setting?.section.some((name) => name.startsWith('Results')))).toBe(true);
    expect(passagesOf(document).flatMap(({ sentences }) => sentences.map(({ text }) => text))).not.toContain(
      'Kelp Journal 12 (2001) is where this was first said by him.',
    );
  });

  it('keep items and labels without a stop apart where each sentence has a line of its own', async () => {
    const lines = oneLineEach.replace('Abstract\n', 'Kelp grows in the north, as we say again.\nAbstract\n');
    const passages = passagesOf(await documentOf(lines));
    const read = passages.flatMap(({ sentences }) => sentences.map(({ text }) => text.replace(/^•\s/, '')));
    expect(read).toContain('Urchins eat most of it in the course of a year');
    expect(read).toContain('Kelp grows in the north, as we say again.');
    expect(read).toContain('Kelp grows in the north and nowhere else at all.');
  });

  it('have no headings among numbered items that go on in a second line', async () => {
    const items = (second: string) =>
      numbered.replace(
        '1. Introduction\n',
        `Highlights\n\n1.  Kelp grows in more places than anybody knew of\n${second}\n\n2.  Urchins eat it\n\n1. Introduction\n`,
      );
    for (const second of ['    North of the coast', 'in the north']) {
      const headings = headingsOf(await documentOf(items(second)));
      expect(headings.filter((heading) => heading.includes('Kelp grows'))).toEqual([]);
      expect(headings).toContain('Discussion');
    }
  });

  it('lose none of their prose', async () => {
    for (const text of [numbered, oneLineEach]) {
      const passages = passagesOf(await documentOf(text));
      const read = passages.flatMap(({ sentences }) => sentences.map((one) => one.text.replaceAll(/\s+/g, ' ')));
      for (const one of prose(10)) expect(read.join(' ')).toContain(one);
      expect(new Set(passages.map(({ of }) => of))).toEqual(new Set([passages.length]));
    }
  });
});

describe('plain texts that are no papers', () => {
  const abstract = 'Background\nKelp grows.\nMethods\nWe looked.\nResults\nIt grew.\nConclusions\nIt does.';
  const harmless: Record<string, string> = {
    'an abstract with headings': abstract,
    'long prose': filler,
    'long prose with one heading': `Introduction\n\n${filler}`,
    'prose whose lines end with such words': `${filler} as it was in the\nIntroduction\nto it and in its\nMethods\nand\nResults\n.`,
    'a list of headings in small letters': `introduction\nmethods\nresults\n\n${filler}`,
  };
  for (const [what, text] of Object.entries(harmless))
    it(`stay as they are: ${what}`, async () => {
      expect(plainPaper(text)).toBeNull();
      const document = await documentOf(text);
      expect(headingsOf(document)).toEqual([]);
      expect(document.credit.title).toBeNull();
    });

  it('stay as they are in lists of abstracts, the seeds among them', async () => {
    const { documents } = await readFileOf('list.txt', `Abstract: ${numbered}\nAbstract: ${oneLineEach}`);
    for (const { blocks } of documents)
      expect(new Set(blocks.map(({ section }) => section.length))).toEqual(new Set([0]));
    const seeds = await read(['seeds'], { cwd: new URL('../..', import.meta.url).pathname });
    expect(seeds.documents).toHaveLength(10);
    for (const { text, blocks } of seeds.documents) {
      expect(plainPaper(text)).toBeNull();
      expect(blocks.every(({ kind, section }) => kind === 'paragraph' && section.length === 0)).toBe(true);
    }
  });
});
