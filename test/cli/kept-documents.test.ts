import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../src/cache/database.ts';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { type AskedRequest, type Endpoint, type Played, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';
import { draftAbout } from '../support/targets.ts';

const newFolder = temporaryFolders();
const endpoints: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of endpoints.splice(0)) await endpoint.close();
});

async function play(player: (request: AskedRequest) => Played): Promise<Endpoint> {
  const endpoint = await playEndpoint(player);
  endpoints.push(endpoint);
  return endpoint;
}

const declined = 3;
const inVain = 4;
const dull = 5;

/** Finds a fact in most passages; one document is declined, one keeps a wrong number as its repair is declined, one says nothing. */
function answering({ body }: AskedRequest): Played {
  const said = body.messages[1]?.content ?? '';
  const form = body.response_format?.json_schema as { name?: string } | undefined;
  if (form?.name === 'names_of_one_thing') {
    const [one = '', other = ''] = [...said.matchAll(/\be\d+\b/g)].map(([id]) => id);
    return { content: JSON.stringify({ same: [{ ids: [one, other], reason: 'one and the same' }] }) };
  }
  if (form?.name === 'knowledge_unit_repairs') return { refusal: 'no' };
  const [, name = 'Kelp', digits = '0'] = /^\[1\] (\w+) number (\d+)/m.exec(said) ?? [];
  const number = Number(digits);
  if (number === declined) return { refusal: 'I would rather not' };
  if (number === dull) return { content: JSON.stringify({ summary: null, entities: [], relations: [] }) };
  return { content: JSON.stringify(draftAbout(`${name} number ${number === inVain ? 77 : number}`)) };
}

const lineOf = (number: number, more: object = {}) =>
  JSON.stringify({ id: `d${number}`, title: 'On kelp', text: `Kelp number ${number} is blue.`, ...more });
const paper = ['Urchin', 'Otter', 'Urchin'].map((name, at) => `## Part ${at}\n\n${name} number ${at} is blue.\n`);

async function world() {
  const cwd = newFolder();
  const endpoint = await play(answering);
  const lines = [0, 1, 2, declined, inVain, dull, 1].map((number) => lineOf(number));
  writeFileSync(join(cwd, 'in.jsonl'), lines.join('\n'));
  writeFileSync(join(cwd, 'paper.md'), paper.join('\n'));
  const flags = ['--base-url', endpoint.baseUrl, '--model', 'played', '--passes', '1', '--repairs', '1'];
  const argv = ['extract', 'in.jsonl', 'paper.md', ...flags, '--cache', 'cache'];
  const extract = (more: string[] = [], codeDigest: string | null = 'code') =>
    ku([...argv, ...more], { cwd, ...(codeDigest === null ? {} : { codeDigest }) });
  const sql = (statement: string) => {
    const database = new Sqlite(databasePath(join(cwd, 'cache')));
    database.exec(statement);
    database.close();
  };
  const info = async () => (await ku(['cache', 'info', '--cache', 'cache'], { cwd })).stdout;
  const asked = () => endpoint.asked.length;
  return { cwd, endpoint, flags, extract, sql, info, asked };
}

/** Six documents end; of these, one fails and the repair of another comes to nothing. */
const whole = 5;

const untimed = (text: string): string =>
  text.replaceAll(/ · \d+\.\d s\b/g, '').replaceAll(/"(?:seconds":[\d.]+|time":"[^"]*")/g, '');

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map(({ name, parentPath }) => [name, untimed(readFileSync(join(parentPath, name), 'utf8'))]),
  );
}

type Entry = { document: string; calls: unknown };

