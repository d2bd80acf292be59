import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { grouped } from '../src/eval/grouped.ts';
import { evaluateUnits, saidByUnits } from '../src/eval/index.ts';
import { wordTexts } from '../src/text/words.ts';
import type { Document } from '../src/types/document.ts';
import type { Unit } from '../src/types/unit.ts';
import {
  auditOf,
  data,
  documentsOf,
  examIn,
  factsOf,
  hasTexts,
  numbersOf,
  optionsFor,
  page,
  type RecordedExam,
  right,
  textsOf,
} from './support/recorded-exam.ts';
import { linesOf, recordedReader } from './support/recorded-reader.ts';

const papers = examIn('full-papers');
const articles = examIn('papers');
const exams = [papers, articles];

const textsOfPapers = () =>
  textsOf(...['S0032063312002437', 'S030881461301604X'].map((name) => `${data}/papers/${name}.txt`));
const textsOfArticles = () =>
  textsOf(...['journal.pbio.1001289', 'journal.pone.0008519'].map((name) => `${data}/jats/${name}.xml`));

/** Of two papers each is the control of the other, and questions of both have the same arms. */
async function sat(exam: RecordedExam, documents: Document[]) {
  const said = saidByUnits(exam.units('ku.jsonl'));
  const own = new Map(exam.questions.map(({ id, document }) => [id, said.get(document.sha256)?.context]));
  const units = new Set([...said.values()].map(({ context }) => context));
  const nameOf = (context: string, question: string) => {
    if (units.has(context)) return context === own.get(question) ? 'ku' : 'other';
    // The beginning of a paper, as long as its units, is all of it.
    return documents.some(({ text }) => text === context) ? 'text' : 'abstract';
  };
  const reader = recordedReader(exam.questions, exam.answers, nameOf);
  return (await evaluateUnits(exam.questions, documents, said, optionsFor(reader))).figures;
}

const row = (...cells: (string | number | null | undefined)[]): string => `| ${cells.join(' | ')} |`;

/** What two exams found, added up: `1 of 3` and `2 of 4` make `3 of 7`. */
const sum = (counts: readonly (readonly [number, number])[]): string =>
  `${counts.reduce((all, [one]) => all + one, 0)} of ${counts.reduce((all, [, one]) => all + one, 0)}`;

describe('two full papers, and two articles', () => {
  it('are answered from the units as often as the page says', async () => {
    const found = await Promise.all(exams.map((exam) => sat(exam, documentsOf(exam))));
    expect(found.map((figures) => right(figures, 'units'))).toEqual(['80 of 80', '55 of 55']);
    for (const [name, arm] of [
      ['the units', 'units'],
      ['the units of the other paper', 'other'],
      ['no context', 'nothing'],
      ['the options alone', 'options'],
    ] as const)
      expect(page).toContain(row(name, ...found.map((figures) => right(figures, arm))));
    const silent = found.map(({ arms: { other } }) => [other?.outcomes.silent ?? 0, other?.answers ?? 0] as const);
    expect(page).toContain(`each time (below, ${sum(silent)})`);
  });

  it.skipIf(!hasTexts)('with their texts: nothing is lost against the text, and the abstract answers few', async () => {
    const found = [await sat(papers, await textsOfPapers()), await sat(articles, await textsOfArticles())];
    expect(found.map(({ loss }) => loss.value)).toEqual([0, 0]);
    for (const [name, arm] of [
      ['the text', 'text'],
      ['the abstract alone', 'abstract'],
    ] as const)
      expect(page).toContain(row(name, ...found.map((figures) => right(figures, arm))));
    const silent = found.map(({ arms: { abstract } }) => [abstract?.outcomes.silent, abstract?.answers] as const);
    expect(page).toContain(`given the abstract of a paper in ${sum(silent as [number, number][])}`);
  });

  it('have as many questions as the page says', () => {
    for (const { questions } of exams) expect(page).toMatch(new RegExp(`;\\s${questions.length} questions by`));
  });
});

/** The columns of the table of the page: a paper each, and the two articles in one. */
const columns: Unit[][] = [
  ...grouped(papers.units('ku.jsonl'), ({ document }) => document.sha256).values(),
  articles.units('ku.jsonl'),
];

const kept = (units: readonly Unit[]): string => {
  const { stated, kept } = numbersOf(units);
  return `${kept} of ${stated}`;
};

const omitted = (units: readonly Unit[]): { missing: number; share: string } => {
  const { stated, kept } = numbersOf(units);
  return { missing: stated - kept, share: `${((100 * (stated - kept)) / stated).toFixed(1)}%` };
};

const longest = (units: readonly Unit[]): string =>
  `${Math.max(...units.map(({ audit }) => audit.longestCopiedRun))} words`;

const dropped = (units: readonly Unit[], isFact: boolean) =>
  units.flatMap(({ audit }) => audit.dropped).filter(({ what }) => (what !== 'summary') === isFact);

const mentions = (units: readonly Unit[]): number => units.reduce((all, { entities }) => all + entities.length, 0);

