import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, it } from 'vitest';
import type { ComparisonReport } from '../../src/cli/eval/comparison.ts';
import type { EvaluationReport } from '../../src/cli/eval/report.ts';
import { bootstrap } from '../../src/eval/intervals.ts';
import { differenceOf, type Row, shareOf } from '../../src/eval/paired.ts';
import { randomOf } from '../../src/eval/random.ts';
import type { Unit } from '../../src/types/unit.ts';
import { ku } from '../support/cli.ts';
import { type Endpoint, type Player, playEndpoint } from '../support/endpoint.ts';
import { facts, lookingUp, playing, textOf, unitsWith, withoutShare, writeExam } from '../support/exam.ts';
import { playingFacts } from '../support/fact-player.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
let endpoint: Endpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

const documents = [...new Set(facts.map(({ document }) => document))];
const linesOf = (units: readonly Unit[]) => units.map((unit) => `${JSON.stringify(unit)}\n`).join('');

/** Texts, questions, good units in `units.jsonl`, those with three in ten facts lost in `less.jsonl`, copied ones in `copied.jsonl`. */
function scene(): string {
  const cwd = folder();
  writeExam(cwd, unitsWith(facts));
  writeFileSync(join(cwd, 'less.jsonl'), linesOf(unitsWith(withoutShare(0.3))));
  writeFileSync(join(cwd, 'copied.jsonl'), linesOf(unitsWith(facts, ({ sentence }) => sentence)));
  return cwd;
}

/** What another extractor wrote: a file a document, with a record for each fact. */
function writeTheirs(cwd: string, nameOf = (document: string) => document, among: readonly string[] = documents): void {
  mkdirSync(join(cwd, 'theirs'), { recursive: true });
  for (const document of among) {
    const triples = facts
      .filter((fact) => fact.document === document)
      .map(({ name, value }, at) => ({ id: `t${at}`, triple: [document, name, value] }));
    writeFileSync(join(cwd, 'theirs', `${nameOf(document)}.json`), JSON.stringify({ triples }));
  }
}

type Sitting = { cwd: string; given: string[]; flags?: string[]; player?: Player };

async function sit({ cwd, given, flags = [], player = playing(lookingUp) }: Sitting) {
  await endpoint?.close();
  endpoint = await playEndpoint(player);
  const named = ['--base-url', endpoint.baseUrl, '--model', 'played', '--no-cache'];
  return ku(['eval', ...given, '--source', 'texts', '--questions', 'questions.jsonl', ...named, ...flags], { cwd });
}

async function reportOf<Report = ComparisonReport>(sitting: Sitting): Promise<Report> {
  const { stdout, stderr } = await sit({ ...sitting, flags: ['--json', ...(sitting.flags ?? [])] });
  expect(stderr).not.toContain('ku:');
  return JSON.parse(stdout) as Report;
}

const accuracies = ({ systems }: ComparisonReport) => systems.map(({ exam }) => exam?.units?.accuracy.value);

