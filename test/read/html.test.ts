import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/types/document.ts';
import { codes, read, readFileOf, readStdin, texts } from './reading.ts';

const blocksOf = (document: Document | undefined): string[] =>
  (document?.blocks ?? []).map(
    ({ kind, section, start, end }) => `${kind} ${section.join('/')}: ${document?.text.slice(start, end)}`,
  );

describe('a page', () => {
  test('has the section that the class of an abstract names, and captions that are hidden from readers aloud', async () => {
    const body = 'Kelp grew in all of the plots that we saw in the north, in both years of the study.';
    const result = await readFileOf(
      'kelp.html',
      `<html><head><title>Kelp</title></head><body><header><h1>Kelp</h1>
        <div class="abstract"><div class="abstract-title">Abstract</div><p>Nobody knows why kelp grows there.</p></div></header>
        <p>${body}</p><h2>Results</h2><p>${body}</p>
        <figure><img src="a.png" alt="Kelp."><figcaption aria-hidden="true">Kelp from above.</figcaption></figure>
        <p aria-hidden="true">hidden</p></body></html>`,
    );
    expect(blocksOf(result.documents[0])).toEqual([
      'heading Abstract: Abstract',
      'paragraph Abstract: Nobody knows why kelp grows there.',
      `paragraph : ${body}`,
      'heading Results: Results',
      `paragraph Results: ${body}`,
      'caption Results: Kelp from above.',
    ]);
  });

  test('gives credit and language', async () => {
    const { documents, failures } = await read(['kelp.html']);
    expect(failures).toEqual([]);
    expect(documents).toMatchObject([
      {
        id: 'kelp',
        language: 'en',
        credit: {
          title: 'Kelp on cold shores',
          authors: ['Bruun, Ada', 'Falk, Ines'],
          year: 2019,
          doi: '10.1234/kelp.7',
          license: 'https://creativecommons.org/licenses/by/4.0/',
        },
      },
    ]);
  });

  test('is read in order, without what surrounds the article, and without references and code', async () => {
    const [document] = (await read(['kelp.html'])).documents;
    expect(blocksOf(document)).toEqual([
      'heading Abstract: Abstract',
      'paragraph Abstract: Kelp forests shelter fish and store carbon, as has been known for long. We counted kelp on 12 shores of the north, and we measured how fast it grows there.',
      'heading Methods: Methods',
      'heading Methods/Water: Water',
      'paragraph Methods/Water: We used CO2 at 10^-3 mol m^-2, as [2] did, in the 2nd year. The rate is $r = a/b$ here, and the energy E=mc^2 is not.',
      'paragraph Methods/Water: Cut.',
      'paragraph Methods/Water: Weigh the wet blades.',
      'caption Methods/Water: Figure 1. Plots, seen from above.',
      'heading Results: Results',
      'paragraph Results: Kelp grew at all of the sites that we visited, although the water was cold, and it grew more slowly where urchins were many.',
      'paragraph Results: Loose text at the end of a section, which stands in no paragraph at all, is read as one.',
      'caption Results: Table 1. Growth.',
      'table Results: Site | cm | cm\nSite | 2018 | 2019\nOban | 4.5 | <6',
    ]);
  });

  test('may be a fragment, or have several headings of the first level', async () => {
    expect(texts(await readFileOf('a.htm', '<p>Kelp &amp; <b>rock</b>.<p>Fish.'))).toEqual(['Kelp & rock.\n\nFish.']);
    const { documents } = await readFileOf('a.html', '<h1>Methods</h1><p>Cut.</p><h1>Results</h1><p>It grew.</p>');
    expect(blocksOf(documents[0])).toEqual([
      'heading Methods: Methods',
      'paragraph Methods: Cut.',
      'heading Results: Results',
      'paragraph Results: It grew.',
    ]);
  });
});

const long =
  'It is told here at such length that the element which holds it is taken for the article of the page. '.repeat(3);

