import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import {
  type AskedRequest,
  type Endpoint,
  type Played,
  type Player,
  playEndpoint,
  silentBaseUrl,
} from '../support/endpoint.ts';
import { draftAbout } from '../support/targets.ts';

let folder: string;
let endpoint: Endpoint | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ku-test-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await endpoint?.close();
  endpoint = null;
});

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const documents = (amount: number) =>
  Array.from({ length: amount }, (_, index) =>
    JSON.stringify({ id: `d${index}`, text: `Kelp number ${index} is blue.` }),
  ).join('\n');

const idOf = (request: AskedRequest) =>
  /Kelp number (\d+)/.exec(request.body.messages.at(-1)?.content ?? '')?.[1] ?? '?';

const answering = (request: AskedRequest): Played => ({
  content: JSON.stringify(draftAbout(`kelp number ${idOf(request)}`)),
});

async function modelFlags(player: Player): Promise<string[]> {
  endpoint = await playEndpoint(player);
  return ['--base-url', endpoint.baseUrl, '--model', 'played'];
}

const nobody = await silentBaseUrl();

describe('ku extract', () => {
  it('reads the seeds without a key, and what it writes validates', async () => {
    const { status, stdout, stderr } = await ku(['extract', 'seeds']);
    expect(status).toBe(0);
    expect(stderr).toContain('the offline engine reads the documents');
    expect(stderr).toMatch(/10 documents · 10 passages · 10 units · \d+ facts · 0 failed/);
    const units = jsonLines<Unit>(stdout);
    expect(units.map((unit) => unit.document.id)).toEqual(
      Array.from({ length: 10 }, (_, index) => `000_49d4fee2f1e1fee8#${index + 1}`),
    );
    expect(await ku(['validate', '-'], { stdin: stdout })).toMatchObject({ status: 0 });
  });

  it('keeps the order of the input and equal bytes at any concurrency', async () => {
    const delayed: Player = (request) => ({
      ...answering(request),
      delayMs: 100 + ((Number(idOf(request)) * 37) % 60),
    });
    put('in.jsonl', documents(40));
    const flags = await modelFlags(delayed);
    const one = await ku(['extract', 'in.jsonl', ...flags, '--concurrency', '1'], { cwd: folder });
    const many = await ku(['extract', 'in.jsonl', ...flags, '--concurrency', '32'], { cwd: folder });
    expect(jsonLines<Unit>(one.stdout).map((unit) => unit.document.id)).toEqual(
      Array.from({ length: 40 }, (_, index) => `d${index}`),
    );
    expect(many.stdout).toBe(one.stdout);
    expect(endpoint?.mostAtOnce()).toBeGreaterThan(4);
    expect(endpoint?.mostAtOnce()).toBeLessThanOrEqual(32);
  });

  it('names what failed, keeps the evidence in the report, and goes on', async () => {
    const player: Player = (request) => (idOf(request) === '1' ? { refusal: 'I will not' } : answering(request));
    put('in.jsonl', `${documents(3)}\n{"broken\n`);
    const flags = await modelFlags(player);
    const { status, stdout, stderr } = await ku(
      ['extract', 'in.jsonl', ...flags, '--report', 'run.json', '--verbose'],
      { cwd: folder },
    );
    expect(status).toBe(1);
    expect(jsonLines<Unit>(stdout).map((unit) => unit.document.id)).toEqual(['d0', 'd2']);
    expect(stderr).toContain('refused: in.jsonl:2 (d1): the model declined to answer');
    expect(stderr).toMatch(/bad-record: in\.jsonl:4: /);
    const report = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
    expect(report.documents.map((entry: { status: string }) => entry.status)).toEqual([
      'done',
      'failed',
      'done',
      'failed',
    ]);
    expect(report.documents[1]).toMatchObject({
      code: 'refused',
      attempts: 1,
      evidence: { problems: ['refusal: I will not'] },
    });
    expect(report.totals).toMatchObject({ documents: 4, failed: 2, inputTokens: 300 });
  });

  it('ends at once on a wrong key, and shows no key', async () => {
    put('in.jsonl', documents(200));
    const flags = await modelFlags(() => ({ status: 401, body: '{"error":{"message":"bad key sk-secret-123"}}' }));
    const env = { OPENAI_API_KEY: 'sk-secret-123' };
    const { status, stderr } = await ku(['extract', 'in.jsonl', ...flags, '--concurrency', '4'], { cwd: folder, env });
    expect(status).toBe(2);
    expect(stderr).toContain('OPENAI_API_KEY');
    expect(stderr).not.toContain('secret');
    expect(endpoint?.asked.length).toBeLessThan(20);
  });

  it('writes one file a document into a folder', async () => {
    put('in.jsonl', documents(3));
    const { status, stderr } = await ku(['extract', 'in.jsonl', ...(await modelFlags(answering)), '--out', 'units/'], {
      cwd: folder,
    });
    expect(status).toBe(0);
    expect(readdirSync(join(folder, 'units'))).toEqual(['d0.json', 'd1.json', 'd2.json']);
    expect(stderr).toContain('next: ku validate units/');
    expect(await ku(['validate', 'units'], { cwd: folder })).toMatchObject({ status: 0 });
  });

  it('counts, sends nothing and writes nothing in a dry run', async () => {
    put('in.jsonl', documents(3));
    const flags = await modelFlags(answering);
    const { status, stdout, stderr } = await ku(['extract', 'in.jsonl', ...flags, '--dry-run', '--limit', '2'], {
      cwd: folder,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('2 documents · 2 passages · 2 sentences');
    expect(stderr).toContain('would send 2 calls');
    expect(endpoint?.asked).toEqual([]);
  });

  it('reads standard input when something is piped in, and says so when nothing is', async () => {
    const piped = await ku(['extract', '--engine', 'offline'], { stdin: 'Kelp forests absorb carbon.' });
    expect(jsonLines<Unit>(piped.stdout)).toHaveLength(1);
    expect(await ku(['extract'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no input was given') });
  });

  const wrong: [string, string[], string][] = [
    ['a missing input', ['extract', 'nowhere.txt'], 'nowhere.txt'],
    ['a glob without a match', ['extract', '*.nothing'], '*.nothing'],
    ['an unknown flag', ['extract', '--outt', 'x'], 'Did you mean --out?'],
    ['a name like a flag', ['extract', '-dash.txt'], 'a name that begins with a dash goes behind --'],
    ['an unknown command', ['extrat'], 'Did you mean extract?'],
    ['a wrong engine', ['extract', 'in.txt', '--engine', 'magic'], 'expected one of auto, openai, offline'],
    ['a wrong number', ['extract', 'in.txt', '--concurrency', '0'], 'from 1 to 4096'],
    ['a wrong limit', ['extract', 'in.txt', '--limit', 'all'], '--limit'],
    ['an unknown ending', ['extract', 'in.txt', '--engine', 'offline', '--out', 'units.txt'], '.jsonl'],
    ['a model that is not named', ['extract', 'in.txt', '--base-url', nobody], '--model'],
    ['a key that is missing', ['extract', 'in.txt', '--engine', 'openai', '--model', 'm'], 'OPENAI_API_KEY is not set'],
    ['a server that is not there', ['extract', 'in.txt', '--base-url', nobody, '--model', 'm'], "can't be reached"],
    [
      'an unknown prompt',
      ['extract', 'in.txt', '--base-url', nobody, '--model', 'm', '--prompt', 'none.v9'],
      'none.v9',
    ],
  ];
  for (const [name, argv, said] of wrong) {
    it(`could not start with ${name}, and says what to do`, async () => {
      put('in.txt', 'Kelp is blue.');
      const { status, stdout, stderr } = await ku(argv, { cwd: folder });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(said);
      expect(readdirSync(folder)).toEqual(['in.txt']);
    });
  }
});

describe('the key of an endpoint', () => {
  const asked = (key: string) =>
    ku(['extract', '-', '--base-url', nobody, '--model', 'm'], {
      stdin: 'Kelp is blue.',
      env: { OPENAI_API_KEY: key },
    });

  it.each(['sk-a\nsk-b', 'sk-ключ', 'sk-\u0000'])(
    'could not be sent as %j, which is said without showing it',
    async (key) => {
      const { status, stderr } = await asked(key);
      expect(status).toBe(2);
      expect(stderr).toContain('OPENAI_API_KEY holds a character that no key has');
      expect(stderr).not.toContain('sk-');
    },
  );

  it('may end with the line of its file', async () => {
    expect((await asked('sk-abc\n')).stderr).toContain("can't be reached");
  });
});

describe('the voice on standard error', () => {
  it('has colour on a terminal alone, and not where NO_COLOR is set', async () => {
    const say = async (world: Parameters<typeof ku>[1]) => (await ku(['extract', '-'], { stdin: '', ...world })).stderr;
    expect(await say({ terminal: true })).toContain('\u001b[3');
    expect(await say({ terminal: true, env: { NO_COLOR: '1' } })).not.toContain('\u001b[3');
    expect(await say({})).not.toContain('\u001b');
  });

  it('is silent under --quiet but for failures', async () => {
    const { stderr } = await ku(['extract', '-', '--quiet'], { stdin: '' });
    expect(stderr).toMatch(/^failed {2}.*empty/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
