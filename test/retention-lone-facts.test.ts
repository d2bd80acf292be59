import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluateUnits, saidByUnits } from '../src/eval/index.ts';
import { wordTexts } from '../src/text/words.ts';
import type { Unit } from '../src/types/unit.ts';
import {
  answersIn,
  auditOf,
  data,
  documentsOf,
  droppedOf,
  examIn,
  factsOf,
  hasTexts,
  judgedIn,
  longestOf,
  numbersOf,
  optionsFor,
  page,
  percent,
  type RecordedExam,
  row,
  strayOf,
  textsOf,
  verdictsOf,
} from './support/recorded-exam.ts';
import { recordedReader } from './support/recorded-reader.ts';

/** What the second versions of the prompts gave, see test/recorded/README.md. */
const lone = answersIn('lone-facts');
const abstracts = examIn('abstracts');
const papers = examIn('full-papers');
const venusOf = (units: readonly Unit[]) => units.filter(({ document }) => document.id === 'S0032063312002437');

/** The columns of the table of the page. */
const columns = [
  ['abstracts', 1, abstracts.units('ku.jsonl')],
  ['abstracts', 2, lone.units('abstracts.jsonl')],
  ['Venus', 1, venusOf(papers.units('ku.jsonl'))],
  ['Venus', 2, lone.units('venus.jsonl')],
  ['grafts', 2, lone.units('stem-cells.jsonl')],
] as const;
const unitsOf = (wanted: string, wantedVersion: number): Unit[] =>
  columns.find(([name, version]) => name === wanted && version === wantedVersion)?.[2] ?? [];
const [oldAbstracts, newAbstracts] = [unitsOf('abstracts', 1), unitsOf('abstracts', 2)];
const [newVenus, grafts] = [unitsOf('Venus', 2), unitsOf('grafts', 2)];
const rowOf = (name: string, cell: (units: Unit[]) => string | number) =>
  row(name, ...columns.map(([, , units]) => cell(units)));

/** What the prompts say now, and did not when the units were made. */
const added = [
  ' A label of the text\'s own goes with what it labels: "drought treatment T2".',
  ' or give one of its conditions',
  ', no bolder than it: what it only suggests is suggested',
];

/** Says how many questions about the documents of some units were right from their units, or from those of another document. */
async function sat(exam: RecordedExam, units: readonly Unit[]) {
  const said = saidByUnits(units);
  const own = new Map(exam.questions.map(({ id, document }) => [id, said.get(document.sha256)?.context]));
  const contexts = new Set([...said.values()].map(({ context }) => context));
  const reader = recordedReader(exam.questions, [...exam.answers, ...lone.answers], (context, question) =>
    contexts.has(context) ? (context === own.get(question) ? 'ku' : 'other') : 'text',
  );
  const { marks } = await evaluateUnits(exam.questions, documentsOf(exam), said, optionsFor(reader));
  return (arm: 'units' | 'other', about: readonly Unit[]): string => {
    const digests = new Set(about.map(({ document }) => document.sha256));
    const asked = exam.questions.filter(({ document }) => digests.has(document.sha256)).map(({ id }) => id);
    const found = marks.filter((mark) => mark.arm === arm && asked.includes(mark.question));
    return `${found.filter(({ outcome }) => outcome === 'right').length} of ${found.length}`;
  };
}

const rice = papers.units('ku.jsonl').filter((unit) => venusOf([unit]).length === 0);

describe('facts that can be read alone', () => {
  it('answer as many questions as the page says', async () => {
    const ofAbstracts = await sat(abstracts, newAbstracts);
    const ofPapers = await sat(papers, [...newVenus, ...rice]);
    const [first, second] = [ofAbstracts('units', newAbstracts), ofPapers('units', newVenus)];
    expect([first, second]).toEqual(['57 of 57', '40 of 40']);
    expect(page).toContain(row('questions right', first, first, second, second, '–'));
    const others = [ofAbstracts('other', newAbstracts), ofPapers('other', rice)];
    expect(page).toContain(`From the units of another document (rice from those of Venus): ${others.join(' and ')}.`);
  });

  it('answer by words that stand in them: facts told otherwise do not', async () => {
    const before = (await sat(abstracts, oldAbstracts))('units', oldAbstracts);
    expect(Number.parseInt(before, 10)).toBeLessThan(20);
  });

  it('were made with the prompts that the page says, without the rules that it says were added', () => {
    const versions = columns.map(([, , units]) => [...new Set(units.map(({ provenance }) => provenance.prompt?.id))]);
    expect(versions).toEqual([['extract.v1'], ['extract.v2'], ['passage.v1'], ['passage.v2'], ['passage.v2']]);
    for (const [, version, units] of columns) {
      const { id, sha256 } = units[0]?.provenance.prompt ?? { id: '', sha256: '' };
      const prompt = readFileSync(new URL(`../prompts/${id}.md`, import.meta.url), 'utf8');
      const before = version === 1 ? prompt : added.reduce((text, rule) => text.replace(rule, ''), prompt);
      expect(createHash('sha256').update(before).digest('hex')).toBe(sha256);
    }
    expect(row('', ...columns.map(([name, version]) => `${name}, v${version}`))).toBe(
      page.split('\n').find((line) => line.includes('abstracts, v2')),
    );
  });
});

const judged = judgedIn(lone.at('judged.jsonl'));
const judgedOf = (units: readonly Unit[]) => judged.filter(({ unit }) => units.some(({ id }) => id === unit));

