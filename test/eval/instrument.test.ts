import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, it } from 'vitest';
import type { EvaluationReport } from '../../src/cli/eval/report.ts';
import type { Arm } from '../../src/eval/index.ts';
import { evaluationSchema } from '../../src/types/evaluation.ts';
import type { Unit } from '../../src/types/unit.ts';
import { unitId } from '../../src/units/identity.ts';
import { ku } from '../support/cli.ts';
import { type Endpoint, type Player, playEndpoint } from '../support/endpoint.ts';
import {
  alwaysB,
  facts,
  longest,
  lookingUp,
  playing,
  questionOf,
  textOf,
  unitsWith,
  withoutShare,
  writeExam,
} from '../support/exam.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
let endpoint: Endpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

type Sitting = {
  units?: Unit[];
  player?: Player;
  flags?: string[];
  cwd?: string;
  signals?: EventEmitter;
  again?: boolean;
  columns?: number;
};

async function sit({
  units = unitsWith(facts),
  player = playing(lookingUp),
  flags = [],
  cwd,
  signals,
  again,
  columns,
}: Sitting) {
  const place = cwd ?? folder();
  if (cwd === undefined) writeExam(place, units);
  if (endpoint === null || again !== true) {
    await endpoint?.close();
    endpoint = await playEndpoint(player);
  }
  const named = ['--base-url', endpoint.baseUrl, '--model', 'played', '--concurrency', '16'];
  const kept = flags.includes('--cache') ? [] : ['--no-cache'];
  const from = ['eval', 'units.jsonl', '--source', 'texts', '--questions', 'questions.jsonl'];
  return ku([...from, ...named, ...kept, ...flags], {
    cwd: place,
    ...(signals === undefined ? {} : { signals }),
    ...(columns === undefined ? {} : { columns }),
  });
}

async function reportOf(sitting: Sitting): Promise<EvaluationReport> {
  const { stdout, stderr } = await sit({ ...sitting, flags: ['--json', ...(sitting.flags ?? [])] });
  expect(stderr).not.toContain('ku:');
  return evaluationSchema.parse(JSON.parse(stdout));
}

const accuracy = (report: EvaluationReport, arm: Arm) => report.arms[arm]?.accuracy.value ?? null;
const fallsInto = (interval: { low: number; high: number } | null, value: number) =>
  interval !== null && interval.low <= value && value <= interval.high;

describe('the exam, sat by a reader who looks the answer up in what it is given', () => {
  it('finds no loss where the text is given as the units, and says beside it that they are copied', async () => {
    const report = await reportOf({ units: unitsWith(facts, ({ sentence }) => sentence), flags: ['--margin', '25'] });
    expect(accuracy(report, 'text')).toBe(1);
    expect(accuracy(report, 'units')).toBe(1);
    expect(report.loss).toEqual({ value: 0, interval: { low: 0, high: 0 } });
    expect(report.retention.value).toBe(1);
    expect(report.verdict).toEqual({ margin: 0.25, answer: 'held' });
    expect(report.audit.total.longestCopiedRun).toBeGreaterThan(11);
    expect(report.audit.total.fail).toBeGreaterThan(0);
  });

  it('knows nothing without a context, from the options alone, and from the units of another document', async () => {
    const report = await reportOf({});
    for (const arm of ['nothing', 'options', 'other'] as const) {
      expect(accuracy(report, arm)).toBe(0);
      expect(report.arms[arm]?.outcomes.silent).toBe(facts.length);
    }
    expect(accuracy(report, 'units')).toBe(1);
    // 12 documents without a loss do not rule a loss of 2 points out.
    expect(report.verdict).toEqual({ margin: 0.02, answer: 'open' });
    expect(report.groups.position.map(({ questions }) => questions)).toEqual([12, 12, 12, 12]);
    expect(report.audit.total.longestCopiedRun).toBeLessThan(6);
  });

  it('finds nothing in units that were swapped with those of another document', async () => {
    const good = unitsWith(facts);
    const swapped = good.map((unit, at) => {
      const other = { ...(good[(at + 1) % good.length] ?? unit), document: unit.document };
      return { ...other, id: unitId(other) };
    });
    const report = await reportOf({ units: swapped });
    expect(accuracy(report, 'text')).toBe(1);
    expect(accuracy(report, 'units')).toBe(0);
    expect(report.retention.value).toBe(0);
    expect(report.verdict.answer).toBe('lost');
  });

  it('falls with the facts that are deleted: 10, 30 and 50 of a hundred', async () => {
    const shares = [0, 0.1, 0.3, 0.5];
    const found: number[] = [];
    for (const share of shares) {
      const kept = withoutShare(share);
      const { retention } = await reportOf({ units: unitsWith(kept) });
      expect(retention.value).toBeCloseTo(kept.length / facts.length, 10);
      expect(fallsInto(retention.interval, 1 - share)).toBe(true);
      found.push(retention.value ?? Number.NaN);
    }
    expect(found.toSorted((one, other) => other - one)).toEqual(found);
    expect(new Set(found).size).toBe(shares.length);
  });
});

