import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../src/passages/index.ts';
import { failureCodes } from '../../src/types/failure.ts';
import { expectSound, mutate, texShards } from './mutations.ts';
import { readStdin } from './reading.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/read', name));

describe('400 mutated files of a format end as a document or as a named failure', () => {
  test.each([
    ['jats', 'kelp.xml', undefined],
    ['html', 'kelp.html', undefined],
    ['md', 'kelp.md', undefined],
    ['tex', 'kelp.tex', texShards],
  ])('%s', async (inputFormat, name, shards) => {
    const content = fixture(name);
    let read = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const { documents, failures } = await readStdin([mutate(content, seed, shards)], { inputFormat });
      expect(documents.length + failures.length).toBeGreaterThan(0);
      for (const document of documents) {
        expectSound(document);
        for (const passage of passagesOf(document)) {
          expect(passage.text).toBe(document.text.slice(passage.start, passage.end));
        }
      }
      for (const { code } of failures) expect(failureCodes).toHaveProperty(code);
      read += documents.length;
    }
    expect(read).toBeGreaterThan(0);
  });
});

describe('lines of many megabytes end in bounded time', () => {
  test.each([
    ['jats', '<article><body><p>', 'kelp '],
    ['jats', '<article><body><p>', '&amp;'],
    ['jats', '<article ', 'a="" '],
    ['html', '<p>', 'kelp '],
    ['html', '<p>', '<b>x</b>'],
    ['html', '<p ', 'a '],
    ['md', '', '| '],
    ['md', '', '* '],
    ['md', '[', '!['],
    ['md', '', '<sup>'],
    ['tex', '', 'kelp '],
    ['tex', '', '{'],
    ['tex', '', '${'],
    ['tex', '', '$ \\emph[ '],
    ['tex', '', '\\begin{a}'],
    ['tex', '', '\\newcommand\\a['],
    ['tex', '\\newcommand\\a[1][]{}', '\\a[ '],
    ['tex', '', '\\verb!'],
    ['tex', '\\begin{tabular}{l}', '&'],
    ['tex', '', '\\section '],
    ['tex', '', '\\def\\a{\\a}\\a'],
    ['tex', '', '\\usepackage['],
  ])('%s: %j and then %j', async (inputFormat, start, again) => {
    const bytes = Buffer.from(start + again.repeat(400_000));
    const { documents, failures } = await readStdin([bytes], { inputFormat });
    expect(documents.length + failures.length).toBe(1);
  });
});
