import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { EvaluationReport } from '../../src/cli/eval/report.ts';
import { contextOf } from '../../src/eval/context.ts';
import { evaluationSchema } from '../../src/types/evaluation.ts';
import { unitId } from '../../src/units/identity.ts';
import { read } from '../read/reading.ts';
import { ku } from '../support/cli.ts';
import { type AskedRequest, type Endpoint, playEndpoint } from '../support/endpoint.ts';
import { facts, lookingUp, playing, questionOf, textOf, unitsWith, writeExam } from '../support/exam.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
let endpoint: Endpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

const inPaper = (at: number) => facts.filter(({ document }) => document === `site-${at}`);

/** A paper whose abstract has the first fact, and whose methods have the others. */
const paperOf = (at: number, field: string | null) => {
  const [first, ...others] = inPaper(at).map(({ sentence }) => sentence);
  const front = field === null ? '' : `---\nfield: ${field}\n---\n`;
  return `${front}## Abstract\n\n${first}\n\n## Methods\n\n${others.join(' ')}\n`;
};

/** An exam in which the first two documents are papers of geology and botany; all else are texts that name no field. */
async function sitWithPapers(flags: string[] = [], fields: (string | null)[] = ['geology', 'botany']) {
  const cwd = folder();
  const sources = join(cwd, 'texts');
  writeExam(cwd, unitsWith(facts));
  const papers = new Map<string, string>();
  for (const [at, field] of fields.entries()) {
    writeFileSync(join(sources, `paper-${at + 1}.md`), paperOf(at + 1, field));
    const { documents } = await read([join(sources, `paper-${at + 1}.md`)]);
    papers.set(`site-${at + 1}`, documents[0]?.sha256 ?? '');
  }
  const sha256Of = (id: string, sha256: string) => papers.get(id) ?? sha256;
  const questions = facts.map(questionOf).map((question) => {
    const { id, sha256 } = question.document;
    return { ...question, document: { id, sha256: sha256Of(id, sha256) } };
  });
  const units = unitsWith(facts).map((unit) => {
    const { id, sha256 } = unit.document;
    const other = { ...unit, document: { ...unit.document, sha256: sha256Of(id, sha256) } };
    return { ...other, id: unitId(other) };
  });
  writeExam(cwd, units, questions);
  endpoint = await playEndpoint(playing(lookingUp));
  const named = ['--base-url', endpoint.baseUrl, '--model', 'played', '--no-cache', '--out', 'report.json'];
  const argv = ['eval', 'units.jsonl', '--source', 'texts', '--questions', 'questions.jsonl', ...named, ...flags];
  const result = await ku([...argv, '--json'], { cwd });
  return { ...result, report: evaluationSchema.parse(JSON.parse(result.stdout)), units, cwd, argv };
}

const contextsAsked = (asked: AskedRequest[]) =>
  asked.map(({ body }) => /<<<DATA \w+\n([\s\S]*?)\nDATA \w+>>>/.exec(body.messages.at(-1)?.content ?? '')?.[1] ?? '');

describe('an exam about full papers', () => {
  it('gives the abstract alone, and the beginning in as many words as the units have', async () => {
    const { report, units, status } = await sitWithPapers();
    expect(status).toBe(0);
    // One of the four facts of each paper stands in its abstract; of the others the questions are not put in this arm.
    expect(report.arms.abstract).toMatchObject({
      answers: 8,
      outcomes: { right: 2, silent: 6 },
      accuracy: { value: 0.25 },
    });
    expect(report.arms.truncated?.answers).toBe(8);
    expect(report.arms.text?.answers).toBe(48);
    const contexts = contextsAsked(endpoint?.asked ?? []);
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
    for (const at of [1, 2]) {
      const unitWords = words(contextOf(units.filter(({ document }) => document.id === `site-${at}`)));
      const whole = paperOf(at, null).trim();
      const beginning = contexts.find((text) => text !== whole && whole.startsWith(text));
      expect(words(beginning ?? '')).toBe(unitWords);
      expect(contexts).toContain(inPaper(at)[0]?.sentence);
    }
  });

  it('tells full papers from texts, and fields of science from one another', async () => {
    const { report, cwd, argv } = await sitWithPapers(['--html', 'report.html']);
    const shares = (groups: EvaluationReport['groups']['domain' | 'form']) =>
      groups.map(({ name, questions, accuracy }) => [name, questions, accuracy.abstract?.value ?? null]);
    expect(shares(report.groups.form)).toEqual([
      ['paper', 8, 0.25],
      ['text', 40, null],
    ]);
    expect(shares(report.groups.domain)).toEqual([
      ['botany', 4, 0.25],
      ['geology', 4, 0.25],
      [null, 40, null],
    ]);
    const { stdout } = await ku(argv, { cwd });
    for (const line of [
      /^its abstract +8 +25\.0%/m,
      /^its beginning +8 /m,
      /^full paper +8 +0\.0%/m,
      /^geology +4 /m,
      /^\(none\) +40 /m,
    ])
      expect(stdout).toMatch(line);
  });

  it('has neither arm nor table where nothing is a paper and nothing names a field', async () => {
    const { report, cwd, argv } = await sitWithPapers([], []);
    expect(Object.keys(report.arms)).toEqual(['nothing', 'options', 'text', 'units', 'other']);
    expect(report.groups.domain).toEqual([]);
    const { stdout } = await ku(argv, { cwd });
    expect(stdout).not.toMatch(/full paper|\(none\)|its abstract/);
  });
});

describe('the field of science', () => {
  it('comes from the frozen file where it says one, else from the source', async () => {
    const cwd = folder();
    const questions = facts.map(questionOf).map((question) => ({
      ...question,
      document: { ...question.document, ...(question.document.id === 'site-1' ? { domain: 'chemistry' } : {}) },
    }));
    writeExam(cwd, unitsWith(facts), questions);
    const records = Array.from({ length: 12 }, (_, at) => `site-${at + 1}`).map((id) =>
      JSON.stringify({ id, text: textOf(id), subject: 'physics' }),
    );
    writeFileSync(join(cwd, 'texts.jsonl'), records.join('\n'));
    endpoint = await playEndpoint(playing(lookingUp));
    const named = ['--base-url', endpoint.baseUrl, '--model', 'played', '--no-cache', '--json'];
    const { stdout } = await ku(
      ['eval', 'units.jsonl', '--source', 'texts.jsonl', '--questions', 'questions.jsonl', ...named],
      { cwd },
    );
    const { groups } = JSON.parse(stdout) as EvaluationReport;
    expect(groups.domain.map(({ name, questions: count }) => [name, count])).toEqual([
      ['chemistry', 4],
      ['physics', 44],
    ]);
  });
});