describe('ku eval --compare', () => {
  it('puts one exam to several systems, and what owes nothing to them once', async () => {
    const report = await reportOf({ cwd: scene(), given: ['--compare', 'units.jsonl', 'less.jsonl', 'copied.jsonl'] });
    expect(report.systems.map(({ name, given }) => [name, given])).toEqual([
      ['units.jsonl', 'units'],
      ['less.jsonl', 'units'],
      ['copied.jsonl', 'units'],
    ]);
    expect(accuracies(report)).toEqual([1, 34 / 48, 1]);
    // Nothing, options and text for all, then the units of each.
    expect(endpoint?.asked).toHaveLength(3 * 48 + 3 * 48);
    expect(report.spent.exam?.attempts).toBe(6 * 48);
    expect(Object.keys(report.exam?.arms ?? {}).sort()).toEqual(['nothing', 'options', 'text']);
    expect(report.exam).toMatchObject({ questions: 48, documents: 12 });
  });

  it('tells the difference to the first by document, and none where there is none', async () => {
    const cwd = scene();
    cpSync(join(cwd, 'less.jsonl'), join(cwd, 'same.jsonl'));
    const report = await reportOf({ cwd, given: ['--compare', 'less.jsonl', 'units.jsonl', 'same.jsonl'] });
    const [first, better, same] = report.systems.map(({ exam }) => exam?.difference);
    expect(first).toBeNull();
    expect(better?.value).toBeCloseTo(14 / 48, 10);
    expect(better?.interval?.low).toBeGreaterThan(0);
    // Both lose the same answers, though each of them has a wide interval of its own.
    expect(same).toEqual({ value: 0, interval: { low: 0, high: 0 } });
    const own = report.systems[2]?.exam?.units?.accuracy.interval;
    expect((own?.high ?? 0) - (own?.low ?? 0)).toBeGreaterThan(0.1);
  });

  it('shows no sign of a name that turns a line round, in table and page', async () => {
    const cwd = scene();
    const name = '<b>\u202elnosj.jsonl';
    writeFileSync(join(cwd, name), readFileSync(join(cwd, 'units.jsonl')));
    const given = ['--compare', 'units.jsonl', name];
    const { status, stdout } = await sit({ cwd, given, flags: ['--html', 'report.html'] });
    const page = readFileSync(join(cwd, 'report.html'), 'utf8');
    expect(status).toBe(0);
    for (const shown of [stdout, page]) expect(shown).not.toContain('\u202e');
    expect(page).not.toContain('<b>');
  });

  it('says beside it what each copies, in one table, and on a page', async () => {
    const cwd = scene();
    const flags = ['--html', 'report.html'];
    const { status, stdout } = await sit({ cwd, flags, given: ['--compare', 'units.jsonl', 'copied.jsonl'] });
    expect(status).toBe(0);
    const [head = '', good = '', copied = ''] = stdout.split('\n');
    expect(head).toMatch(/^system +right \(95%\) +to the first +loss to the text +longest run +copied +fail +warn$/);
    expect(good).toMatch(/^units\.jsonl +100\.0% \(75\.8 to 100\.0\) +– +0\.0 .* 0\.0% +0 +0$/);
    expect(copied).toMatch(/^copied\.jsonl +100\.0% .* 0\.0 \(0\.0 to 0\.0\) .* 1\d +\d\d\.\d% +[1-9]\d* +\d+$/);
    expect(stdout).toContain('right for all: no context 0.0%');
    const page = readFileSync(join(cwd, 'report.html'), 'utf8');
    new SaxesParser({ xmlns: true }).write(page).close();
    expect(page).toContain('copied.jsonl');
    expect(page).not.toMatch(/<script|(?:src|href)=|NaN|undefined|null/);
  });

  it('names systems without the folders that they share', async () => {
    const cwd = scene();
    for (const name of ['one', 'two']) mkdirSync(join(cwd, 'out', name), { recursive: true });
    cpSync(join(cwd, 'units.jsonl'), join(cwd, 'out', 'one', 'u.jsonl'));
    cpSync(join(cwd, 'less.jsonl'), join(cwd, 'out', 'two', 'u.jsonl'));
    const given = ['--compare', 'out/one/u.jsonl', 'out/two/u.jsonl'];
    const { stdout } = await sit({ cwd, given });
    expect(stdout).toMatch(/^one\/u\.jsonl +100\.0%/m);
    expect(stdout).toMatch(/^two\/u\.jsonl +70\.8%/m);
    expect(stdout).toContain('differences in points to one/u.jsonl');
    expect((await reportOf({ cwd, given })).systems.map(({ name }) => name)).toEqual(given.slice(1));
  });

  it('gives each system the figures that it has alone', async () => {
    const cwd = scene();
    const compared = await reportOf({ cwd, given: ['--compare', 'units.jsonl', 'less.jsonl'] });
    const alone = await reportOf<EvaluationReport>({ cwd, given: ['less.jsonl'] });
    const { exam, audit } = compared.systems[1] ?? {};
    expect(exam?.loss).toEqual(alone.loss);
    expect(exam?.retention).toEqual(alone.retention);
    expect(exam?.units).toEqual(alone.arms.units);
    expect(audit?.total).toEqual(alone.audit.total);
  });

  it('counts documents that one system leaves out as not answered by it', async () => {
    const cwd = scene();
    writeFileSync(join(cwd, 'fewer.jsonl'), linesOf(unitsWith(facts).slice(3)));
    const { stdout, stderr } = await sit({
      cwd,
      flags: ['--json'],
      given: ['--compare', 'units.jsonl', 'fewer.jsonl'],
    });
    const report = JSON.parse(stdout) as ComparisonReport;
    expect(accuracies(report)).toEqual([1, 0.75]);
    expect(report.systems[1]?.exam?.difference?.value).toBe(-0.25);
    expect(report.systems[1]?.exam?.withoutUnits).toEqual(['site-1', 'site-2', 'site-3']);
    expect(stderr).toContain('fewer.jsonl: site-2: no units');
  });

  it('judges the same facts of the texts for all systems, listed once', async () => {
    const report = await reportOf({
      ...{ cwd: scene(), given: ['--compare', 'units.jsonl', 'less.jsonl'], flags: ['--facts'] },
      player: playingFacts({}, playing(lookingUp)),
    });
    const [full, less] = report.systems.map(({ facts: found }) => found);
    expect(full?.recall.share.value).toBe(1);
    expect(less?.recall).toMatchObject({ facts: 48, share: { value: 34 / 48 } });
    expect(less?.recall.difference?.value).toBeCloseTo(-14 / 48, 10);
    expect(less?.precision.difference?.value).toBe(0);
    const lists = endpoint?.asked.filter(({ body }) => body.messages[0]?.content.startsWith('You list'));
    expect(lists).toHaveLength(12);
  });

  it.each([
    [['--compare', 'units.jsonl'], 'nothing to compare units.jsonl with'],
    [['--compare'], 'no unit file'],
    [['--compare', 'units.jsonl', 'units.jsonl'], 'compared with itself'],
    [['--compare', 'units.jsonl', '-'], 'standard input is not'],
    [['--compare', 'units.jsonl', 'nowhere.jsonl'], 'nowhere.jsonl does not exist'],
    [['units.jsonl', '--as-context', 'theirs'], 'compare them with --compare'],
    [['--as-context', 'units.jsonl'], 'without --as-context'],
    [['--as-context', 'nowhere'], 'nowhere does not exist'],
    [['theirs/site-1.json'], 'named with --as-context'],
    [['--as-contexts', 'theirs'], 'Did you mean --as-context?'],
  ])('says what is wrong with %j, and asks nothing', async (given, message) => {
    const cwd = scene();
    writeTheirs(cwd);
    const { status, stderr } = await sit({ cwd, given });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(endpoint?.asked).toEqual([]);
  });
});

