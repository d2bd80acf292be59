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

describe('what is meant to harm is a named failure', () => {
  test.each([
    ['nested elements', '<div>'.repeat(100_000)],
    ['nested lists', '<ul><li>'.repeat(50_000)],
    ['formatting without end', '<b><i>'.repeat(10_000)],
    ['a tag of attributes', `<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>x</p>`],
    ['a table of huge spans', `<table>${'<tr><td colspan="99999">x</td><td>y</td></tr>'.repeat(9)}</table>`],
    ['tags without end', '<br>'.repeat(600_000)],
  ])('%s', async (_, html) => {
    expect(codes(await readFileOf('a.html', `<p>Kelp.</p>${html}`))).toEqual(['unsafe a a.html']);
  });

  test('too large, or without text', async () => {
    expect(codes(await readFileOf('a.html', `<p>${'Kelp.\n'.repeat(1000)}`, { maxBytes: 500 }))).toEqual([
      'too-large a a.html',
    ]);
    expect(codes(await readFileOf('a.html', '<script>kelp()</script>'))).toEqual(['empty a a.html']);
  });

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
    ['<?xml version="1.0"?><!-- x --><article><body><p>Kelp.</p></body></article>', 'Kelp.'],
    ['<!DOCTYPE article PUBLIC "-//NLM//DTD" "a.dtd"><article><body><p>Kelp.</p></body></article>', 'Kelp.'],
    ['<10 cm of kelp.', '<10 cm of kelp.'],
  ])('%s', async (content, text) => {
    expect(texts(await readStdin([Buffer.from(content)]))).toEqual([text]);
  });
});