describe('a finished document', () => {
  const outputs: [string, string[]][] = [
    ['standard output', []],
    ['standard output as YAML', ['--format', 'yaml']],
    ['standard output as JSON', ['--format', 'json', '--verbose']],
    ['a file', ['--out', 'made/units.jsonl']],
    ['a file of YAML', ['--out', 'made/units.yaml']],
    ['a folder', ['--out', 'made/units/']],
    ['events', ['--log-json']],
  ];
  for (const [name, more] of outputs) {
    it(`is written again as it would be from its answers: ${name}`, { timeout: 30_000 }, async () => {
      const { cwd, extract, sql, info, asked } = await world();
      const told = ['--report', 'made/report.json', ...more];
      mkdirSync(join(cwd, 'made'));
      await extract();
      expect(await info()).toContain(`documents: ${whole}\n`);
      const paid = asked();
      const again = async () => {
        rmSync(join(cwd, 'made'), { recursive: true });
        mkdirSync(join(cwd, 'made'));
        const { status, stdout, stderr } = await extract(told);
        return { status, stdout, stderr: untimed(stderr), files: filesIn(join(cwd, 'made')) };
      };
      sql('DELETE FROM documents');
      const fromAnswers = await again();
      const declinedAnew = asked() - paid;
      sql(`DELETE FROM answers WHERE key IN (SELECT value FROM documents, json_each(made_of))`);
      const kept = await again();
      expect(kept).toEqual(fromAnswers);
      expect(kept.status).toBe(1);
      expect(kept.files['report.json']).toContain('"status":"done"');
      expect(asked() - paid, 'what is not kept alone was asked for').toBe(2 * declinedAnew);
    });
  }

  it('took what its answers took, that about its names too, though nothing is sent for it', async () => {
    const { cwd, extract } = await world();
    const tokensOf = async (report: string, code: string | null) => {
      await extract(['--report', report], code);
      const { documents } = JSON.parse(readFileSync(join(cwd, report), 'utf8')) as { documents: Entry[] };
      return documents.find(({ document }) => document === 'paper');
    };
    const first = await tokensOf('first.json', 'code');
    const [kept, fromAnswers] = [await tokensOf('kept.json', 'code'), await tokensOf('answers.json', null)];
    expect(fromAnswers).toEqual(kept);
    expect(first?.calls).toMatchObject({
      extract: { calls: 3, inputTokens: 300 },
      resolve: { calls: 1, inputTokens: 100 },
    });
    expect(kept?.calls).toMatchObject({
      extract: { calls: 0, inputTokens: 300 },
      resolve: { calls: 0, inputTokens: 100 },
    });
  });

  it('is kept neither from the sources nor with --no-cache, and found by neither', async () => {
    const { extract, sql, info, asked } = await world();
    await extract([], null);
    expect(await info()).toContain('documents: 0\n');
    await extract();
    expect(await info()).toContain(`documents: ${whole}\n`);
    sql('DELETE FROM answers');
    for (const [more, code] of [
      [[], null],
      [['--no-cache'], 'code'],
    ] as const) {
      const before = asked();
      await extract([...more], code);
      expect(asked() - before, String(more)).toBeGreaterThan(whole);
      sql('DELETE FROM answers');
    }
  });

  it('is not kept where it failed in part, or a call for it came to nothing', async () => {
    const { cwd, extract, sql } = await world();
    writeFileSync(join(cwd, 'paper.md'), paper.join('\n').replace('Otter number 1', `Otter number ${declined}`));
    const { stderr } = await extract();
    expect(stderr).toContain('a call for repair came to nothing');
    expect(stderr).toContain('1 of 3 passages failed');
    sql('DELETE FROM answers');
    const { stdout } = await extract(['--verbose'], 'code');
    expect(jsonLines<Unit>(stdout).map(({ document: { id } }) => id)).toContain('paper');
    const database = new Sqlite(databasePath(join(cwd, 'cache')));
    const done = database.prepare('SELECT done FROM documents').raw().all([]).join('\n');
    database.close();
    expect(done).toContain('"id":"d0"');
    for (const id of [`d${declined}`, `d${inVain}`, 'paper']) expect(done).not.toContain(`"id":"${id}"`);
  });

  it('holds its units, and no sentence of its text', async () => {
    const { cwd, extract } = await world();
    await extract();
    const database = new Sqlite(databasePath(join(cwd, 'cache')));
    const rows = database.prepare('SELECT key, made_of, done FROM documents').raw().all([]) as string[][];
    database.close();
    const all = rows.flat().join('\n');
    expect(all).toContain('Urchin number 2');
    expect(all).toContain('no fact of it is left');
    expect(all).not.toContain('is blue');
    expect(rows.filter(([, made]) => JSON.parse(made ?? '').length > 0)).toHaveLength(whole);
  });

  it('is found by what a run that was stopped has finished', async () => {
    const { extract, sql, asked } = await world();
    await extract(['--limit', '2']);
    sql('DELETE FROM answers');
    const before = asked();
    await extract(['--limit', '3']);
    expect(asked() - before).toBe(1);
  });
});