const rightOf = (units: Unit[]) => {
  const { right } = verdictsOf(units, judged);
  return `${right} (${percent(right, factsOf(units))})`;
};

/** How many facts are half right by what they lack. */
const lacking = (units: readonly Unit[], ...kinds: string[]) =>
  judgedOf(units).filter(
    ({ verdict, reason }) => verdict === 'half' && kinds.some((kind) => reason.startsWith(`${kind}: `)),
  ).length;

describe('what a reader of single facts found', () => {
  it('is about the facts of the recordings', () => {
    expect(
      strayOf(
        columns.flatMap(([, , units]) => units),
        judged,
      ),
    ).toEqual([]);
    expect(strayOf(newAbstracts, judged).length).toBeGreaterThan(0);
  });

  it('is as often right, half right and wrong as the page says', () => {
    expect(page).toContain(rowOf('facts', factsOf));
    expect(page).toContain(rowOf('right, read alone', rightOf));
    expect(page).toContain(rowOf('half right', (units) => verdictsOf(units, judged).half));
    expect(page).toContain(rowOf('… for a bare name', (units) => lacking(units, 'bare name')));
    expect(page).toContain(rowOf('… for a condition', (units) => lacking(units, 'condition missing')));
    expect(page).toContain(rowOf('… for what it points at', (units) => lacking(units, 'dangling reference')));
    const earlier = verdictsOf(unitsOf('Venus', 1), judgedIn(papers.at('judged.jsonl'))).right;
    expect(page).toContain(`the same facts of Venus were ${earlier}.`);
    expect(page).toContain(rowOf('wrong', (units) => verdictsOf(units, judged).wrong));
  });

  it('has the names that the page says, and the summaries', () => {
    const naming = (units: readonly Unit[], names: RegExp) =>
      judgedOf(units).filter(({ reason }) => names.test(reason) && reason.startsWith('bare name')).length;
    const labels = naming(newAbstracts, /BS[12]/);
    const known = verdictsOf(newAbstracts, judged).right + labels;
    expect(page).toContain(`  ${labels} of the ${lacking(newAbstracts, 'bare name')} of the abstracts`);
    expect(page).toContain(`${known} of ${factsOf(newAbstracts)} (${percent(known, factsOf(newAbstracts))})`);
    expect(page).toContain(
      `(${naming(newVenus, /'spacecraft' alone/)} facts), "ions" (${naming(newVenus, /'ions' alone/)})`,
    );
    expect(page).toContain(`"allografts" (${naming(grafts, /^bare name: 'allografts'/)})`);
    const [before, after] = [oldAbstracts, newAbstracts].map(
      (units) => units.length - judgedOf(units).filter(({ pointer }) => pointer === '/summary').length,
    );
    expect(page).toContain(`${before} of 12 summaries of v1 are right, and ${after} of v2`);
  });
});

describe('the units of the second prompts', () => {
  it('keep as many numbers, and lost as many facts, as the page says', () => {
    const kept = (units: readonly Unit[]) => `${numbersOf(units).kept} of ${numbersOf(units).stated}`;
    expect(page).toContain(rowOf('numbers kept', kept));
    expect(page).toContain(rowOf('longest copied run', longestOf));
    expect(page).toContain(rowOf('dropped by a check', (units) => droppedOf(units).length));
    const checks = (units: readonly Unit[]) => droppedOf(units).map(({ check }) => check);
    // The long form, the five relations, the two hedges; and the three denials.
    const ofVenus = ['copied-wording', ...Array(5).fill('structure'), ...Array(2).fill('certainty')];
    expect(checks(newVenus)).toEqual(ofVenus);
    expect(checks([...grafts, ...newAbstracts])).toEqual(Array(3).fill('polarity'));
  });

  it.skipIf(!hasTexts)(
    'with their texts: have as many words, nothing that fails, and omit no number but labels of panels',
    async () => {
      const texts = {
        abstracts: await textsOf(`${data}/abstracts-dev.jsonl`),
        Venus: await textsOf(`${data}/papers/S0032063312002437.txt`),
        grafts: await textsOf(`${data}/papers/S2213671113000738.txt`),
      };
      const files = [
        'abstracts/ku',
        'lone-facts/abstracts',
        'full-papers/ku',
        'lone-facts/venus',
        'lone-facts/stem-cells',
      ];
      const shares = [];
      for (const [at, [name, , units]] of columns.entries()) {
        const digests = new Set(units.map(({ document }) => document.sha256));
        const documents = texts[name].filter(({ sha256 }) => digests.has(sha256));
        const path = fileURLToPath(lone.at(`../${files[at]}.jsonl`));
        const audit = await auditOf(path, documents, true);
        const words = documents.reduce((sum, { text }) => sum + wordTexts(text).length, 0);
        shares.push((audit.total.words / words).toFixed(2));
        expect(audit.total.fail).toBe(0);
        if (name !== 'grafts') continue;
        expect(page).toContain(`(${words.toLocaleString('en')} words,\n${units.length} passages)`);
        const missing = audit.units.flatMap(({ missing }) => missing ?? []).filter(({ kind }) => kind === 'number');
        expect(missing).toEqual([]);
        expect(page).toContain(`of ${audit.total.numbers.stated} numbers none is missing`);
      }
      expect(page).toContain(row('words out / in', ...shares));
    },
  );
});
