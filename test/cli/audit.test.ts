import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditReport, UnitAudit } from '../../src/audit/index.ts';
import { figuresTable } from '../../src/cli/audit-table.ts';
import type { Draft } from '../../src/types/draft.ts';
import type { Unit } from '../../src/types/unit.ts';
import { cleanDraft, sourceText, unitOf } from '../support/audited.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { attributeOf, entityOf } from '../support/drafts.ts';
import { type Endpoint, type Player, playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
let endpoint: Endpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

type Files = Record<string, string | unknown[]>;

/** A folder with the files; a list is written as JSON Lines. */
function folderWith(files: Files): string {
  const cwd = folder();
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : content.map((one) => `${JSON.stringify(one)}\n`).join('');
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const audit = (files: Files, ...flags: string[]) => ku(['audit', ...flags], { cwd: folderWith(files) });

const copied = 'lost their ice between two surveys made by hand';

/** The clean draft with one more attribute. */
function draftWith(change: Parameters<typeof attributeOf>[0]): Draft {
  const draft = structuredClone(cleanDraft);
  draft.entities[0]?.attributes.push(attributeOf(change));
  return draft;
}

const planted = draftWith({ name: 'survey', value: copied });
const shifted = draftWith({ name: 'rate', value: '1.5 metres per year', evidence: [2] });

describe('ku audit', () => {
  it('passes a clean unit, in one line, and says what it is no advice on', async () => {
    const files = { 'units.jsonl': [unitOf(cleanDraft)], 'silvan.txt': sourceText };
    const { status, stdout, stderr } = await audit(files, 'units.jsonl', '--source', 'silvan.txt');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: '1 unit of 1 document · 0 fail · 0 warn · a diagnostic, not legal advice\n',
    });
    const [head = '', row = '', total = '', ...rest] = stdout.trimEnd().split('\n');
    expect(rest).toEqual([]);
    expect(head.split(/ {2,}/)).toEqual([
      ...['document', 'units', 'longest run', 'copied', '5-gram', '7-gram', '11-gram', 'exempt'],
      ...['stated', 'kept', 'drifted', 'order', 'missing', 'warn', 'fail'],
    ]);
    expect(row).toMatch(/^silvan +1 +\d+ +0\.0%/);
    expect(total).toMatch(/^total +1 /);
    expect(new Set([head, row, total].map((line) => line.length)).size, 'columns stand flush right').toBe(1);
  });

  it('measures what extraction measured', async () => {
    const units = jsonLines<Unit>((await ku(['extract', 'seeds', '--engine', 'offline'])).stdout);
    const stdin = units.map((unit) => JSON.stringify(unit)).join('\n');
    const { stdout } = await ku(['audit', '-', '--source', 'seeds', '--json'], { stdin });
    const report = JSON.parse(stdout) as AuditReport;
    expect(report.sources).toEqual({ documents: 10, failed: 0, withoutUnits: 0 });
    expect(report.units.map(({ unit }) => unit)).toEqual(units.map(({ id }) => id));
    for (const [at, { audit }] of units.entries()) {
      const { repairs: _, dropped: __, findings, ...figures } = audit;
      expect(report.units[at]?.figures).toMatchObject(figures);
      expect(report.units[at]?.findings.map(({ check, pointer }) => ({ check, pointer }))).toEqual(
        findings.map(({ check, pointer }) => ({ check, pointer })),
      );
    }
  });

  it('fails a copied run, names its field, and shows the words only when asked', async () => {
    const unit = unitOf(planted);
    const pointer = `/entities/${unit.entities.findIndex(({ attributes }) => attributes.length > 0)}/attributes/0/value`;
    const files = { 'units.jsonl': [unitOf(cleanDraft), unit], 'silvan.txt': sourceText };
    const { status, stdout, stderr } = await audit(files, 'units.jsonl', '--source', 'silvan.txt');
    expect(status).toBe(1);
    expect(stdout).toContain(`fail  units.jsonl:2 ${pointer}: copied-wording: a run of 9 words stands in the source`);
    expect(stdout + stderr).not.toContain('two surveys');
    expect(stderr).toContain('2 units of 1 document · 1 fail');
    expect(stderr).toContain('next: --show-text');
    const shown = await audit(files, 'units.jsonl', '--source', 'silvan.txt', '--show-text');
    expect(shown.stdout).toContain(copied);
    expect(shown.stderr).not.toContain('next:');
  });

  it('has no word of the source in its report either, unless asked', async () => {
    const files = { 'units.jsonl': [unitOf(planted)], 'silvan.txt': sourceText };
    const flags = ['units.jsonl', '--source', 'silvan.txt', '--json'];
    const { status, stdout } = await audit(files, ...flags);
    expect(status).toBe(1);
    expect(stdout).not.toContain('two surveys');
    const report = JSON.parse(stdout) as AuditReport & { notice: string };
    expect(report.notice).toBe('a diagnostic, not legal advice');
    expect(report.total).toMatchObject({ longestCopiedRun: 9, fail: 1, numbers: { stated: 2, kept: 2, drifted: 0 } });
    expect(report.units[0]?.missing).toBeNull();
    const { stdout: shown } = await audit(files, ...flags, '--show-text');
    expect(shown).toContain(copied);
  });

  it('counts what is missing, and lists it in the words of the source only when asked', async () => {
    const files = { 'units.jsonl': [unitOf(cleanDraft)], 'silvan.txt': sourceText };
    const flags = ['units.jsonl', '--source', 'silvan.txt', '--json'];
    const [unit] = (JSON.parse((await audit(files, ...flags)).stdout) as AuditReport).units;
    expect(unit).toMatchObject({ figures: { missing: { numbers: 1, names: 0, sentences: 1 } }, missing: null });
    const [shown] = (JSON.parse((await audit(files, ...flags, '--show-text')).stdout) as AuditReport).units;
    expect(shown?.missing).toContainEqual({ kind: 'number', text: 'two', sentences: [1] });
  });

  it('fails a number with another digit', async () => {
    const files = { 'units.json': JSON.stringify([unitOf(shifted)]), 'silvan.txt': sourceText };
    const { status, stdout } = await audit(files, 'units.json', '--source', 'silvan.txt');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /fail {2}units\.json:1 \/0\/entities\/\d+\/attributes\/0\/value: numbers: a number is not in/,
    );
  });

  it('fails what cites a sentence of another passage', async () => {
    const unit = unitOf(cleanDraft);
    for (const { evidence } of unit.relations) evidence.push(9);
    const files = { 'units.jsonl': [unit], 'silvan.txt': sourceText };
    const { status, stdout } = await audit(files, 'units.jsonl', '--source', 'silvan.txt');
    expect(status).toBe(1);
    expect(stdout).toContain('fail  units.jsonl:1 /relations/0: evidence:');
    expect(stdout).toContain('warn  units.jsonl:1 /id: structure: the id of a unit is not that of its content');
  });

  it('tells what warns from what fails with --fail-on, and --strict makes more of it fail', async () => {
    const inferred = structuredClone(cleanDraft);
    inferred.entities.push(entityOf('e9', 'dark rock'));
    const files = { 'units.jsonl': [unitOf(inferred)], 'silvan.txt': sourceText };
    const run = (...flags: string[]) => audit(files, 'units.jsonl', '--source', 'silvan.txt', ...flags);
    const warned = await run();
    expect(warned).toMatchObject({ status: 0 });
    expect(warned.stdout).toMatch(/warn {2}units\.jsonl:1 \/entities\/\d\/name: grounding/);
    expect(await run('--fail-on', 'warn')).toMatchObject({ status: 1 });
    expect(await run('--strict')).toMatchObject({ status: 1 });
  });

  it('shows as many findings as are asked for, the worst first', async () => {
    const files = { 'units.jsonl': [unitOf(shifted), unitOf(planted)], 'silvan.txt': sourceText };
    const { stdout } = await audit(files, 'units.jsonl', '--source', 'silvan.txt', '--worst', '1');
    expect(stdout.split('worst findings\n')[1]).toMatch(/^fail {2}units\.jsonl:2 .*: copied-wording: .*\n$/);
    const none = await audit(files, 'units.jsonl', '--source', 'silvan.txt', '--worst', '0');
    expect(none.stdout).not.toContain('worst');
  });

  it('colours what goes to a terminal alone', async () => {
    const files = { 'units.jsonl': [unitOf(planted)], 'silvan.txt': sourceText };
    const world = { cwd: folderWith(files), env: { FORCE_COLOR: '1' } };
    const { stdout, stderr } = await ku(['audit', 'units.jsonl', '--source', 'silvan.txt', '--match', 'id'], world);
    expect(stdout + stderr).not.toContain('\u001b[');
    const report = JSON.parse((await audit(files, 'units.jsonl', '--source', 'silvan.txt', '--json')).stdout);
    const { red } = new Chalk({ level: 1 });
    const [, plain = ''] = figuresTable(report, new Chalk({ level: 0 }));
    expect(figuresTable(report, new Chalk({ level: 1 }))[1]).toBe(red(plain));
    expect(red(plain)).not.toBe(plain);
  });

  it('says little under --quiet, but what it is no advice on', async () => {
    const files = { 'units.jsonl': [unitOf(cleanDraft)], 'silvan.txt': sourceText };
    const { stderr } = await audit(files, 'units.jsonl', '--source', 'silvan.txt', '--quiet');
    expect(stderr).toBe('a diagnostic, not legal advice\n');
  });
});

