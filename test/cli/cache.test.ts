import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ku } from '../support/cli.ts';
import { type AskedRequest, type Endpoint, type Played, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';
import { draftAbout } from '../support/targets.ts';

const newFolder = temporaryFolders();
let endpoint: Endpoint | null = null;
afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

const nameIn = (request: AskedRequest) =>
  /Kelp number \d+/.exec(request.body.messages.at(-1)?.content ?? '')?.[0] ?? '?';

/** Answers like a model: never twice the same. */
const moody = (request: AskedRequest, index: number): Played => ({
  content: JSON.stringify(draftAbout(`${nameIn(request)}, a ${['brown', 'tall', 'wet', 'calm'][index % 4]} one`)),
});

async function world(documents: number) {
  const cwd = newFolder();
  endpoint = await playEndpoint(moody);
  const lines = Array.from({ length: documents }, (_, at) =>
    JSON.stringify({ id: `d${at}`, text: `Kelp number ${at} is blue.` }),
  );
  writeFileSync(join(cwd, 'in.jsonl'), lines.join('\n'));
  const flags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--passes', '1'];
  const extract = (...more: string[]) =>
    ku(['extract', 'in.jsonl', ...flags, ...more], { cwd, env: { XDG_CACHE_HOME: join(cwd, 'caches') } });
  return { cwd, extract, asked: () => endpoint?.asked.length };
}

describe('the cache of answers on the command line', () => {
  it('makes the same command again cost nothing and write the same bytes', async () => {
    const { cwd, extract, asked } = await world(20);
    const first = await extract();
    expect(first.status).toBe(0);
    const paid = asked();
    expect(paid).toBeGreaterThanOrEqual(20);
    expect((await extract()).stdout).toBe(first.stdout);
    expect((await extract('--concurrency', '3')).stdout).toBe(first.stdout);
    expect(asked()).toBe(paid);
    expect(existsSync(join(cwd, 'caches', 'ku', 'answers.db'))).toBe(true);
  });

  it('is made by no command that only looks after it: the folder may be misspelt', async () => {
    const cwd = newFolder();
    const about = (...argv: string[]) => ku(['cache', ...argv, '--cache', 'misspelt'], { cwd });
    expect((await about('info')).stdout).toMatch(
      /^answers: 0\ndocuments: 0\n.*^megabytes: 0\.0\nleast recent use: none$/ms,
    );
    expect((await about('clear')).stderr).toContain('0 answers and 0 documents removed');
    expect((await about('prune', '--older-than', '1d')).stderr).toContain('0 answers and 0 documents removed');
    expect(existsSync(join(cwd, 'misspelt'))).toBe(false);
  });

  it('needs no endpoint for what was answered', async () => {
    const { extract } = await world(3);
    const first = await extract();
    await endpoint?.close();
    expect(await extract()).toEqual({ ...first, stderr: expect.stringContaining('0 failed') });
  });

  it('asks anew with --no-cache, for another model, and in another folder', async () => {
    const { cwd, extract, asked } = await world(2);
    await extract('--no-cache', '--repairs', '0');
    expect(existsSync(join(cwd, 'caches'))).toBe(false);
    for (const more of [[], ['--model', 'other'], ['--cache', 'elsewhere'], ['--no-cache']]) {
      const before = asked() ?? 0;
      await extract('--repairs', '0', ...more);
      expect(asked(), more.join(' ')).toBe(before + 2);
    }
    expect(existsSync(join(cwd, 'elsewhere', 'answers.db'))).toBe(true);
    writeFileSync(join(cwd, 'ku.yaml'), 'cache: false\n');
    const before = asked() ?? 0;
    await extract('--repairs', '0');
    expect(asked()).toBe(before + 2);
  });

  it('warns once of a broken cache, and does the work', async () => {
    const { cwd, extract } = await world(5);
    mkdirSync(join(cwd, 'c'));
    writeFileSync(join(cwd, 'c', 'answers.db'), 'broken '.repeat(1000));
    const { status, stderr, stdout } = await extract('--cache', 'c');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(5);
    expect(stderr.match(/going on without it/g)).toHaveLength(1);
    expect(stderr).toContain('ku cache clear');
  });

  it('is looked after by commands', async () => {
    const { cwd, extract } = await world(4);
    await extract('--cache', 'c', '--repairs', '0');
    const about = (...argv: string[]) => ku(['cache', ...argv, '--cache', 'c'], { cwd });
    const info = await about('info');
    expect(info.status).toBe(0);
    expect(info.stdout).toMatch(
      /^file: .*answers\.db\nanswers: 4\ndocuments: 0\nmegabytes of answers: 0\.0\nmegabytes of documents: 0\.0\nmegabytes: \d+\.\d\nleast recent use: \d{4}-\d\d-\d\d\n/,
    );
    expect((await about('prune', '--older-than', '30d')).stderr).toBe('0 answers and 0 documents removed\n');
    expect(await about('prune')).toMatchObject({ status: 2, stderr: expect.stringContaining('--older-than') });
    expect(await about('prune', '--older-than', 'long')).toMatchObject({ status: 2 });
    expect((await about('clear')).stderr).toBe('4 answers and 0 documents removed\n');
    expect((await about('info')).stdout).toContain('answers: 0\n');
    expect(await ku(['cache', 'info'], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--cache'),
    });
    expect(await ku(['cache', 'fill'], { cwd })).toMatchObject({ status: 2 });
    expect(readFileSync(join(cwd, 'in.jsonl'), 'utf8')).toContain('Kelp');
  });
});
