import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { secretsIn, shownAddress } from '../../src/text/address.ts';
import { playBatches } from '../support/batch-endpoint.ts';
import { type CliResult, ku } from '../support/cli.ts';
import { type AskedRequest, type Played, type Player, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';
import { draftAbout } from '../support/targets.ts';

const newFolder = temporaryFolders();
const secrets = ['p@ssw0rd', 'p%40ssw0rd', 'tok/en-1', 'tok%2Fen-1', 'sk-test-key-123', 'bWU6cEBzc3cwcmQ='];
const guarded = (baseUrl: string) => `${baseUrl.replace('http://', 'http://me:p%40ssw0rd@')}?key=tok%2Fen-1`;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Nothing that was said or written has one of the secrets. */
function expectNoSecrets(said: CliResult, folder: string): void {
  const written = filesIn(folder).map((path): [string, string] => [path, readFileSync(path, 'latin1')]);
  for (const [where, text] of [['stdout', said.stdout], ['stderr', said.stderr], ...written])
    for (const secret of secrets) expect(text?.includes(secret), `${secret} in ${where}:\n${said.stderr}`).toBe(false);
}

async function world(player: Player) {
  const cwd = newFolder();
  mkdirSync(join(cwd, 'out'));
  writeFileSync(join(cwd, 'in.jsonl'), '{"id":"a","text":"Kelp is blue."}\n{"id":"b","text":"Kelp is brown."}\n');
  const endpoint = await playEndpoint(player);
  onTestFinished(() => endpoint.close());
  const kept = ['--cache', 'out/cache', '--report', 'out/report.json', '--max-retries', '0', '--verbose'];
  const extract = async (address: string, ...flags: string[]) => {
    const argv = ['extract', 'in.jsonl', '--base-url', address, '--model', 'played', ...kept, ...flags];
    const said = await ku(argv, { cwd, env: { OPENAI_API_KEY: 'sk-test-key-123' } });
    expectNoSecrets(said, join(cwd, 'out'));
    return said;
  };
  return { cwd, endpoint, extract };
}

const good: Played = { content: JSON.stringify(draftAbout('kelp')) };

/** Answers with the address and the header it was asked by, as gateways do. */
const echo =
  (status: number) =>
  (request: AskedRequest): Played => {
    const { authorization } = request.headers;
    return {
      status,
      body: JSON.stringify({ error: { message: `no: ${request.url} by ${authorization}, sk-test-key-123` } }),
    };
  };

describe('name and password in an address, and a key in its query', () => {
  it('are sent, and neither printed nor stored', async () => {
    const { endpoint, extract } = await world(() => good);
    for (const flags of [[], ['--log-json'], ['--dry-run'], ['--no-cache']]) {
      expect((await extract(guarded(endpoint.baseUrl), ...flags)).status, flags.join()).toBe(0);
    }
    const [asked] = endpoint.asked;
    expect(asked?.url).toBe('/v1/chat/completions?key=tok%2Fen-1');
    expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from('me:p@ssw0rd').toString('base64')}`);
  });

  it('decide nothing about an answer: another password finds it in the cache', async () => {
    const { endpoint, extract } = await world(() => good);
    await extract(endpoint.baseUrl);
    const asked = endpoint.asked.length;
    await extract(endpoint.baseUrl.replace('http://', 'http://me:p%40ssw0rd@'));
    expect(endpoint.asked.length).toBe(asked);
  });

  for (const status of [200, 400, 401, 404, 407, 429, 500]) {
    it(`are not repeated after an endpoint that says them with ${status}`, async () => {
      const { endpoint, extract } = await world(echo(status));
      for (const flags of [[], ['--log-json']]) {
        const said = await extract(guarded(endpoint.baseUrl), ...flags);
        expect(said.status, said.stderr).not.toBe(0);
      }
    });
  }

  it('are not repeated where nobody is home, and where it is no address', async () => {
    const { endpoint, extract } = await world([]);
    await endpoint.close();
    const wrong = guarded(endpoint.baseUrl);
    for (const address of [
      wrong,
      wrong.replace('http:', 'ftp:'),
      wrong.replace('http://', ''),
      wrong.replace('127.0.0.1', '::'),
    ]) {
      expect((await extract(address)).status, address).toBe(2);
    }
  });

  it('are not repeated from a ku.yaml that is none', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'ku.yaml'), `base-url: "http://me:p%40ssw0rd@host/v1\nmodel: m\n`);
    const said = await ku(['extract', '-'], { cwd, stdin: 'Kelp.' });
    expect([said.status, said.stderr]).toEqual([2, expect.stringMatching(/ku\.yaml is not YAML: .* at line \d/)]);
    expectNoSecrets(said, newFolder());
  });

  it('are not in batches either: not in the store, not in its list', async () => {
    const { cwd } = await world([]);
    const provider = await playBatches({ answer: () => good, ends: () => 'failed' });
    onTestFinished(() => provider.close());
    const flags = ['--base-url', guarded(provider.baseUrl), '--model', 'played', '--cache', 'out/cache'];
    const said = await ku(['extract', 'in.jsonl', ...flags, '--batch'], { cwd });
    expect(said.status).toBe(2);
    expectNoSecrets(said, join(cwd, 'out'));
    const stuck = await playBatches({ answer: () => good, breaks: (step) => step.startsWith('POST batches') });
    onTestFinished(() => stuck.close());
    const stuckFlags = ['--base-url', guarded(stuck.baseUrl), ...flags.slice(2)];
    const listed = async () => ku(['batch', 'list', '--cache', 'out/cache'], { cwd });
    const signals = new EventEmitter();
    const running = ku(['extract', 'in.jsonl', ...stuckFlags, '--batch'], { cwd, signals });
    await expect.poll(async () => (await listed()).stdout).toContain(`${stuck.baseUrl}?key=…`);
    expectNoSecrets(await listed(), join(cwd, 'out'));
    signals.emit('SIGINT');
    await running;
  });
});