describe('matching', () => {
  const other = 'Cod is heavier in cold water than in warm water.';

  it('names a unit without a source, and what to do', async () => {
    const files = { 'units.jsonl': [unitOf(cleanDraft)], 'cod.txt': other };
    const { status, stdout, stderr } = await audit(files, 'units.jsonl', '--source', 'cod.txt', '--verbose');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('units.jsonl:1: no-source: no source has the digest of its document\n');
    expect(stderr).toContain('--match id');
    expect(stderr).toContain('0 units of 0 documents · 0 fail · 0 warn · 1 problem · 1 source without units');
  });

  it('goes by ids and by places, and says that the text is another one', async () => {
    const changed = `A line above.\n${sourceText}`;
    const records = [
      { id: 'cod', text: other },
      { id: 'silvan', text: changed },
    ];
    const files = { 'units.jsonl': [unitOf(cleanDraft)], 'in.jsonl': records, 'one.jsonl': records.slice(1) };
    const byId = await audit(files, 'units.jsonl', '--source', 'in.jsonl', '--match', 'id', '--json');
    const { units, sources } = JSON.parse(byId.stdout) as AuditReport;
    expect(sources).toEqual({ documents: 2, failed: 0, withoutUnits: 1 });
    expect(units[0]?.document).toBe('silvan');
    expect(units[0]?.findings[0]).toMatchObject({ check: 'structure', severity: 'warn' });
    const byPlace = await audit(files, 'units.jsonl', '--source', 'one.jsonl', '--match', 'order', '--json');
    expect((JSON.parse(byPlace.stdout) as AuditReport).units[0]?.document).toBe('silvan');
    const tooFew = [unitOf(cleanDraft), unitOf(cleanDraft, other, 'cod')];
    const short = await audit(
      { ...files, 'two.jsonl': tooFew },
      'two.jsonl',
      '--source',
      'one.jsonl',
      '--match',
      'order',
    );
    expect(short.status).toBe(1);
    expect(short.stderr).toContain('two.jsonl:2: no-source: there is no source in its place');
  });

  it('reports in the order of the units, whatever that of the sources', async () => {
    const texts = ['Kelp is blue.', 'Moss is green.', 'Rust is red.'];
    const units = texts.map((text, at) => unitOf({ ...cleanDraft, entities: [], relations: [] }, text, `d${at}`));
    const records = texts.map((text, at) => ({ id: `d${at}`, text })).reverse();
    const { stdout } = await audit(
      { 'units.jsonl': units, 'in.jsonl': records },
      'units.jsonl',
      '--source',
      'in.jsonl',
    );
    expect(
      stdout
        .split('\n')
        .slice(1, 4)
        .map((line) => line.slice(0, 2)),
    ).toEqual(['d0', 'd1', 'd2']);
  });

  it('goes on after a source that cannot be read, which keeps its place', async () => {
    const files = {
      'units.jsonl': [unitOf(cleanDraft, other, 'cod'), unitOf(cleanDraft)],
      'a.txt': '',
      'b.txt': sourceText,
    };
    const { status, stdout, stderr } = await audit(
      files,
      'units.jsonl',
      '--source',
      'a.txt',
      'b.txt',
      '--match',
      'order',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('failed  empty: a.txt');
    expect(stderr).toContain('units.jsonl:1: no-source');
    expect(stdout).toMatch(/^b +1 /m);
  });
});

describe('input that cannot be read', () => {
  it('fails for a source that no unit is about, too', async () => {
    const files = { 'units.jsonl': [unitOf(cleanDraft)], 'silvan.txt': sourceText, 'z.txt': ' ' };
    const { status, stderr } = await audit(files, 'units.jsonl', '--source', 'silvan.txt', 'z.txt');
    expect(status).toBe(1);
    expect(stderr).toContain('1 unit of 1 document · 0 fail · 0 warn · 1 source failed ·');
  });

  it('keeps its place when it is a line of a unit file', async () => {
    const text = `not JSON\n${JSON.stringify(unitOf(cleanDraft))}\n`;
    const files = { 'units.jsonl': text, 'a.txt': 'Kelp is blue.', 'b.txt': sourceText };
    const flags = ['--source', 'a.txt', 'b.txt', '--match', 'order', '--json'];
    const { units, problems } = JSON.parse((await audit(files, 'units.jsonl', ...flags)).stdout) as AuditReport;
    expect(units.map(({ document }) => document)).toEqual(['b']);
    expect(problems.map(({ code }) => code)).toEqual(['unreadable']);
  });

  it('names lines that do not parse, units that are none, and files with nothing in them', async () => {
    const wrong = { ...unitOf(cleanDraft), summary: 7 };
    const text = `{"schema":\n${JSON.stringify(wrong)}\n${JSON.stringify({ year: 2021 })}\n`;
    const files = { 'units.jsonl': text, 'empty.jsonl': '', 'silvan.txt': sourceText };
    const { status, stderr } = await audit(files, 'units.jsonl', 'empty.jsonl', '--source', 'silvan.txt');
    expect(status).toBe(1);
    expect(stderr).toContain('units.jsonl:1: unreadable: the JSON goes wrong');
    expect(stderr).toContain('units.jsonl:2 /summary: not-a-unit: this is no unit');
    expect(stderr).toContain('units.jsonl:3: no-text: there is no text in it');
    expect(stderr).toContain('empty.jsonl: empty: there is nothing in it');
    expect(stderr).toContain('next: --verbose');
  });

  it('does not start without units, without sources, with both from standard input, or with a wrong choice', async () => {
    const files = { 'units.jsonl': [unitOf(cleanDraft)], 'silvan.txt': sourceText };
    const wrong: [string[], string][] = [
      [['units.jsonl'], 'no --source was given'],
      [['--source', 'silvan.txt'], 'no unit file was given'],
      [['-', '--source', '-'], 'standard input is both'],
      [['units.jsonl', '--source', 'silvan.txt', '--match', 'title'], '--match is "title"'],
      [['units.jsonl', '--source', 'silvan.txt', '--fail-on', 'all'], '--fail-on is "all"'],
      [['units.jsonl', '--source', 'silvan.txt', '--worst', 'few'], '--worst is "few"'],
      [['nowhere.jsonl', '--source', 'silvan.txt'], 'nowhere.jsonl does not exist'],
      [['units.jsonl', '--source', 'nowhere.txt'], 'nowhere.txt'],
    ];
    for (const [flags, said] of wrong) {
      const { status, stdout, stderr } = await audit(files, ...flags);
      expect({ status, stdout }, said).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(said);
    }
  });
});

describe("other extractors' output", () => {
  const unitsOf = (stdout: string): UnitAudit[] => (JSON.parse(stdout) as AuditReport).units;
  const theirs = {
    id: 'ku-1',
    context: `In this record glaciers ${copied}, and slopes thinned by 1.9 metres per year.`,
    entities: [{ id: 'e1', name: 'Silvan range' }],
    relations: [{ subject: 'e1', predicate: 'is thinning' }],
  };

  it('reads every string of any JSON as a text, against the only source', async () => {
    const files = { 'theirs.json': JSON.stringify([theirs]), 'paper.txt': sourceText };
    const { status, stdout } = await audit(files, 'theirs.json', '--source', 'paper.txt', '--json');
    expect(status).toBe(1);
    const [{ document, figures, findings } = {} as UnitAudit, ...rest] = unitsOf(stdout);
    expect(rest).toEqual([]);
    expect({ document, run: figures.longestCopiedRun }).toEqual({ document: 'paper', run: 9 });
    expect(findings.map(({ check, pointer }) => `${check} ${pointer}`)).toEqual([
      'copied-wording /0/context',
      'numbers /0/context',
    ]);
  });

  it('takes the records of a file about one document together, and each finding keeps its line', async () => {
    const files = { 'theirs.jsonl': [{ text: 'glaciers' }, theirs], 'paper.txt': sourceText };
    const { stdout } = await audit(files, 'theirs.jsonl', '--source', 'paper.txt');
    expect(stdout).toContain('fail  theirs.jsonl:2 /context: copied-wording: a run of 9 words');
    expect(stdout).toMatch(/^paper +1 /m);
  });

  it('reads plain text as one text', async () => {
    const files = { 'theirs.md': `# Summary\n\nIt ${copied}.`, 'paper.txt': sourceText };
    const { status, stdout } = await audit(files, 'theirs.md', '--source', 'paper.txt');
    expect(status).toBe(1);
    expect(stdout).toContain('fail  theirs.md:1: copied-wording: a run of 9 words');
  });

  it('finds its source by an id of the record, by the name of the file, or by its place', async () => {
    const papers = { 'a.txt': 'Kelp is blue.', 'b.txt': sourceText };
    const sources = ['--source', 'a.txt', 'b.txt', '--json'];
    const byRecord = { ...papers, 'theirs.jsonl': [{ ...theirs, paper_id: 'b' }] };
    const byName = { ...papers, 'b.json': JSON.stringify(theirs) };
    const byPlace = { ...papers, 'theirs.jsonl': [{ text: 'kelp' }, theirs] };
    expect(unitsOf((await audit(byRecord, 'theirs.jsonl', ...sources)).stdout)[0]?.document).toBe('b');
    expect(unitsOf((await audit(byName, 'b.json', ...sources)).stdout)[0]?.document).toBe('b');
    const placed = unitsOf((await audit(byPlace, 'theirs.jsonl', ...sources, '--match', 'order')).stdout);
    expect(placed.map(({ document, figures }) => [document, figures.fail])).toEqual([
      ['a', 0],
      ['b', 2],
    ]);
    const { status, stderr } = await audit({ ...papers, 'c.json': JSON.stringify(theirs) }, 'c.json', ...sources);
    expect(status).toBe(1);
    expect(stderr).toContain('c.json:1: no-source: no source has the id of the record or the name of its file');
  });
});

describe('ku audit --reconstruct', () => {
  const files = { 'units.jsonl': [unitOf(cleanDraft)], 'silvan.txt': sourceText };

  async function reconstructed(player: Player, ...flags: string[]) {
    endpoint = await playEndpoint(player);
    const model = ['--reconstruct', '--base-url', endpoint.baseUrl, '--model', 'played'];
    return audit(files, 'units.jsonl', '--source', 'silvan.txt', ...model, ...flags);
  }

  it('shows a model the unit alone and measures what it wrote against the source', async () => {
    const { status, stdout } = await reconstructed([{ content: `<think>hm</think>Perhaps they ${copied}.` }], '--json');
    expect(status, 'the probe is a figure, not a finding').toBe(0);
    const [unit] = (JSON.parse(stdout) as AuditReport).units;
    expect(unit?.reconstruction).toMatchObject({ longestCopiedRun: 9, words: 11, exemptRuns: 0 });
    expect(unit?.reconstruction?.rougeL).toBeGreaterThan(0.2);
    const asked = JSON.stringify(endpoint?.asked[0]?.body);
    expect(asked).toContain('Silvan range glaciers');
    expect(asked).not.toContain('two surveys');
    expect(asked).not.toContain('response_format');
  });

  it('has a table of its own', async () => {
    const { stdout } = await reconstructed([{ content: sourceText }]);
    expect(stdout).toMatch(/^rebuilt from the unit +words +longest run .* ROUGE-L$/m);
    expect(stdout).toMatch(/^silvan +\d+ +\d+ +.* 1\.00$/m);
  });

  it('names what could not be rebuilt', async () => {
    const { status, stderr } = await reconstructed([{ content: 'Perhaps', finishReason: 'length' }]);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'units.jsonl:1: not-reconstructed: the text was not reconstructed: the answer was cut off',
    );
    const silent = await reconstructed([{ content: ' ' }]);
    expect(silent.stderr).toContain('not-reconstructed: the text was not reconstructed: the model gave no answer');
  });

  it('does not start without a model', async () => {
    const flags = ['units.jsonl', '--source', 'silvan.txt', '--reconstruct', '--base-url', 'http://127.0.0.1:9/v1'];
    expect(await audit(files, ...flags)).toMatchObject({ status: 2, stdout: '' });
  });
});
