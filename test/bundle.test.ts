import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ku } from './support/cli.ts';
import { parquetFile } from './support/parquet-file.ts';
import { pdfFile, setLines } from './support/pdf-file.ts';

/** The built command runs from a bundle, in which packages are put together anew: what it loads has to do what the sources do. */
const bin = fileURLToPath(new URL('../bin/ku.js', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures/read', import.meta.url));
const text = 'Kelp grows on cold shores of Norway. The survey of 2014 found 40 plants a square metre.';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ku-bundle-'));
  cpSync(fixtures, join(folder, 'read'), { recursive: true });
  writeFileSync(join(folder, 'read/page.pdf'), pdfFile([setLines(text, 50, 50, 400)]));
  writeFileSync(join(folder, 'read/latin.txt'), Buffer.from(`${text} Das Maß heißt größer.`, 'latin1'));
  writeFileSync(
    join(folder, 'set.parquet'),
    parquetFile(
      { text: [text], question: ['Where?'], answer: ['Norway'], options: [['Norway', 'Peru', 'Cuba', 'Chad']] },
      'snappy',
    ),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const untimed = (said: string): string => said.replace(/ · [\d.]+ s$/gm, '');

for (const [what, argv] of [
  ['every format that it reads', ['extract', 'read', '--engine', 'offline', '--format', 'yaml']],
  ['prompts', ['prompt', 'read/kelp.md']],
  ['questions from a Parquet file', ['questions', '--from', 'set.parquet', '--no-screen', '--keep', 'length']],
  ['what a run would cost', ['extract', 'read', '--engine', 'openai', '--model', 'm', '--dry-run']],
] as const) {
  it(`does with ${what} what the sources do`, { timeout: 60_000 }, async () => {
    const built = spawnSync(process.execPath, [bin, ...argv], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    const source = await ku([...argv], { cwd: folder });
    expect({ ...built, stderr: untimed(built.stderr) }).toMatchObject({ ...source, stderr: untimed(source.stderr) });
    expect(built.stderr).not.toContain('bug');
  });
}