describe('ku eval --as-context', () => {
  it('lets JSON of any shape sit the exam, as it stands, with its audit beside it', async () => {
    const cwd = scene();
    writeTheirs(cwd);
    const report = await reportOf<EvaluationReport>({ cwd, given: ['--as-context', 'theirs'] });
    expect(report.arms.units?.accuracy.value).toBe(1);
    expect(report.arms.other?.accuracy.value).toBe(0);
    expect(report.audit).toMatchObject({ units: 12, problems: [], total: { longestCopiedRun: expect.any(Number) } });
    const shown = endpoint?.asked.map(({ body }) => body.messages[1]?.content ?? '') ?? [];
    const file = JSON.parse(readFileSync(join(cwd, 'theirs', 'site-4.json'), 'utf8'));
    expect(shown.filter((text) => text.includes(`\n${JSON.stringify(file, null, 2)}\nDATA `))).toHaveLength(8);
  });

  it('reads text files of a folder, and says that they are copied', async () => {
    const cwd = scene();
    mkdirSync(join(cwd, 'copies'));
    for (const document of documents) writeFileSync(join(cwd, 'copies', `${document}.txt`), textOf(document));
    const report = await reportOf<EvaluationReport>({ cwd, given: ['--as-context', 'copies'] });
    expect(report.arms.units?.accuracy.value).toBe(1);
    expect(report.audit.units).toBe(12);
    expect(report.audit.total.copiedShare).toBe(1);
    expect(report.audit.total.fail).toBeGreaterThan(0);
  });

  it('finds documents by their digests, and by ids in one file of records', async () => {
    const digests = new Map(unitsWith(facts).map(({ document }) => [document.id, document.sha256]));
    const cwd = scene();
    writeTheirs(cwd, (document) => digests.get(document) ?? '');
    const byDigest = await reportOf<EvaluationReport>({ cwd, given: ['--as-context', 'theirs'] });
    expect(byDigest.arms.units?.accuracy.value).toBe(1);
    const records = facts.map(({ document, name, value }) => JSON.stringify({ doc_id: document, fact: [name, value] }));
    writeFileSync(join(cwd, 'all.jsonl'), records.join('\n'));
    const byId = await reportOf<EvaluationReport>({ cwd, given: ['--as-context', 'all.jsonl'] });
    expect(byId.arms.units?.accuracy.value).toBe(1);
  });

  /** What an extractor wrote about a document, as JSON. */
  const written = (document: string) =>
    facts.filter((fact) => fact.document === document).map(({ name, value }) => ({ name, value }));

  it('finds documents by names with further endings, several files of one too', async () => {
    const cwd = scene();
    mkdirSync(join(cwd, 'out'));
    for (const document of documents) {
      const [first, ...others] = written(document);
      writeFileSync(join(cwd, 'out', `${document}.triples.json`), JSON.stringify(first));
      writeFileSync(join(cwd, 'out', `${document}.more.v1.json`), JSON.stringify(others));
    }
    const report = await reportOf<EvaluationReport>({ cwd, given: ['--as-context', 'out'] });
    expect(report.arms.units?.accuracy.value).toBe(1);
    expect(report.audit).toMatchObject({ units: 24, problems: [] });
  });

  it('finds documents by the keys of one object, and names keys that are none', async () => {
    const cwd = scene();
    const [one = '', two = '', three = '', ...others] = documents;
    const all = {
      ...Object.fromEntries(others.map((document) => [document, written(document)])),
      [`${one}.txt`]: JSON.stringify(written(one)),
      [two]: {},
      elsewhere: 'The moon is made of basalt and dust.',
      [three]: written(three),
    };
    writeFileSync(join(cwd, 'all.json'), JSON.stringify(all));
    const { status, stdout, stderr } = await sit({ cwd, given: ['--as-context', 'all.json'], flags: ['--json'] });
    const report = JSON.parse(stdout) as EvaluationReport;
    expect(status).toBe(1);
    expect(report.arms.units?.outcomes).toMatchObject({ right: 44, failed: 4 });
    expect(report.arms.other?.accuracy.value).toBe(0);
    expect(report.audit.units).toBe(11);
    expect(report.audit.problems.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['no-text', `/${two}`],
      ['no-source', '/elsewhere'],
    ]);
    expect(stderr).toContain('all.json: left out: no-source: no source has the id "elsewhere"');
    expect(stderr).toContain(`all.json: left out: no-text: there is no text under its key "${two}"`);
  });

  it.each<[string, string, (cwd: string) => void]>([
    [
      'one name of two documents',
      'out/site-1.json:1 (/0) could be about more than one document: "site-1" is the name of 2 documents',
      (cwd) => {
        mkdirSync(join(cwd, 'texts', 'again'));
        writeFileSync(join(cwd, 'texts', 'again', 'site-1.txt'), 'Another text of the same name.');
        writeFileSync(join(cwd, 'out', 'site-1.json'), JSON.stringify(written('site-1')));
      },
    ],
    [
      'two names before the endings',
      'out/site-1.late.notes.json:1 (/0) could be about more than one document: what stands before the endings',
      (cwd) => {
        writeFileSync(join(cwd, 'texts', 'site-1.late.txt'), 'A text that came late.');
        writeFileSync(join(cwd, 'out', 'site-1.late.notes.json'), JSON.stringify(written('site-1')));
      },
    ],
    [
      'a name and keys that are those of others',
      'its keys are ids of others',
      (cwd) => writeFileSync(join(cwd, 'out', 'site-1.json'), JSON.stringify({ 'site-2': written('site-2') })),
    ],
    [
      'a name and a folder',
      'its folder that of another',
      (cwd) => {
        mkdirSync(join(cwd, 'out', 'site-2'));
        writeFileSync(join(cwd, 'out', 'site-2', 'site-1.json'), JSON.stringify(written('site-1')));
      },
    ],
  ])('ends with 2, before it asks, where it would have to guess: %s', async (_, message, write) => {
    const cwd = scene();
    mkdirSync(join(cwd, 'out'));
    write(cwd);
    const { status, stderr } = await sit({ cwd, given: ['--as-context', 'out'] });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(endpoint?.asked).toEqual([]);
  });

  it('takes the whole name of a file before a part of it, and the id of a record before both', async () => {
    const cwd = scene();
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'texts', 'site-1.late.txt'), 'A text that came late.');
    for (const document of documents.slice(1))
      writeFileSync(join(cwd, 'out', `${document}.json`), JSON.stringify(written(document)));
    writeFileSync(join(cwd, 'out', 'site-1.late.json'), JSON.stringify('A kettle of 99 kg.'));
    writeFileSync(
      join(cwd, 'out', 'site-2.x.json'),
      JSON.stringify({ document_id: 'site-1', said: written('site-1') }),
    );
    const report = await reportOf<EvaluationReport>({ cwd, given: ['--as-context', 'out'] });
    expect(report.arms.units?.accuracy.value).toBe(1);
    expect(report.audit).toMatchObject({ units: 13, problems: [] });
  });

  it('finds documents by the folders of their files', async () => {
    const cwd = scene();
    for (const document of documents) {
      mkdirSync(join(cwd, 'out', 'run 1', document), { recursive: true });
      const own = facts.filter((fact) => fact.document === document).map(({ value }) => ({ value }));
      writeFileSync(join(cwd, 'out', 'run 1', document, 'output.json'), JSON.stringify(own));
    }
    const report = await reportOf<EvaluationReport>({ cwd, given: ['--as-context', 'out'] });
    expect(report.arms.units?.accuracy.value).toBe(1);
    expect(report.audit).toMatchObject({ problems: [], total: { words: 96 } });
  });

  it('names files that find no source, ends with 1, and counts what is missing as not answered', async () => {
    const cwd = scene();
    writeTheirs(cwd, undefined, documents.slice(2));
    writeFileSync(join(cwd, 'theirs', 'elsewhere.txt'), 'The moon is made of basalt and dust.');
    const { status, stderr, stdout } = await sit({ cwd, given: ['--as-context', 'theirs'], flags: ['--json'] });
    expect(status).toBe(1);
    expect(stderr).toContain('theirs/elsewhere.txt: left out: no-source');
    expect(stderr).toContain('by the id of the document');
    expect(stderr).not.toContain('--match');
    expect(stderr).toContain('site-1: no units');
    const report = JSON.parse(stdout) as EvaluationReport;
    expect(report.arms.units?.outcomes).toMatchObject({ failed: 8, right: 40 });
    expect(report.audit.problems.map(({ file }) => file)).toEqual(['theirs/elsewhere.txt']);
  });

  it('is compared with units, in one table', async () => {
    const cwd = scene();
    writeTheirs(cwd);
    const given = ['--compare', 'less.jsonl', '--as-context', 'theirs'];
    const report = await reportOf({ cwd, given });
    expect(report.systems.map(({ name, given: how }) => [name, how])).toEqual([
      ['less.jsonl', 'units'],
      ['theirs', 'context'],
    ]);
    expect(accuracies(report)).toEqual([34 / 48, 1]);
    expect(report.systems[1]?.exam?.difference?.value).toBeCloseTo(14 / 48, 10);
    expect(report.systems[1]?.audit?.units).toBe(12);
  });

  it('has its facts listed by the model, and judged as those of units are', async () => {
    const cwd = scene();
    mkdirSync(join(cwd, 'notes'));
    for (const document of documents) {
      const own = facts.filter((fact) => fact.document === document);
      const lines = own.map(({ name, value, place }) => {
        const said = document === 'site-2' && place === 0 ? '7777 grams' : value;
        return `${document} | ${name} | ${said}`;
      });
      writeFileSync(join(cwd, 'notes', `${document}.txt`), lines.join('\n'));
    }
    const report = await reportOf<EvaluationReport>({
      ...{ cwd, given: ['--as-context', 'notes'], flags: ['--facts'] },
      player: playingFacts({}, playing(lookingUp)),
    });
    expect(report.facts?.precision).toMatchObject({ facts: 48, share: { value: 47 / 48 } });
    expect(report.facts?.recall).toMatchObject({ facts: 48, share: { value: 47 / 48 } });
    expect(report.facts?.contradicted.map(({ document, side, sentences }) => [document, side, sentences])).toEqual([
      ['site-2', 'recall', [1]],
      ['site-2', 'precision', [1]],
    ]);
  });
});

