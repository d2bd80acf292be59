import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { auditUnits } from '../src/audit/index.ts';
import { compareSystems, evaluateUnits, type SaidByDocument, saidByOthers, saidByUnits } from '../src/eval/index.ts';
import { mostHidden } from '../src/eval/verdict.ts';
import { readInputs } from '../src/read/index.ts';
import { wordTexts } from '../src/text/words.ts';
import type { Document, Reading } from '../src/types/document.ts';
import type { Reader } from '../src/types/reader.ts';
import type { Unit } from '../src/types/unit.ts';
import { linesOf, questionsOf, type RecordedAnswer, recordedReader } from './support/recorded-reader.ts';

/** The exams of docs/retention.md again, from the answers that were written by hand: see test/recorded/README.md. */
const folder = new URL('./recorded/retention.v1/', import.meta.url);
const page = readFileSync(new URL('../docs/retention.md', import.meta.url), 'utf8');

/** The texts are no part of the project: what they are needed for is left out where they are not. */
const data = `${process.env.KU_SHARED ?? '../shared'}/data`;
const hasTexts = existsSync(`${data}/abstracts-dev.jsonl`);

const exam = (name: string) => {
  const at = (file: string) => new URL(`${name}/${file}`, folder);
  return {
    questions: questionsOf(at('questions.jsonl')),
    answers: linesOf<RecordedAnswer>(at('answers.jsonl')),
    units: (file: string) => linesOf<Unit>(at(file)),
    folder: at('reference/'),
  };
};
const abstracts = exam('abstracts');
const papers = exam('papers');

const digests = new Map(abstracts.questions.map(({ document }) => [document.id, document.sha256]));
const reference: SaidByDocument = saidByOthers(
  new Map(
    readdirSync(abstracts.folder).map((file) => {
      const written = JSON.parse(readFileSync(new URL(file, abstracts.folder), 'utf8')) as unknown;
      return [digests.get(file.slice(0, -'.json'.length)) ?? '', JSON.stringify(written, null, 2)];
    }),
  ),
);
const systems: [name: string, said: SaidByDocument][] = [
  ['ku', saidByUnits(abstracts.units('ku.jsonl'))],
  ['offline', saidByUnits(abstracts.units('offline.jsonl'))],
  ['reference', reference],
];

/** A document of which nothing but the digest is known. */
const withoutText = (sha256: string): Document => ({
  ...{ id: sha256, sha256, text: '', language: null, blocks: [], place: '' },
  credit: { title: null, authors: [], year: null, doi: null, url: null, license: null },
});

const documentsOf = ({ questions }: typeof abstracts): Document[] =>
  [...new Set(questions.map(({ document }) => document.sha256))].map(withoutText);

async function textsOf(...inputs: string[]): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const reading of readInputs(inputs)) if (reading.kind === 'document') documents.push(reading.document);
  return documents;
}

const options = (reader: Reader) => ({
  reader,
  choices: 5 as const,
  ...{ shuffles: 1, draws: 1000, seed: 'retention', margin: 0.02, concurrency: 8 },
  ...{ signal: new AbortController().signal, begin: () => undefined },
});

const sat = async (documents: Document[]) => {
  const names = new Map(systems.flatMap(([name, said]) => [...said.values()].map(({ context }) => [context, name])));
  const reader = recordedReader(abstracts.questions, abstracts.answers, (context) => names.get(context) ?? 'text');
  const said = systems.map(([, own]) => own);
  return compareSystems(abstracts.questions, documents, said, options(reader));
};

/** Of two papers each is the control of the other, and questions of both have the same arms. */
const satPapers = (documents: Document[]) => {
  const said = saidByUnits(papers.units('ku.jsonl'));
  const own = new Map(papers.questions.map(({ id, document }) => [id, said.get(document.sha256)?.context]));
  const units = new Set([...said.values()].map(({ context }) => context));
  const nameOf = (context: string, question: string) => {
    if (units.has(context)) return context === own.get(question) ? 'ku' : 'other';
    // The beginning of a paper, as long as its units, is all of it.
    return documents.some(({ text }) => text === context) ? 'text' : 'abstract';
  };
  const reader = recordedReader(papers.questions, papers.answers, nameOf);
  return evaluateUnits(papers.questions, documents, said, options(reader));
};