describe('what decides the units of a document', () => {
  type World = Awaited<ReturnType<typeof world>>;

  async function askedBy(change: (world: World) => Promise<unknown>): Promise<number> {
    const here = await world();
    writeFileSync(join(here.cwd, 'in.jsonl'), lineOf(0));
    rmSync(join(here.cwd, 'paper.md'));
    writeFileSync(join(here.cwd, 'paper.md'), '## A\n\nKelp number 1 is blue.\n');
    cpSync(new URL('../../prompts/extract.v1.md', import.meta.url), join(here.cwd, 'prompt.md'));
    const more = ['--prompt', join(here.cwd, 'prompt.md')];
    expect((await here.extract(more)).status).toBe(0);
    here.sql('DELETE FROM answers');
    const before = here.asked();
    await change({ ...here, extract: (changed = [], code) => here.extract([...more, ...changed], code) });
    return here.asked() - before;
  }

  const edit = (name: string, from: string, to: string) => (here: World) => {
    const path = join(here.cwd, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    return here.extract();
  };

  const priced = ({ cwd, extract }: World) => {
    writeFileSync(join(cwd, 'ku.yaml'), 'prices: {played: {input: 1, output: 2}}\n');
    return extract();
  };

  const misses: [string, number, (here: World) => Promise<unknown>][] = [
    ['the code', 2, ({ extract }) => extract([], 'other code')],
    ['the prompt', 2, edit('prompt.md', '# system', '# system\n\nBe brief.')],
    ['a setting', 2, ({ extract }) => extract(['--context-words', '99'])],
    ['a flag', 2, ({ extract }) => extract(['--strict'])],
    ['the model', 2, ({ extract }) => extract(['--model', 'other'])],
    ['the price of the model', 2, priced],
    ['the text', 1, edit('in.jsonl', 'is blue', 'is a blue')],
    ['the credit', 1, edit('in.jsonl', 'On kelp', 'Of kelp')],
    ['the id', 1, edit('in.jsonl', '"d0"', '"d9"')],
    ['the headings', 1, edit('paper.md', '## A', '### A')],
  ];
  for (const [name, asked, change] of misses) {
    it(`is ${name}: what was kept is not found with another`, async () => {
      expect(await askedBy(change)).toBe(asked);
    });
  }

  it('is the endpoint', async () => {
    const other = await play(answering);
    await askedBy(({ extract }) => extract(['--base-url', other.baseUrl]));
    expect(other.asked).toHaveLength(2);
  });

  it('is not how fast it is made, where it goes, or who asks', async () => {
    const asked = await askedBy(async ({ cwd, endpoint, extract }) => {
      for (const more of [
        ['--concurrency', '3', '--workers', '0', '--rpm', '900', '--max-retries', '1', '--timeout', '9'],
        ['--out', 'units/', '--report', 'report.json', '--quiet'],
        ['--max-tokens', '10', '--max-failures', '1', '--limit', '5', '--max-bytes', '20M'],
        ['--base-url', `${endpoint.baseUrl.replace('//', '//name:password@')}/`],
        ['--format', 'yaml', '--verbose', '--no-color', '--engine', 'openai'],
      ])
        await extract(more);
      writeFileSync(join(cwd, 'ku.yaml'), 'prices: {another: {input: 1, output: 2}}\n');
      await extract();
    });
    expect(asked).toBe(0);
  });
});