it('a key that is given in place of the name of its variable is not printed', async () => {
  for (const key of ['gsk_abcdefghij123', 'sk-test-key-123']) {
    const { status, stderr } = await ku([
      'extract',
      'seeds',
      '--engine',
      'openai',
      '--api-key-env',
      key,
      '--model',
      'm',
    ]);
    expect([status, stderr.includes(key)]).toEqual([2, false]);
  }
  const { stderr } = await ku(['extract', 'seeds', '--api-key-env', 'gsk_abcdefghij123', '--dry-run']);
  expect(stderr).not.toContain('gsk_abc');
});

it('an address is shown without what is nobody’s business', () => {
  const shown: [string, string][] = [
    ['https://api.example.org/v1', 'https://api.example.org/v1'],
    ['https://me:secret@h/v1', 'https://h/v1'],
    ['https://token@h/v1/', 'https://h/v1/'],
    ['https://h/v1?api-version=2024&key=abc', 'https://h/v1?api-version=2024&key=…'],
    ['ftp://me:se@cret@h/v1?key=abc', 'ftp://…@h/v1?…'],
    ['me:secret@h', '…@h'],
    ['nonsense', 'nonsense'],
  ];
  for (const [address, expected] of shown) expect(shownAddress(address)).toBe(expected);
  expect(secretsIn('https://h/v1?api-version=2024-10-21')).toEqual([]);
  expect(secretsIn('https://token@h/v1')).toContain('token');
});

it('what an endpoint says acts upon no terminal', async () => {
  const message = 'bad \u001b[2J\u001b]0;title\u0007 key \u202e';
  const { extract, endpoint } = await world(() => ({ status: 401, body: JSON.stringify({ error: { message } }) }));
  const { status, stderr } = await extract(endpoint.baseUrl);
  expect([status, stderr]).toEqual([2, expect.stringContaining('bad \ufffd[2J')]);
  for (const character of ['\u001b', '\u0007', '\u202e']) expect(stderr).not.toContain(character);
});