const right = (
  figures: { arms: Partial<Record<string, { accuracy: { value: number | null }; answers: number }>> },
  arm: string,
) => {
  const one = figures.arms[arm];
  return one === undefined ? null : `${Math.round((one.accuracy.value ?? 0) * one.answers)} of ${one.answers}`;
};

describe('twelve abstracts', () => {
  it('are answered from the units as often as the page says', async () => {
    const comparison = await sat(documentsOf(abstracts));
    const found = comparison.systems.map(({ figures }) => right(figures, 'units'));
    expect(found).toEqual(['57 of 57', '31 of 57', '57 of 57']);
    for (const [at, name] of ['`extract.v1`, a strong reader', 'engine `offline`', "the paper's own way"].entries())
      expect(page).toContain(`| ${name} | ${found[at]} |`);
    const [first] = comparison.systems;
    const [nothing, options] = ['nothing', 'options'].map((arm) => first && right(first.figures, arm));
    expect(page).toContain(`No context: ${nothing}. The options alone: ${options}.`);
  });

  it('lose an answer with a fact that is lost', async () => {
    const units = abstracts.units('ku.jsonl').map((unit) => ({
      ...unit,
      summary: null,
      relations: [],
      entities: unit.entities.map((entity) => ({ ...entity, attributes: [] })),
    }));
    const reader = recordedReader(abstracts.questions, abstracts.answers, () => 'ku');
    const evaluation = await evaluateUnits(
      abstracts.questions,
      documentsOf(abstracts),
      saidByUnits(units),
      options(reader),
    );
    expect(right(evaluation.figures, 'units')).toBe('0 of 57');
  });

  it.skipIf(!hasTexts)('with their texts: nothing is lost against the text, and nothing is copied', async () => {
    const ids = new Set(digests.values());
    const documents = (await textsOf(`${data}/abstracts-dev.jsonl`)).filter(({ sha256 }) => ids.has(sha256));
    expect(documents).toHaveLength(12);
    const { systems: found } = await sat(documents);
    expect(found.map(({ figures }) => right(figures, 'text'))).toEqual(['57 of 57', '57 of 57', '57 of 57']);
    expect(found[0]?.figures.loss.value).toBe(0);
    expect(page).toContain(`The text itself: ${right(found[0]?.figures ?? { arms: {} }, 'text')}.`);
    const words = documents.reduce((sum, { text }) => sum + wordTexts(text).length, 0);
    for (const [at, [name, file, calls]] of rows.entries()) {
      const { total } = await auditOf(fileURLToPath(new URL(`abstracts/${file}`, folder)), documents);
      const figures = found[at]?.figures;
      const loss = 100 * (figures?.loss.value ?? Number.NaN);
      const cells = [
        ...[name, figures && right(figures, 'units'), `${Number(loss.toFixed(1))} points`],
        ...[`${total.longestCopiedRun} words`, `${(100 * total.copiedShare).toFixed(1)}%`, total.fail],
        ...[file === 'reference' ? '–' : factsOf(abstracts.units(file)), (total.words / words).toFixed(2), calls],
      ];
      expect(page).toContain(`| ${cells.join(' | ')} |`);
    }
  });

  it('have as many questions, numbers and guessable ones as the page says', () => {
    const { questions } = abstracts;
    const numbers = numbersOf(abstracts.units('ku.jsonl'));
    const guessable = questions.filter(({ stratum }) => stratum === 'guessable').length;
    const repaired = abstracts.units('ku.jsonl').filter(({ audit }) => audit.repairs > 0).length;
    for (const said of [
      `; ${questions.length} questions by the full chain`,
      `Of ${numbers.stated} numbers \`extract.v1\` kept ${numbers.kept}`,
      `round of repairs (${repaired} of the 20 calls)`,
      `${guessable} of ${questions.length} questions are guessable`,
      `a loss of up to ${Math.round(100 * mostHidden([...digests].map(() => [1, 1, 1])))} points`,
    ])
      expect(page).toContain(said);
  });
});