const distinct = (units: readonly Unit[], keysOf: (unit: Unit) => string[]): number =>
  new Set(units.flatMap((unit) => keysOf(unit).map((key) => `${unit.document.sha256} ${key}`))).size;

const things = (units: readonly Unit[]): number => distinct(units, ({ entities }) => entities.map(({ id }) => id));

const names = (units: readonly Unit[]): number => distinct(units, ({ entities }) => entities.map(({ name }) => name));

/** Each stands in every unit that names the thing. */
const merges = (units: readonly Unit[]): number =>
  distinct(units, ({ resolution }) =>
    (resolution?.merges ?? [])
      .filter(({ rule }) => rule !== 'same-name')
      .map(({ entity, names, rule }) => JSON.stringify([entity, names, rule])),
  );

const refused = (units: readonly Unit[]): number =>
  distinct(units, ({ resolution }) => (resolution?.refused ?? []).map(({ names }) => JSON.stringify(names)));

/** What a reader who saw only passages and facts found of the papers: all facts that are not there are right. */
type Verdict = { unit: string; pointer: string; verdict: 'half' | 'wrong'; reason: string };
const judged = linesOf<Verdict>(papers.at('judged.jsonl'));
const [venus = [], rice = []] = columns;

const verdicts = (units: readonly Unit[]) => {
  const ids = new Set(units.map(({ id }) => id));
  const own = judged.filter(({ unit }) => ids.has(unit));
  const [half, wrong] = (['half', 'wrong'] as const).map((one) => own.filter(({ verdict }) => verdict === one).length);
  return { right: factsOf(units) - own.length, half, wrong };
};

describe('the units of two full papers, and of two articles', () => {
  it('have as many facts, numbers and names, and lost as many, as the page says', () => {
    for (const [name, cell] of [
      ['passages', (units: Unit[]) => units.length],
      ['facts', factsOf],
      ['numbers kept', kept],
      ['longest copied run', longest],
      ['facts dropped by a check', (units: Unit[]) => dropped(units, true).length],
      ['mentions → things', (units: Unit[]) => `${mentions(units)} → ${things(units)}`],
      ['merges of different names', merges],
      ['pairs that guards kept apart', refused],
    ] as const)
      expect(page).toContain(row(name, ...columns.map((units) => cell(units))));
    const all = papers.units('ku.jsonl');
    const [here, there] = [omitted(all), omitted(articles.units('ku.jsonl'))];
    const { stated } = numbersOf(all);
    expect(page).toContain(
      `**${here.missing} of ${stated} numbers were omitted** (${here.share}), ${there.missing} of`,
    );
    expect(page).toContain(`in the articles (${there.share})`);
    expect(dropped(all, false)).toHaveLength(1);
    const [first, second] = [venus, rice].map((units) => `${names(units)} of ${names(units) + merges(units)}`);
    expect(page).toContain(`different names became ${first} and ${second}`);
  });

  it('were judged as the page says', () => {
    const units = papers.units('ku.jsonl');
    const said = [...saidByUnits(units).values()].flatMap(({ facts }) => facts ?? []);
    const places = new Set(said.map(({ unit, pointer }) => `${unit} ${pointer}`));
    expect(judged.filter(({ unit, pointer }) => !places.has(`${unit} ${pointer}`))).toEqual([]);
    const [one, other] = [verdicts(venus), verdicts(rice)];
    expect(page).toContain(row('facts judged right', one.right, other.right, 585));
    expect(page).toContain(row('half right', one.half, other.half, 20));
    expect(page).toContain(row('wrong', one.wrong, other.wrong, 0));
    const all = verdicts(units);
    const share = `${((100 * all.right) / factsOf(units)).toFixed(1)}%`;
    expect(page).toContain(
      `found ${all.right} of the ${factsOf(units)} facts right (${share}). Of the ${all.half} that`,
    );
    const of = (kind: string) => judged.filter(({ reason }) => reason.startsWith(kind)).length;
    expect(page).toContain(`half right, ${of('bare name')}`);
    expect(page).toContain(`; ${of('condition missing')} lack a condition, ${of('dangling reference')} point at`);
  });

  it.skipIf(!hasTexts)(
    'omit no number but years of cited works, which are not asked for, and have nothing that fails',
    async () => {
      const documents = await textsOfPapers();
      const words = documents.reduce((all, { text }) => all + wordTexts(text).length, 0);
      expect(page).toContain(
        `papers as text (${words.toLocaleString('en')} words, ${papers.units('ku.jsonl').length} passages)`,
      );
      const { units, total } = await auditOf(fileURLToPath(papers.at('ku.jsonl')), documents, true);
      expect(total.fail).toBe(0);
      const missing = units.flatMap(({ missing }) => missing ?? []).filter(({ kind }) => kind === 'number');
      expect(missing).toEqual([]);
      expect(total.numbers.kept).toBe(total.numbers.stated);
      expect(page).toContain(`of ${total.numbers.stated} numbers none is missing`);
    },
  );
});
