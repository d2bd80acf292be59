import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Sqlite from 'libsql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundleDigest, isBundled } from '../src/files/bundle-digest.ts';
import { ku } from './support/cli.ts';
import { playEndpoint } from './support/endpoint.ts';
import { parquetFile } from './support/parquet-file.ts';
import { pdfFile, setLines } from './support/pdf-file.ts';
import { draftAbout } from './support/targets.ts';

/** The built command runs from a bundle, in which packages are put together anew: what it loads has to do what the sources do. */
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'bin/ku.js');
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

describe('documents that the built command keeps', () => {
  /** The command as it is installed, in a place where its code may be changed. */
  function installed(): string {
    const home = join(folder, 'installed');
    for (const name of ['bin', 'bundle', 'prompts', 'package.json'])
      cpSync(join(root, name), join(home, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
    return home;
  }

  it('are found as long as no byte of its code changes', { timeout: 60_000 }, async () => {
    const home = installed();
    const endpoint = await playEndpoint(() => ({ content: JSON.stringify(draftAbout('kelp')) }));
    onTestFinished(() => endpoint.close());
    writeFileSync(join(folder, 'one.jsonl'), JSON.stringify({ id: 'one', text: 'Kelp is blue.' }));
    const own = ['--base-url', endpoint.baseUrl, '--model', 'm', '--repairs', '0', '--passes', '1', '--cache', 'cache'];
    async function askedBy(): Promise<number> {
      const before = endpoint.asked.length;
      const child = spawn(process.execPath, [join(home, 'bin/ku.js'), 'extract', 'one.jsonl', ...own], {
        cwd: folder,
        env: {},
      });
      expect(await new Promise((done) => child.on('close', done))).toBe(0);
      const database = new Sqlite(join(folder, 'cache/answers.db'));
      database.exec('DELETE FROM answers');
      database.close();
      return endpoint.asked.length - before;
    }
    expect([await askedBy(), await askedBy()]).toEqual([1, 0]);
    const chunk = readdirSync(join(home, 'bundle')).find((name) => name.startsWith('offline-')) ?? '';
    appendFileSync(join(home, 'bundle', chunk), '\n');
    expect([await askedBy(), await askedBy()]).toEqual([1, 0]);
  });

  it('need a digest of code that has not changed since it was loaded', () => {
    const bundle = pathToFileURL(join(root, 'bundle/'));
    expect(bundleDigest(bundle)).toMatch(/^[0-9a-f]{64}$/);
    expect(bundleDigest(bundle, Date.now())).toBe(bundleDigest(bundle));
    expect(bundleDigest(bundle, new Date('2000-01-01').getTime())).toBeNull();
    expect(isBundled, 'the sources').toBe(false);
  });
});

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