/** Of the table: what made it, its file, and the calls that it took, which are in no recording. */
const rows = [
  ['`extract.v1`, a strong reader', 'ku.jsonl', '20'],
  ['engine `offline`', 'offline.jsonl', '0'],
  ["the paper's own way", 'reference', '12'],
] as const;

async function* readingsOf(documents: readonly Document[]): AsyncGenerator<Reading> {
  for (const document of documents) yield { kind: 'document', document };
}

const auditOf = (path: string, documents: readonly Document[]) =>
  auditUnits([path], readingsOf(documents), {
    ...{ stdin: Readable.from([]), cwd: process.cwd(), match: 'digest', strict: false, showText: false },
    ...{ rebuild: null, concurrency: 1, drain: new AbortController().signal },
    wanted: path.endsWith('.jsonl') ? 'unit-files' : 'all-files',
  });

const factsOf = (units: readonly Unit[]): number =>
  units.reduce(
    (sum, { entities, relations }) =>
      sum + relations.length + entities.reduce((own, { attributes }) => own + attributes.length, 0),
    0,
  );

const numbersOf = (units: readonly Unit[]) =>
  units.reduce(
    (sum, { audit: { numbers } }) => ({ stated: sum.stated + numbers.stated, kept: sum.kept + numbers.kept }),
    { stated: 0, kept: 0 },
  );

describe('two full papers', () => {
  it('are answered from the units as often as the page says', async () => {
    const { figures } = await satPapers(documentsOf(papers));
    expect([right(figures, 'units'), right(figures, 'other')]).toEqual(['55 of 55', '0 of 55']);
    expect(page).toContain(`| the units of ${papers.units('ku.jsonl').length} passages | ${right(figures, 'units')} |`);
    expect(page).toContain(`| the units of the other paper | ${right(figures, 'other')} |`);
    expect(page).toContain(`| no context | ${right(figures, 'nothing')} |`);
    const { other } = figures.arms;
    expect(page).toContain(`each time (below, ${other?.outcomes.silent} of ${other?.answers})`);
  });

  it.skipIf(!hasTexts)('with their texts: the abstract alone answers few', async () => {
    const names = ['journal.pbio.1001289', 'journal.pone.0008519'];
    const { figures } = await satPapers(await textsOf(...names.map((name) => `${data}/jats/${name}.xml`)));
    expect([right(figures, 'text'), right(figures, 'abstract')]).toEqual(['55 of 55', '6 of 55']);
    expect(page).toContain(`| the abstract alone | ${right(figures, 'abstract')} |`);
    expect(page).toContain(`| the text | ${right(figures, 'text')} |`);
    const { abstract } = figures.arms;
    expect(page).toContain(`given the abstract of a paper in ${abstract?.outcomes.silent} of ${abstract?.answers}`);
  });

  it('keep as many facts, numbers and names, and drop as many, as the page says', () => {
    const units = papers.units('ku.jsonl');
    const { stated, kept } = numbersOf(units);
    const dropped = units.flatMap(({ audit }) => audit.dropped);
    expect([...new Set(dropped.map(({ check }) => check))].sort()).toEqual(['certainty', 'polarity']);
    const longest = Math.max(...units.map(({ audit }) => audit.longestCopiedRun));
    const share = `${((100 * (stated - kept)) / stated).toFixed(1)}%`;
    const ids = [...new Set(units.map(({ document }) => document.sha256))].map((sha256) => {
      const named = units.filter(({ document }) => document.sha256 === sha256).flatMap(({ entities }) => entities);
      return [named.length, new Set(named.map(({ id }) => id)).size] as const;
    });
    const [[mentions, things], [ofOther, itsThings]] = ids as [[number, number], [number, number]];
    for (const said of [
      `The ${factsOf(units)} facts keep ${kept} of ${stated} numbers (${share} are omitted) and copy no run over ${longest} words`,
      `${mentions} mentions became ${things} things in one paper and ${ofOther} became ${itsThings} in the other`,
      `**${dropped.length} facts were dropped**`,
      `; ${papers.questions.length} questions by`,
    ])
      expect(page).toContain(said);
  });
});
