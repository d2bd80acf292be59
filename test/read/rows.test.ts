import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../src/read/rows.ts';
import { temporaryFolders } from '../support/folder.ts';
import { parquetFile } from '../support/parquet-file.ts';

const folder = temporaryFolders();

const rowsOf = async (name: string, content: string | Buffer) => {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return (await readRows(path, name)).rows;
};

describe('rows of a file', () => {
  it.each(['none', 'snappy', 'gzip', 'brotli', 'zstd'] as const)(
    'come from Parquet with texts, lists and numbers (%s)',
    async (codec) => {
      const columns = { text: ['Kelp ∆', 'Zinc', null], answer: [['A', null], [], ['B']], right: [1n, 2n, null] };
      const rows = await rowsOf('set.parquet', parquetFile(columns, codec));
      expect(rows).toEqual([
        { text: 'Kelp ∆', answer: ['A', null], right: 1n },
        { text: 'Zinc', answer: [], right: 2n },
        { text: null, answer: ['B'], right: null },
      ]);
    },
  );

  it('come from Parquet whatever the name, and from JSON in its three forms', async () => {
    expect(await rowsOf('set', parquetFile({ text: ['Kelp'] }))).toEqual([{ text: 'Kelp' }]);
    for (const [name, content] of [
      ['set.json', '[{"text":"Kelp"}]'],
      ['set.json', '{"split":"test","rows":[{"text":"Kelp"}]}'],
      ['set.jsonl', '{"text":"Kelp"}\n\n'],
    ] as const)
      expect(await rowsOf(name, content)).toEqual([{ text: 'Kelp' }]);
  });

  it.each([
    ['set.parquet', 'PAR1 and then nothing of the kind', 'set.parquet is no Parquet file that can be read'],
    ['set.parquet', parquetFile({ text: ['Kelp', 'Zinc'] }).subarray(0, 40), 'set.parquet is no Parquet file'],
    ['set.parquet', 'text,question', 'set.parquet is no Parquet file that can be read: it does not begin with PAR1'],
    ['set.parquet', '', 'it does not begin with PAR1'],
    ['set', 'text,question', 'set is no JSON'],
    ['set.json', '{"text":"Kelp"}', 'set.json is neither an array of rows nor an object with one'],
    ['set.jsonl', '{"text":"Kelp"}\n{"text":', 'set.jsonl:2 is no JSON'],
    ['set.json', '["Kelp"]', 'set.json: row 1 is not an object'],
  ])('are refused in %s that is %j', async (name, content, message) => {
    await expect(rowsOf(name, content)).rejects.toMatchObject({
      code: 'questions',
      message: expect.stringContaining(message),
    });
  });

  it('are refused where the footer is broken, in words that are no words of a program', async () => {
    const file = parquetFile({ text: ['Kelp'] });
    file.fill(0, file.indexOf('schema') - 10, file.length - 8);
    await expect(rowsOf('set.parquet', file)).rejects.toThrow('its pages or its footer are broken');
  });

  // Nobody would wait for the first column, whose page is no gzip: its error would end the process.
  it.each([
    ['text', 'gone'],
    ['gone', 'text'],
  ])('are refused where a broken column (%s) is not that of the schema', async (name, called) => {
    const file = parquetFile({ [name]: ['Kelp'], more: ['Zinc'] }, 'gzip');
    file.fill(0xff, file.indexOf('1f8b', 'hex'), file.indexOf('1f8b', 'hex') + 10);
    file.write(called, file.indexOf(name), 'latin1');
    await expect(rowsOf('set.parquet', file)).rejects.toThrow('its columns are not those of its schema');
  });

  it('say that a file is not there', async () => {
    await expect(readRows('/nowhere/set.parquet', 'set.parquet')).rejects.toMatchObject({
      code: 'missing-input',
      message: "set.parquet can't be read (ENOENT)",
    });
  });
});
