import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codes, ids, read, readFileOf, texts } from './reading.ts';

describe('abstract lists', () => {
  test('the seeds are ten documents, and the line above them is said', async () => {
    const result = await read(['seeds'], { cwd: join(import.meta.dirname, '../..') });
    const stem = '000_49d4fee2f1e1fee8';
    expect(ids(result)).toEqual(Array.from({ length: 10 }, (_, index) => `${stem}#${index + 1}`));
    expect(result.notices).toEqual([`seeds/${stem}.txt: 1 line above the first abstract left out`]);
    expect(result.failures).toEqual([]);
    expect(texts(result).map((text) => text.slice(0, 16))).toEqual([
      'Pre-trained LLMs',
      'Data filtering h',
      'Paywalls, licens',
      'The rapid develo',
      'We introduce BLI',
      'This report intr',
      'We propose a new',
      'Kaplan et al. an',
      'We introduce Dat',
      'Multimodal inter',
    ]);
    expect(texts(result)[0]).toMatch(/a fully pre-trained model\.$/);
    expect(texts(result)[9]).toMatch(/mlfoundations\/MINT-1T\.$/);
    expect(result.documents[3]?.place).toBe(`seeds/${stem}.txt:5`);
  });

  test('an empty entry fails and keeps its number', async () => {
    const result = await read(['list.txt']);
    expect(ids(result)).toEqual(['list#1', 'list#3']);
    expect(texts(result)).toEqual(['Lichens grow faster near roads.\nThe effect is small.', 'Basalt weathers slowly.']);
    expect(codes(result)).toEqual(['empty list#2 list.txt:6']);
    expect(result.notices).toEqual(['list.txt: 3 lines above the first abstract left out']);
    expect(result.all.map((reading) => reading.kind)).toEqual(['notice', 'document', 'failure', 'document']);
  });

  test('one marker further down makes no list', async () => {
    const result = await read(['single.txt']);
    expect(ids(result)).toEqual(['single']);
    expect(texts(result)).toEqual(['A single note.\n\nAbstract: this file is one document.']);
    expect(result.notices).toEqual([]);
  });

  test('one marker at the start does', async () => {
    const result = await readFileOf('one.txt', '\n\fABSTRACT: Clouds drift.');
    expect(ids(result)).toEqual(['one#1']);
    expect(texts(result)).toEqual(['Clouds drift.']);
    expect(result.notices).toEqual([]);
  });

  test('a marker inside of a line is none', async () => {
    expect(ids(await readFileOf('a.txt', 'The Abstract: no.\n  Abstract: no.\n'))).toEqual(['a']);
  });

  test('lines that end as on old Macintoshes are lines', async () => {
    expect(texts(await readFileOf('a.txt', 'Abstract: one\rAbstract: two\rof two\r'))).toEqual(['one', 'two\nof two']);
  });

  test('an abstract over the limit fails alone, also when it is one line', async () => {
    const long = 'x'.repeat(5000);
    const lines = `Abstract: a\nAbstract: ${long}\nAbstract: b\nAbstract: ${'y\n'.repeat(3000)}Abstract: c\n`;
    const result = await readFileOf('a.txt', lines, { maxBytes: 2000 });
    expect(texts(result)).toEqual(['a', 'b', 'c']);
    expect(codes(result)).toEqual(['too-large a#2 a.txt:2', 'too-large a#4 a.txt:4']);
  });

  test('a preamble over the limit does not fail the list', async () => {
    const result = await readFileOf('a.txt', `${'word\n'.repeat(1000)}Abstract: a\nAbstract: b`, { maxBytes: 100 });
    expect(texts(result)).toEqual(['a', 'b']);
    expect(result.notices).toEqual(['a.txt: 1000 lines above the first abstract left out']);
  });
});

describe('one document', () => {
  test('a file over the limit', async () => {
    const result = await readFileOf('a.txt', 'word\n'.repeat(1000), { maxBytes: 100 });
    expect(codes(result)).toEqual(['too-large a a.txt']);
    expect(result.failures[0]?.message).toBe('a.txt: the file is over the limit of 100 bytes for one document');
  });

  test('exactly at the limit, and one byte over it', async () => {
    expect(texts(await readFileOf('a.txt', `${'é'.repeat(50)}\n`, { maxBytes: 100 }))).toHaveLength(1);
    expect(codes(await readFileOf('a.txt', `${'é'.repeat(50)}x`, { maxBytes: 100 }))).toEqual(['too-large a a.txt']);
  });

  test.each([
    ['no bytes', ''],
    ['a byte-order mark', '\ufeff'],
    ['blanks', ' \n\t\r\n\u00a0'],
  ])('a file of %s is empty', async (_, content) => {
    const result = await readFileOf('a.txt', content);
    expect(codes(result)).toEqual(['empty a a.txt']);
    expect(result.failures[0]).toMatchObject({ attempts: 0, evidence: null });
  });
});
