import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import type { Player } from '../support/endpoint.ts';
import { answering, numberOf, sceneOf } from '../support/run.ts';

const idsOf = (text: string) => jsonLines<Unit>(text).map((unit) => unit.document.id);
const refusing =
  (...numbers: number[]): Player =>
  (request) =>
    numbers.includes(numberOf(request)) ? { refusal: 'I will not' } : answering(request);

type Entry = { document: string; place: string; status: string; reason?: string; attempts?: number };
const entriesOf = (report: string) => JSON.parse(report).documents as Entry[];

describe('--max-failures', () => {
  it('ends the run when more than so many failed; what is done is kept, the rest is listed', async () => {
    const { folder, flags, read } = await sceneOf(200, refusing(3, 4, 5));
    const argv = [
      'extract',
      'in.jsonl',
      ...flags,
      '--out',
      'units.jsonl',
      '--report',
      'run.json',
      '--concurrency',
      '1',
    ];
    const { status, stderr } = await ku([...argv, '--max-failures', '2'], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toContain('stopped  failures: 3 documents of 6 failed, more than --max-failures 2 allows');
    const entries = entriesOf(read('run.json'));
    expect(entries).toHaveLength(200);
    expect(entries.filter((entry) => entry.status === 'failed').map((entry) => entry.document)).toEqual([
      'd3',
      'd4',
      'd5',
    ]);
    expect(entries.at(-1)).toEqual({ document: 'd199', place: 'in.jsonl:200', status: 'skipped', reason: 'failures' });
    expect(JSON.parse(read('run.json')).totals).toMatchObject({ documents: 200, failed: 3, complete: true });
    const done = entries.filter((entry) => entry.status === 'done');
    expect(idsOf(read('units.jsonl'))).toEqual(done.map((entry) => entry.document));
    expect(done.length).toBeLessThan(20);
  });

  it('does not end it before', async () => {
    const { folder, flags } = await sceneOf(20, refusing(3, 4));
    const { stdout, stderr } = await ku(['extract', 'in.jsonl', ...flags, '--max-failures', '2'], { cwd: folder });
    expect(idsOf(stdout)).toHaveLength(18);
    expect(stderr).not.toContain('stopped');
  });

  it('judges a share from 50 documents on', async () => {
    const { folder, flags } = await sceneOf(120, refusing(0, 1, 2, 60));
    const argv = ['extract', 'in.jsonl', ...flags, '--concurrency', '1'];
    const loose = await ku([...argv, '--max-failures', '7%'], { cwd: folder });
    expect(idsOf(loose.stdout)).toHaveLength(116);
    const strict = await ku([...argv, '--max-failures', '5.5%'], { cwd: folder });
    expect(strict.stderr).toContain('3 documents of 50 failed, more than --max-failures 5.5% allows');
  });

  it('keeps the report also where nothing was done', async () => {
    const { folder, flags, read } = await sceneOf(9, refusing(0, 1, 2, 3, 4, 5, 6, 7, 8));
    const argv = ['extract', 'in.jsonl', ...flags, '--report', 'run.json', '--max-failures', '0'];
    expect(await ku(argv, { cwd: folder })).toMatchObject({ status: 1, stdout: '' });
    expect(entriesOf(read('run.json'))).toHaveLength(9);
  });

  for (const wrong of ['-1', '101%', 'some', '1.5']) {
    it(`refuses ${wrong}`, async () => {
      const argv = ['extract', 'seeds', '--engine', 'offline', `--max-failures=${wrong}`];
      expect(await ku(argv)).toMatchObject({ status: 2, stderr: expect.stringContaining('a share of them like 5%') });
    });
  }
});

describe('--retry-failed', () => {
  it('does the failed ones alone, and says which it did not find', async () => {
    const { folder, flags, endpoint, read } = await sceneOf(6, (request, index) =>
      index < 6 ? (refusing(1, 4) as (...given: unknown[]) => object)(request) : answering(request),
    );
    appendFileSync(join(folder, 'in.jsonl'), '\n{"broken\n');
    const argv = ['extract', 'in.jsonl', ...flags, '--passes', '1', '--repairs', '0', '--concurrency', '1'];
    await ku([...argv, '--report', 'run.json'], { cwd: folder });
    expect(endpoint.asked).toHaveLength(6);
    writeFileSync(
      join(folder, 'in.jsonl'),
      read('in.jsonl').replace('{"broken', '{"id": "d9", "text": "Kelp number 9 is blue."}').replace('"d4"', '"moved"'),
    );
    // The report may be laid out anew, and may be the one that is written.
    writeFileSync(join(folder, 'run.json'), JSON.stringify(JSON.parse(read('run.json')), null, 2));
    const again = await ku([...argv, '--retry-failed', 'run.json', '--report', 'run.json'], { cwd: folder });
    expect(idsOf(again.stdout)).toEqual(['d1', 'd9']);
    expect(again.stderr).toContain('1 document that failed in the report not found: in.jsonl:5');
    expect(endpoint.asked.slice(6).map(numberOf)).toEqual([1, 9]);
    expect(entriesOf(read('run.json')).map(({ document }) => document)).toEqual(['d1', 'd9']);
    expect(again.status).toBe(0);
  });

  const wrong: [string, string, string][] = [
    ['no report', '{"documents": []}', 'it does not begin as one'],
    ['no JSON', 'hello', 'it does not begin as one'],
    ['a report that is cut off', '{"tool":"ku","documents":[\n {"document":"a","pla', 'it is cut off'],
    ['an entry that is none', '{"tool":"ku","documents":[1],"totals":{}}', 'an entry has no document, place or status'],
  ];
  for (const [name, content, said] of wrong) {
    it(`refuses ${name}`, async () => {
      const { folder, flags } = await sceneOf(1, [], { 'run.json': content });
      const { status, stderr } = await ku(['extract', 'in.jsonl', ...flags, '--retry-failed', 'run.json'], {
        cwd: folder,
      });
      expect(status).toBe(2);
      expect(stderr).toContain(`run.json is no report: ${said}`);
    });
  }

  it('says that a report is not there', async () => {
    const { folder, flags } = await sceneOf(1, []);
    const argv = ['extract', 'in.jsonl', ...flags, '--retry-failed', 'nowhere.json'];
    expect((await ku(argv, { cwd: folder })).stderr).toContain("nowhere.json can't be read (ENOENT)");
  });
});

const priced = { 'ku.yaml': 'prices: {played: {input: 1, cachedInput: 0.5, output: 10}}\n' };
const usage = { prompt_tokens: 1000, completion_tokens: 100, prompt_tokens_details: { cached_tokens: 400 } };
const paid: Player = (request) => ({ ...answering(request), usage });
/** Of one call at the prices above: 600 at 1, 400 at 0.5 and 100 at 10 dollars per million; and without the discount. */
const callCost = 0.0018;
const listCost = 0.002;

describe('the budget', () => {
  it('counts by document, model and kind of call, cached input apart, and gives units the list price', async () => {
    const { folder, flags, read } = await sceneOf(3, paid, priced);
    const argv = ['extract', 'in.jsonl', ...flags, '--passes', '1', '--repairs', '0', '--report', 'run.json'];
    const { stdout, stderr } = await ku(argv, { cwd: folder });
    expect(jsonLines<Unit>(stdout)[0]?.provenance.usage).toEqual({
      inputTokens: 1000,
      outputTokens: 100,
      cost: listCost,
    });
    const report = JSON.parse(read('run.json'));
    const one = { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 100 };
    expect(report.documents[0]).toMatchObject({ ...one, cost: callCost, calls: { extract: { calls: 1, ...one } } });
    const three = { calls: 3, inputTokens: 3000, cachedInputTokens: 1200, outputTokens: 300, cost: 3 * callCost };
    expect(report.totals).toMatchObject({
      ...three,
      usage: { played: { extract: three } },
      sent: { played: { extract: three } },
    });
    expect(stderr).toContain('3,000 tokens in (1,200 cached), 300 out');
    expect(stderr).toContain('sent: 3 calls (extract 3) · $0.0054');
  });

  it('tells second looks from first ones', async () => {
    const empty = JSON.stringify({ summary: null, entities: [], relations: [] });
    const { folder, flags, read } = await sceneOf(1, () => ({ content: empty }));
    await ku(['extract', 'in.jsonl', ...flags, '--report', 'run.json'], { cwd: folder });
    const { calls } = JSON.parse(read('run.json')).documents[0];
    expect(calls).toMatchObject({ extract: { calls: 1, inputTokens: 100 }, missing: { calls: 1, inputTokens: 100 } });
  });

  it('leaves the cost of units null where no price is known', async () => {
    const { folder, flags } = await sceneOf(1, paid);
    const { stdout } = await ku(['extract', 'in.jsonl', ...flags], { cwd: folder });
    expect(jsonLines<Unit>(stdout)[0]?.provenance.usage.cost).toBeNull();
  });

  for (const [flag, limit, expected] of [
    ['--max-tokens', 22_000, 20],
    ['--max-cost', 0.04, 22],
  ] as const) {
    it(`ends before the request that would pass ${flag}, at any concurrency`, async () => {
      const { folder, flags, endpoint, read } = await sceneOf(60, paid, priced);
      const rest = ['--passes', '1', '--repairs', '0', '--report', 'run.json', flag, String(limit)];
      for (const concurrency of ['1', '16']) {
        const before = endpoint.asked.length;
        const argv = ['extract', 'in.jsonl', ...flags, ...rest, '--concurrency', concurrency];
        const { status, stdout, stderr } = await ku(argv, { cwd: folder });
        const sent = endpoint.asked.length - before;
        expect(status).toBe(1);
        expect(sent * (flag === '--max-tokens' ? 1100 : callCost)).toBeLessThanOrEqual(limit);
        expect(sent).toBeGreaterThanOrEqual(expected - 1);
        expect(idsOf(stdout)).toHaveLength(sent);
        expect(stderr).toContain(`stopped  budget: the next request would pass ${flag} ${limit}`);
        const entries = entriesOf(read('run.json'));
        expect(entries).toHaveLength(60);
        expect(entries.filter(({ reason }) => reason === 'budget')).toHaveLength(60 - sent);
      }
    });
  }

  it('sends nothing where the first request would pass it', async () => {
    const { folder, flags, endpoint } = await sceneOf(3, paid);
    const { status, stderr } = await ku(['extract', 'in.jsonl', ...flags, '--max-tokens', '100'], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toContain('3 not done');
    expect(endpoint.asked).toEqual([]);
  });

  it('wants the price of the model for --max-cost', async () => {
    const { folder, flags } = await sceneOf(1, [], { 'ku.yaml': 'prices: {another: {input: 1, output: 1}}\n' });
    const { status, stderr } = await ku(['extract', 'in.jsonl', ...flags, '--max-cost', '1'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('--max-cost needs the price of played');
  });
});

describe('the budget of an audit', () => {
  it('leaves out the reconstructions that would pass it, and audits all the same', async () => {
    const first = await sceneOf(4, answering);
    const units = await ku(['extract', 'in.jsonl', ...first.flags], { cwd: first.folder });
    const player: Player = () => ({ content: 'Kelp was blue.', usage: { prompt_tokens: 1000, completion_tokens: 10 } });
    const { folder, flags, endpoint } = await sceneOf(4, player, { 'units.jsonl': units.stdout });
    const argv = ['audit', 'units.jsonl', '--source', 'in.jsonl', '--reconstruct', '--concurrency', '1', ...flags];
    const { status, stdout, stderr } = await ku([...argv, '--max-tokens', '2500', '--json'], { cwd: folder });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).units).toHaveLength(4);
    expect(endpoint.asked).toHaveLength(2);
    expect(stderr).toContain('not-reconstructed: the text was not reconstructed: the next request would pass');
  });
});

describe('--dry-run', () => {
  it('counts tokens and prices them, and reads what looks like a control token', async () => {
    const { folder, flags } = await sceneOf(1, [], { ...priced, 'b.txt': 'Kelp <|endoftext|> is blue.' });
    const { status, stderr } = await ku(['extract', 'in.jsonl', 'b.txt', ...flags, '--dry-run'], { cwd: folder });
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /would read 2 documents · 2 passages · 2 sentences · \d+ tokens · 0 failed; nothing was sent/,
    );
    expect(stderr).toMatch(
      /would send 2 calls, one a passage \(with every repair and second look 16\) · [\d,]+ tokens in, .* out, .* · \$0\.0\d+ without/,
    );
  });

  it('leaves out what the cache answers, and makes no cache', async () => {
    const { folder, endpoint, flags } = await sceneOf(5, answering, priced);
    const argv = ['extract', 'in.jsonl', ...flags, '--passes', '1', '--repairs', '0', '--cache', 'c'];
    const dry = async () => (await ku([...argv, '--dry-run'], { cwd: folder })).stderr;
    expect(await dry()).toContain('would send 5 calls, one a passage (with');
    expect(existsSync(join(folder, 'c'))).toBe(false);
    await ku([...argv, '--limit', '3'], { cwd: folder });
    expect(await dry()).toContain('would send 2 calls, one a passage, as the cache answers for 3 (with');
    await ku(argv, { cwd: folder });
    expect(await dry()).toMatch(/would send 0 calls, .* · 0 tokens in, .* · 0 out, .* · \$0\.0000 without/);
    expect(endpoint.asked).toHaveLength(5);
  });

  it('tells machines what it expects', async () => {
    const { folder, flags } = await sceneOf(2, [], priced);
    const expectedOf = async (...argv: string[]) => {
      const { stderr } = await ku([...argv, '--dry-run', '--log-json'], { cwd: folder });
      return jsonLines<{ event: string; expected?: object }>(stderr).find(({ event }) => event === 'end')?.expected;
    };
    expect(await expectedOf('extract', 'in.jsonl', ...flags)).toEqual({
      calls: 2,
      mostCalls: 16,
      outputTokens: expect.any(Number),
      cost: expect.any(Number),
    });
    const unpriced = await expectedOf('extract', 'in.jsonl', ...flags, '--model', 'other');
    expect(unpriced).toMatchObject({ calls: 2, cost: null });
    const offline = await expectedOf('extract', 'in.jsonl', '--engine', 'offline');
    expect(offline).toEqual({ calls: 0, mostCalls: 0, outputTokens: 0, cost: 0 });
  });

  it('foretells nothing for the offline engine', async () => {
    const { stderr } = await ku(['extract', 'seeds', '--engine', 'offline', '--dry-run']);
    expect(stderr).toContain('no calls, no tokens, no money');
  });
});