describe('pages as they are met', () => {
  test('LaTeXML: notes stand behind their section, equations are formulas, names and marks are not read', async () => {
    const mark = '<sup class="ltx_note_mark">1</sup>';
    const note = `<span class="ltx_note ltx_role_footnote">${mark}<span class="ltx_note_outer"><span class="ltx_note_content">${mark}<span class="ltx_tag ltx_tag_note">1</span>Kelp is an alga.</span></span></span>`;
    const math = (tex: string) =>
      `<math alttext="${tex}"><semantics><mi>L</mi><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
    const equation = `<table class="ltx_equation ltx_eqn_table"><tbody><tr class="ltx_equation ltx_eqn_row"><td class="ltx_eqn_cell"></td>
      <td class="ltx_eqn_cell">${math('L=a')}</td><td rowspan="1" class="ltx_eqn_cell ltx_eqn_eqno"><span class="ltx_tag">(1)</span></td></tr></tbody></table>`;
    const { documents } = await readFileOf(
      'a.html',
      `<html><body><nav class="ltx_page_navbar"><p>Contents</p></nav><article class="ltx_document"><h1>Kelp<span class="ltx_note">thanks</span></h1>
        <div class="ltx_authors"><span class="ltx_creator"><span class="ltx_personname">Ada Bruun<br>Ines Falk<sup>2</sup></span><span class="ltx_author_notes">Oban</span></span></div>
        <section><h2><span class="ltx_tag">1 </span>Growth</h2><div class="ltx_para"><p class="ltx_p">Kelp grows.${note} The rate is</p>${equation}
        <p class="ltx_p">by day. ${long}</p></div></section></article></body></html>`,
    );
    expect(documents[0]?.credit).toMatchObject({ title: 'Kelp', authors: ['Ada Bruun', 'Ines Falk'] });
    expect(blocksOf(documents[0])).toEqual([
      'heading 1 Growth: 1 Growth',
      'paragraph 1 Growth: Kelp grows. The rate is',
      'formula 1 Growth: $L=a$',
      `paragraph 1 Growth: by day. ${long.trim()}`,
      'paragraph 1 Growth: Kelp is an alga.',
    ]);
  });

  test('journals: what is said of the article, buttons and thanks are not read; all words of a figure are its caption', async () => {
    const { documents } = await readFileOf(
      'a.html',
      `<html><body><div class="content"><div class="head"><h1>Kelp on shores</h1><ul><li>Jane Doe<sup>1</sup></li></ul>
        <p><i>Journal of Kelp</i> volume 5, Article number: 12 (2021) <a href="#">Cite this article</a></p><p>1234 Accesses</p></div>
        <p>It is seen first.</p>
        <section><h2>Abstract</h2><p>Kelp grew. ${long}</p></section>
        <section><h2>Results</h2><p>Kelp is an alga.</p><div><p>Advertisement</p></div>
        <figure><figcaption><b>Fig. 1: Growth.</b></figcaption><img src="x.png"><p>Mean of 12 sites.</p><a href="/f">Full size image</a></figure>
        <p>View the results in another way.</p>
        <div><b>Table 1 Yields</b><table><tr><th>Site</th><th>t</th></tr><tr><td>North</td><td>1</td></tr></table><a href="/t">Full size table</a></div></section>
        <section><h2>Acknowledgements</h2><p>We thank the sea.</p></section>
        <section><h2>Appendix</h2><p>More of it.</p></section>
        <section><h2>About this article</h2><h3>Cite this article</h3><p>Doe, J. Kelp.</p></section></div></body></html>`,
    );
    expect(blocksOf(documents[0])).toEqual([
      'paragraph : It is seen first.',
      'heading Abstract: Abstract',
      `paragraph Abstract: Kelp grew. ${long.trim()}`,
      'heading Results: Results',
      'paragraph Results: Kelp is an alga.',
      'paragraph Results: View the results in another way.',
      'caption Results: Fig. 1: Growth. Mean of 12 sites.',
      'caption Results: Table 1 Yields',
      'table Results: Site | t\nNorth | 1',
      'heading Appendix: Appendix',
      'paragraph Appendix: More of it.',
    ]);
  });

  test('captions are one text, in whatever element their class names', async () => {
    const { documents } = await readFileOf(
      'a.html',
      `<h2>Results</h2><p>Kelp grew.</p><figure><figcaption><b>Figure 1.</b> Plots.<p>Seen from above.</p></figcaption></figure>
       <div class="fig"><div class="caption"><p>Figure 2. Urchins.</p></div></div>
       <div class="table-wrap"><div class="table-caption">Table 1. Sizes.</div><table><tr><td>a</td><td>1</td></tr></table><div class="table-foot"><p>In cm.</p></div></div>`,
    );
    expect(blocksOf(documents[0])).toEqual([
      'heading Results: Results',
      'paragraph Results: Kelp grew.',
      'caption Results: Figure 1. Plots. Seen from above.',
      'caption Results: Figure 2. Urchins.',
      'caption Results: Table 1. Sizes.',
      'table Results: a | 1',
      'caption Results: In cm.',
    ]);
  });

  test.each([
    [
      'KaTeX',
      '<span class="katex"><span class="katex-mathml"><math><annotation encoding="application/x-tex">m</annotation></math></span><span class="katex-html" aria-hidden="true">m</span></span>',
      '$m$',
    ],
    [
      'MathJax 2',
      '<span class="MathJax_Preview">m</span><span class="MathJax"><nobr>m</nobr><math><mi>m</mi></math></span><script type="math/tex">m</script>',
      '$m$',
    ],
    ['MathJax 2 without its source', '<span class="MathJax"><nobr>mm</nobr><math><mi>m</mi></math></span>', 'm'],
    [
      'MathJax 3',
      '<mjx-container class="MathJax"><mjx-math aria-hidden="true">mm</mjx-math><mjx-assistive-mml><math><mi>m</mi></math></mjx-assistive-mml></mjx-container>',
      'm',
    ],
  ])('a formula that %s draws is read once', async (_, drawn, text) => {
    expect(texts(await readFileOf('a.html', `<p>The mass ${drawn} holds.</p>`))).toEqual([`The mass ${text} holds.`]);
  });

  test('marks of references in brackets and places to part a word are not read, degrees are', async () => {
    const html =
      '<p>Kelp<sup>[12, 13]</sup> grew at 4 <sup>o</sup>C un&shy;der ice, with NH<sub>4</sub><sup>+</sup>.</p>';
    expect(texts(await readFileOf('a.html', html))).toEqual(['Kelp grew at 4 °C under ice, with NH4^+.']);
  });

  test('an article of nothing but div, with headings in bold type', async () => {
    const section = (name: string) =>
      `<div><div><b>${name}</b></div><div><b>Kelp.</b> ${long}, as was said.<sup><a href="#1">1</a></sup></div><div>${long}, we said.</div></div>`;
    const { documents } = await readFileOf(
      'a.html',
      `<html><head><title>Kelp</title></head><body><div class="cookie-consent">We use cookies.</div><div class="top"><a href="/">Home</a></div>
        <div id="main"><div>${section('Introduction')}${section('Results')}<div><div><strong>References</strong></div><div>1. Bruun 2001.</div></div></div></div>
        <div class="page-footer">All rights reserved.</div></body></html>`,
    );
    expect(documents[0]?.blocks.map(({ section: path }) => path.join('/'))).toEqual([
      ...['Introduction', 'Introduction', 'Introduction'],
      ...['Results', 'Results', 'Results'],
    ]);
    expect(documents[0]?.text).not.toMatch(/cookies|Home|rights|Bruun/);
  });

  test('lists of links within the article that are named so', async () => {
    const html = `<article><h1>Kelp</h1><p>${long}</p><div class="share-tools"><a href="#">Tweet</a> <a href="#">Post</a></div><p>It grew.</p></article>`;
    expect(texts(await readFileOf('a.html', html))).toEqual([`${long.trim()}\n\nIt grew.`]);
  });
});

describe('what is meant to harm is a named failure', () => {
  test.each([
    ['nested elements', '<div>'.repeat(100_000)],
    ['nested lists', '<ul><li>'.repeat(50_000)],
    ['formatting without end', '<b><i>'.repeat(10_000)],
    ['a tag of attributes', `<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>x</p>`],
    ['a table of huge spans', `<table>${'<tr><td colspan="99999">x</td><td>y</td></tr>'.repeat(9)}</table>`],
    ['tags without end', '<br>'.repeat(600_000)],
    ['what looks like tags', '<'.repeat(300_000)],
    ['entities without end', 'x&amp;'.repeat(300_000)],
  ])('%s', async (_, html) => {
    expect(codes(await readFileOf('a.html', `<p>Kelp.</p>${html}`))).toEqual(['unsafe a a.html']);
  });

  test('too large, or without text', async () => {
    expect(codes(await readFileOf('a.html', `<p>${'Kelp.\n'.repeat(1000)}`, { maxBytes: 500 }))).toEqual([
      'too-large a a.html',
    ]);
    expect(codes(await readFileOf('a.html', '<script>kelp()</script>'))).toEqual(['empty a a.html']);
  });

  test('many elements deep within others take seconds, not minutes', async () => {
    const html = (name: string) => `<p>Kelp.</p>${`<div class="${name}">`.repeat(390)}${'<p>Fish.</p>'.repeat(5_000)}`;
    const before = process.cpuUsage();
    expect(texts(await readFileOf('a.html', html('deep')))[0]).toHaveLength('Kelp.\n\nFish.'.length + 4_999 * 7);
    expect(texts(await readFileOf('a.html', html('x nav')))).toEqual(['Kelp.']);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  }, 120_000);

  test('unclosed comments and scripts take no time', async () => {
    expect(texts(await readFileOf('a.html', `<p>Kelp.</p>${'<!-- '.repeat(300_000)}`))).toEqual(['Kelp.']);
    expect(texts(await readFileOf('a.html', `<p>Kelp.</p>${'<script>'.repeat(200_000)}`))).toEqual(['Kelp.']);
  });
});

describe('standard input', () => {
  test.each([
    ['<!DOCTYPE html><html><body><p>Kelp.</p></body></html>', 'Kelp.'],
    ['<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Kelp.</p></body></html>', 'Kelp.'],
    ['<p>Kelp.</p>', 'Kelp.'],
    ['<h2>Results</h2><p>Kelp.</p>', 'Results\n\nKelp.'],
    ['<?xml version="1.0"?><!-- x --><article><body><p>Kelp.</p></body></article>', 'Kelp.'],
    ['<!DOCTYPE article PUBLIC "-//NLM//DTD" "a.dtd"><article><body><p>Kelp.</p></body></article>', 'Kelp.'],
    ['<10 cm of kelp.', '<10 cm of kelp.'],
  ])('%s', async (content, text) => {
    expect(texts(await readStdin([Buffer.from(content)]))).toEqual([text]);
  });
});