describe('the paired difference', () => {
  const drawing = { draws: 2000, seed: 'paired' };
  const width = (interval: { low: number; high: number } | null) =>
    interval === null ? Number.NaN : interval.high - interval.low;

  it('is surer than two intervals would be, where documents are hard for both', () => {
    const random = randomOf('hard and easy');
    const first: Row[] = Array.from({ length: 40 }, () => [8, Math.floor(random() * 8)]);
    const other: Row[] = first.map(([asked, right], at) => [asked, right + (at % 4 === 0 ? 0 : 1)]);
    const found = differenceOf(first, other, drawing);
    expect(found.value).toBeCloseTo(0.75 / 8, 10);
    expect(width(found.interval)).toBeLessThan(width(shareOf(first).interval) / 4);
  });

  it('is the difference that the bootstrap has for both at once', () => {
    const first: Row[] = [
      [4, 1],
      [2, 2],
      [3, 0],
    ];
    const other: Row[] = [
      [4, 3],
      [2, 1],
      [3, 3],
    ];
    const sums = first.map((row, at) => [...row, ...(other[at] ?? [])]);
    const difference = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => d / c - b / a;
    const found = differenceOf(first, other, drawing);
    expect(found.value).toBeCloseTo((7 - 3) / 9, 10);
    expect(found.interval).toEqual(bootstrap(sums, { difference }, drawing).difference);
  });

  it('means nothing without anything that was asked', () => {
    expect(differenceOf([[0, 0]], [[1, 1]], drawing)).toEqual({ value: null, interval: null });
    expect(shareOf([])).toEqual({ value: null, interval: null });
  });
});