describe('the exam, sat by readers who know nothing', () => {
  it.each([
    ['always says B', alwaysB, '4'],
    ['always says B', alwaysB, '5'],
    ['always takes the longest option', longest, '4'],
    ['always takes the longest option', longest, '5'],
  ])('puts one who %s at chance (%#)', async (_, answering, choices) => {
    const flags = ['--choices', choices, '--shuffles', '4'];
    const report = await reportOf({ player: playing(answering), flags });
    for (const arm of ['nothing', 'options', 'text', 'units', 'other'] as const) {
      expect(accuracy(report, arm)).toBe(0.25);
      expect(report.arms[arm]?.answers).toBe(4 * facts.length);
    }
    expect(report.loss.value).toBe(0);
    expect(report.retention).toEqual({ value: null, interval: null });
    const { position } = report.groups;
    expect(position.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D']);
    if (answering === alwaysB) expect(position.map(({ accuracy: { text } }) => text?.value)).toEqual([0, 1, 0, 0]);
  });

  it('gives no point for the right letter without words of the context', async () => {
    const inventing = playing((shown) => ({ ...lookingUp(shown), words: 'nobody wrote these words' }));
    const report = await reportOf({ player: inventing });
    expect(report.arms.text?.outcomes).toMatchObject({ right: 0, unquoted: facts.length });
    expect(accuracy(report, 'units')).toBe(0);
  });
});

describe('what goes wrong', () => {
  it('counts unparsable answers apart, and as not known', async () => {
    const able = playing(lookingUp);
    const player: Player = (request) =>
      JSON.stringify(request.body.messages).includes('clay vessel of site-3?') ? { content: 'no JSON' } : able(request);
    const report = await reportOf({ player });
    expect(report.arms.text?.outcomes).toMatchObject({ unparsable: 1, right: facts.length - 1 });
    expect(accuracy(report, 'text')).toBeCloseTo(47 / 48, 10);
  });

  it('keeps documents without units in the denominator, and names them', async () => {
    const units = unitsWith(facts).slice(3);
    const report = await reportOf({ units });
    expect(report.withoutUnits).toEqual(['site-1', 'site-2', 'site-3']);
    expect(report.arms.units).toMatchObject({ answers: 48, outcomes: { failed: 12, right: 36 } });
    expect(accuracy(report, 'units')).toBe(0.75);
    expect(accuracy(report, 'text')).toBe(1);
  });

  it('leaves out what has no source, says so, and ends with 1', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts));
    writeFileSync(join(cwd, 'texts', 'site-1.txt'), `${textOf('site-1')} One more sentence.`);
    const { status, stderr, stdout } = await sit({ cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('site-1: 4 questions left out');
    expect(stdout).toContain('44 questions about 11 documents');
  });

  it.each<[string, (text: string) => string, string]>([
    ['a word', (text) => text.replace('the dry iron kettle', 'the old iron kettle'), 'a frozen file was changed'],
    ['an empty line', (text) => text.replace('\n', '\n\n'), 'no JSON'],
    ['a blank at the end of a line', (text) => text.replace('\n', ' \n'), 'a frozen file was changed'],
    ['other ends of lines', (text) => text.replaceAll('\n', '\r\n'), 'a frozen file was changed'],
    ['a question that is missing', (text) => text.slice(text.indexOf('\n') + 1), 'a frozen file was changed'],
    ['a question that came twice', (text) => text.replace(/^.*\n/, '$&$&'), 'a frozen file was changed'],
    ['no last line', (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2)), ':48: /schema'],
    ['another count in the last line', (text) => text.replace('"questions":48', '"questions":47'), 'was changed'],
    ['another seed in the last line', (text) => text.replace('"seed":1', '"seed":2'), 'was changed'],
    ['fewer dropped', (text) => text.replace('"dropped":{}', '"dropped":{"copied":1}'), 'was changed'],
    ['a last line without its end', (text) => text.trimEnd(), 'was changed'],
    ['nothing', () => '', 'it is empty'],
  ])('refuses a file of questions that was changed: %s', async (_, change, message) => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts));
    const file = join(cwd, 'questions.jsonl');
    const text = readFileSync(file, 'utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(file, change(text));
    const { status, stderr } = await sit({ cwd });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(endpoint?.asked).toEqual([]);
  });

  it('ends with 2, before it asks, where no source is one that the questions are about', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts));
    for (const name of readdirSync(join(cwd, 'texts')))
      writeFileSync(join(cwd, 'texts', name), `Another text, ${name}.`);
    const { status, stdout, stderr } = await sit({ cwd, flags: ['--out', 'report.json'] });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('there is nothing to put');
    expect(endpoint?.asked).toEqual([]);
    expect(readdirSync(cwd)).not.toContain('report.json');
  });

  it('ends with 2 where the file holds no question', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts), []);
    const { status, stderr } = await sit({ cwd });
    expect({ status, said: stderr.includes('the file of questions holds none') }).toEqual({ status: 2, said: true });
  });

  it.each(['--out', '--html'])('knows a place of %s that cannot be written before it asks', async (flag) => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts));
    const { status, stderr } = await sit({ cwd, flags: [flag, 'texts'] });
    expect(status).toBe(2);
    expect(stderr).toContain('exists and is not a file');
    expect(endpoint?.asked).toEqual([]);
    expect(readdirSync(cwd).sort()).toEqual(['questions.jsonl', 'texts', 'units.jsonl']);
  });
});

