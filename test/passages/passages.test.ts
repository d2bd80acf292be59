import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { passagesOf } from '../../src/passages/index.ts';
import type { Document } from '../../src/types/document.ts';

const documentOf = (text: string): Document => ({
  id: 'made-up',
  credit: { title: null, authors: [], year: null, doi: null, url: null, license: null },
  text,
  sha256: createHash('sha256').update(text).digest('hex'),
  place: 'test',
});

test('an abstract is one passage with its sentences', () => {
  const [passage, ...others] = passagesOf(documentOf('Oats grew. Rye did not.'));
  expect(others).toEqual([]);
  expect(passage).toMatchObject({ index: 0, of: 1, start: 0, end: 23, text: 'Oats grew. Rye did not.' });
  expect(passage?.sentences.map((sentence) => sentence.text)).toEqual(['Oats grew.', 'Rye did not.']);
});

test('a document without words has no passage', () => {
  expect(passagesOf(documentOf(''))).toEqual([]);
});
