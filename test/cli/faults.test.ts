import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ku } from '../support/cli.ts';
import { type AskedRequest, type Endpoint, type Played, type Player, playEndpoint } from '../support/endpoint.ts';
import { draftAbout } from '../support/targets.ts';

let folder: string;
let endpoint: Endpoint;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ku-test-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await endpoint.close();
});

const named = (request: AskedRequest): string =>
  /Kelp number (\d+)/.exec(request.body.messages.at(-1)?.content ?? '')?.[1] ?? '?';

const answering = (request: AskedRequest): Played => ({
  content: JSON.stringify(draftAbout(`kelp number ${named(request)}`)),
});

const broken: Played = { status: 500, body: '{"error":{"message":"boom"}}' };

/** Extracts documents at an endpoint; waits are cut to a hundredth of a second. */
async function extract(amount: number, player: Player, ...flags: string[]) {
  endpoint = await playEndpoint(player);
  const lines = Array.from({ length: amount }, (_, index) =>
    JSON.stringify({ id: `d${index}`, text: `Kelp number ${index} is blue.` }),
  );
  writeFileSync(join(folder, 'in.jsonl'), lines.join('\n'));
  const quick = ['--passes', '1', '--max-wait', '0.01'];
  const argv = ['extract', 'in.jsonl', '--base-url', endpoint.baseUrl, '--model', 'played', ...quick, ...flags];
  return ku(argv, { cwd: folder, env: { OPENAI_API_KEY: 'test-key' } });
}

describe('a run at an endpoint that fails', () => {
  it('loses nothing and writes the same bytes as an undisturbed one', async () => {
    const undisturbed = await extract(40, answering);
    await endpoint.close();
    const seen = new Map<string, number>();
    const disturbed = (request: AskedRequest): Played => {
      const id = named(request);
      const times = (seen.get(id) ?? 0) + 1;
      seen.set(id, times);
      if (times > Number(id) % 4) return answering(request);
      return (
        [broken, { reset: true }, { status: 429, headers: { 'retry-after': '9' }, body: '{}' }][times % 3] ?? broken
      );
    };
    const { status, stdout } = await extract(40, disturbed, '--report', 'report.json');
    expect(status).toBe(0);
    expect(stdout).toBe(undisturbed.stdout);
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
      documents: { attempts: number }[];
    };
    expect(report.documents.map(({ attempts }) => attempts)).toEqual(report.documents.map((_, id) => (id % 4) + 1));
    expect(endpoint.asked).toHaveLength(report.documents.reduce((sum, { attempts }) => sum + attempts, 0));
  });

  it('says that it stands still after many failures in a row, and goes on when it is answered', async () => {
    const { status, stderr } = await extract(
      12,
      (request, index) => (index < 12 ? broken : answering(request)),
      '--concurrency',
      '12',
    );
    expect(stderr).toContain('10 requests in a row failed (the endpoint answered 500: boom)');
    expect(stderr).toContain('0 failed');
    expect(status).toBe(0);
  });

  it('asks once and fails the document where no retry is wanted', async () => {
    const { status, stderr } = await extract(1, [broken], '--max-retries', '0');
    expect(status).toBe(1);
    expect(stderr).toContain('(d0): the endpoint answered 500: boom');
    expect(endpoint.asked).toHaveLength(1);
  });

  it('ends after the first requests where the key is wrong', async () => {
    const wrong: Player = () => ({ status: 401, body: '{"error":{"message":"wrong"}}' });
    const { status, stderr } = await extract(200, wrong, '--concurrency', '4');
    expect(status).toBe(2);
    expect(stderr.match(/the endpoint refused the key/g)).toHaveLength(1);
    expect(endpoint.asked.length).toBeLessThanOrEqual(4);
  });

  it('says what is done, and keeps the report of it, where an error ends it later', async () => {
    const tired: Player = (request, index) =>
      index < 3 ? answering(request) : { status: 402, body: '{"error":{"message":"pay"}}' };
    const report = join(folder, 'run.json');
    const argv = ['--concurrency', '1', '--passes', '1', '--out', join(folder, 'units.jsonl'), '--report', report];
    const { status, stderr } = await extract(20, tired, ...argv);
    expect(status).toBe(2);
    expect(stderr).toMatch(/\d+ documents · 3 passages · 3 units .*\nku: the endpoint says: pay\n/s);
    expect(JSON.parse(readFileSync(report, 'utf8')).totals).toMatchObject({ units: 3, complete: false });
    const declining: Player = (_, index) => (index < 2 ? { refusal: 'no' } : { status: 401, body: '{}' });
    await extract(20, declining, ...argv.slice(0, 4), '--report', report);
    expect(JSON.parse(readFileSync(report, 'utf8')).totals).toMatchObject({ units: 0, failed: 2 });
  });

  it('splits a passage whose answer is cut off, and cites the sentences of the whole', async () => {
    endpoint = await playEndpoint((request) => {
      const text = request.body.messages.at(-1)?.content ?? '';
      const both = text.includes('Ferns') && text.includes('Kelp');
      const content = JSON.stringify(draftAbout(text.includes('Ferns') ? 'fern' : 'kelp'));
      return both ? { content, finishReason: 'length' } : { content };
    });
    writeFileSync(join(folder, 'in.txt'), 'Kelp is blue. Ferns are blue.');
    const argv = ['extract', 'in.txt', '--base-url', endpoint.baseUrl, '--model', 'played', '--passes', '1'];
    const { stdout, stderr } = await ku([...argv, '--repairs', '0', '--gate', 'warn'], { cwd: folder });
    expect(stderr).toContain('0 failed');
    const unit = JSON.parse(stdout) as { entities: { name: string; attributes: { evidence: number[] }[] }[] };
    expect(unit.entities.map(({ name, attributes }) => [name, attributes[0]?.evidence])).toEqual([
      ['fern', [2]],
      ['kelp', [1]],
    ]);
    expect(endpoint.asked).toHaveLength(4);
  });
});