describe('an exam that does not come to its end', () => {
  it('ends with 130 on Ctrl-C, without a report, and begins the next time where it was', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts));
    const signals = new EventEmitter();
    const player: Player = (request, index) => {
      if (index === 100) signals.emit('SIGINT');
      return playing(lookingUp)(request);
    };
    const first = await sit({ cwd, player, signals, flags: ['--cache', 'kept', '--out', 'report.json'] });
    expect(first.status).toBe(130);
    expect(first.stderr).toContain('no report was written: the same command goes on');
    expect(readdirSync(cwd)).not.toContain('report.json');
    const second = await sit({ cwd, again: true, flags: ['--cache', 'kept', '--out', 'report.json'] });
    expect(second.status).toBe(0);
    // At most those that were in flight are asked twice.
    expect(endpoint?.asked.length).toBeLessThanOrEqual(240 + 16);
    expect(readdirSync(cwd)).toContain('report.json');
  });

  it('ends at the limit of tokens, and says so', async () => {
    const { status, stderr, stdout } = await sit({ flags: ['--max-tokens', '3000'] });
    expect(status).toBe(1);
    expect(stderr).toContain('--max-tokens');
    expect(stdout).toBe('');
  });
});

describe('ku eval', () => {
  it('asks nothing again and writes the same report to the byte, from the answers of an earlier run', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(withoutShare(0.3)));
    writeFileSync(join(cwd, 'ku.yaml'), 'prices:\n  played: {input: 1, cachedInput: 0.1, output: 10}\n');
    // One answer that can't be used at first, and requests that fail once.
    const able = playing(lookingUp);
    const player: Player = (request, index) => {
      if (index % 50 === 7) return { status: 500, body: '{}' };
      return index === 20 ? { content: 'no JSON' } : able(request);
    };
    const written = (name: string) => readFileSync(join(cwd, name), 'utf8');
    const first = await sit({ cwd, player, flags: ['--cache', 'kept', '--out', 'a.json', '--html', 'a.html'] });
    const asked = endpoint?.asked.length;
    const second = await sit({ cwd, again: true, flags: ['--cache', 'kept', '--out', 'b.json', '--html', 'b.html'] });
    expect(endpoint?.asked.length).toBe(asked);
    expect(second.stdout).toBe(first.stdout);
    expect(written('b.json')).toBe(written('a.json'));
    expect(written('b.html')).toBe(written('a.html'));
    expect(JSON.parse(written('a.json')).spent).toMatchObject({ attempts: 241, cost: expect.any(Number) });
  });

  it('shows a table, writes the report where --out says, and puts the same questions each time', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(withoutShare(0.3)));
    const { status, stdout } = await sit({ cwd, flags: ['--out', 'report.json'] });
    expect(status).toBe(0);
    for (const shown of ['its units', 'units of another', 'retention: 70.8%', 'guessable', 'copying, of 12 units']) {
      expect(stdout).toContain(shown);
    }
    const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as EvaluationReport;
    const { marks } = await reportOf({ cwd });
    expect(marks).toEqual(report.marks);
    expect(report.spent).toMatchObject({ attempts: 240, inputTokens: 24_000, outputTokens: 2400, cost: null });
    expect(report.groups.stratum.map(({ name, questions }) => [name, questions])).toEqual([
      ['open', 36],
      ['guessable', 12],
    ]);
  });

  it('gives the reader a unit once that came twice, and counts one document as one', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts), facts.slice(0, 4).map(questionOf));
    const once = await sit({ cwd });
    const asked = endpoint?.asked.map(({ body }) => body.messages[1]?.content);
    const units = readFileSync(join(cwd, 'units.jsonl'), 'utf8');
    writeFileSync(join(cwd, 'units.jsonl'), `${units}${units}`);
    const twice = await sit({ cwd });
    expect(endpoint?.asked.map(({ body }) => body.messages[1]?.content).sort()).toEqual(asked?.sort());
    for (const { stdout } of [once, twice]) expect(stdout).toContain('4 questions about 1 document;');
  });

  it('stays within the columns of a terminal, with nothing left out', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(withoutShare(0.3)));
    const wide = await sit({ cwd });
    const narrow = await sit({ cwd, columns: 80 });
    const lengths = (text: string) => text.split('\n').map((line) => [...line].length);
    expect(Math.max(...lengths(wide.stdout))).toBeGreaterThan(80);
    expect(Math.max(...lengths(narrow.stdout))).toBeLessThanOrEqual(80);
    const words = (text: string) => new Set(text.split(/\s+/));
    expect(words(narrow.stdout)).toEqual(words(wide.stdout));
  });

  it('says what may hide where no answer differs, and has an interval where all are right', async () => {
    const { stdout } = await sit({});
    expect(stdout).toContain(
      'loss, text less units: 0.0 (0.0 to 0.0) points: no document differs, but so few (12) could hide a loss of up to 24.2 points',
    );
    // Wilson's interval of 12 in 12, for 12 documents.
    expect(stdout).toMatch(/^its units +48 +100\.0% \(75\.8 to 100\.0\)/m);
  });

  it('writes a page that is well-formed, without scripts, and takes names for text', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(withoutShare(0.3)));
    await sit({ cwd, flags: ['--html', 'report.html', '--model', '<script>"&'] });
    const page = readFileSync(join(cwd, 'report.html'), 'utf8');
    const names = new Map<string, number>();
    const parser = new SaxesParser({ xmlns: true });
    parser.on('opentag', ({ local }) => names.set(local, (names.get(local) ?? 0) + 1));
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(page).close();
    expect(Object.fromEntries(names)).toMatchObject({ main: 1, h1: 1, svg: 2, rect: 14, table: 7, caption: 7 });
    expect(names.has('script')).toBe(false);
    expect(page).toContain('put to &lt;script&gt;&quot;&amp;.');
    expect(page).toContain('its units 70.8%');
    expect(page).not.toMatch(/(?:src|href)=|NaN|undefined|null/);
  });

  it.each([
    [['eval', '--source', 'x', '--questions', 'y'], 'no unit file'],
    [['eval', 'u', '--questions', 'y'], 'no --source'],
    [['eval', 'u', '--source', 'x'], 'no --questions'],
    [['eval', 'u', '--source', 'x', '--questions', 'y', '--shuffles', '0'], '--shuffles is "0"'],
    [['eval', 'u', '--source', 'x', '--questions', 'y', '--choices', '3'], '--choices is "3"'],
  ])('says what is wrong with %j', async (argv, message) => {
    const { status, stderr } = await ku(argv);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
