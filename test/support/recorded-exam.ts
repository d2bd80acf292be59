import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { auditUnits } from '../../src/audit/index.ts';
import { saidByUnits } from '../../src/eval/index.ts';
import { readInputs } from '../../src/read/index.ts';
import type { Document, Reading } from '../../src/types/document.ts';
import type { Reader } from '../../src/types/reader.ts';
import type { Unit } from '../../src/types/unit.ts';
import { linesOf, questionsOf, type RecordedAnswer } from './recorded-reader.ts';

/** What the tests of docs/retention.md share: the exams from the answers that were written by hand, see test/recorded/README.md. */
const folder = new URL('../recorded/retention.v1/', import.meta.url);
export const page = readFileSync(new URL('../../docs/retention.md', import.meta.url), 'utf8');

/** The texts are no part of the project: what they are needed for is left out where they are not. */
export const data = `${process.env.KU_SHARED ?? '../shared'}/data`;
export const hasTexts = existsSync(`${data}/abstracts-dev.jsonl`);

/** The answers of a folder, and the units in its files. */
export const answersIn = (name: string) => {
  const at = (file: string) => new URL(`${name}/${file}`, folder);
  return {
    answers: linesOf<RecordedAnswer>(at('answers.jsonl')),
    units: (file: string) => linesOf<Unit>(at(file)),
    at,
  };
};

export const examIn = (name: string) => {
  const recorded = answersIn(name);
  return { ...recorded, questions: questionsOf(recorded.at('questions.jsonl')) };
};
export type RecordedExam = ReturnType<typeof examIn>;

/** A document of which nothing but the digest is known. */
const withoutText = (sha256: string): Document => ({
  ...{ id: sha256, sha256, text: '', language: null, blocks: [], place: '' },
  credit: { title: null, authors: [], year: null, doi: null, url: null, license: null },
});

export const documentsOf = ({ questions }: RecordedExam): Document[] =>
  [...new Set(questions.map(({ document }) => document.sha256))].map(withoutText);

export async function textsOf(...inputs: string[]): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const reading of readInputs(inputs)) if (reading.kind === 'document') documents.push(reading.document);
  return documents;
}

export const optionsFor = (reader: Reader) => ({
  reader,
  choices: 5 as const,
  ...{ shuffles: 1, draws: 1000, seed: 'retention', margin: 0.02, concurrency: 8 },
  ...{ signal: new AbortController().signal, begin: () => undefined },
});

export const right = (
  figures: { arms: Partial<Record<string, { accuracy: { value: number | null }; answers: number }>> },
  arm: string,
) => {
  const one = figures.arms[arm];
  return one === undefined ? null : `${Math.round((one.accuracy.value ?? 0) * one.answers)} of ${one.answers}`;
};

async function* readingsOf(documents: readonly Document[]): AsyncGenerator<Reading> {
  for (const document of documents) yield { kind: 'document', document };
}

export const auditOf = (path: string, documents: readonly Document[], showText = false) =>
  auditUnits([path], readingsOf(documents), {
    ...{ stdin: Readable.from([]), cwd: process.cwd(), match: 'digest', strict: false, showText },
    ...{ rebuild: null, concurrency: 1, drain: new AbortController().signal },
    wanted: path.endsWith('.jsonl') ? 'unit-files' : 'all-files',
  });

export const factsOf = (units: readonly Unit[]): number =>
  units.reduce(
    (sum, { entities, relations }) =>
      sum + relations.length + entities.reduce((own, { attributes }) => own + attributes.length, 0),
    0,
  );

export const numbersOf = (units: readonly Unit[]) =>
  units.reduce(
    (sum, { audit: { numbers } }) => ({ stated: sum.stated + numbers.stated, kept: sum.kept + numbers.kept }),
    { stated: 0, kept: 0 },
  );

/** Without the summaries. */
export const droppedOf = (units: readonly Unit[]) =>
  units.flatMap(({ audit }) => audit.dropped).filter(({ what }) => what !== 'summary');

export const longestOf = (units: readonly Unit[]): string =>
  `${Math.max(...units.map(({ audit }) => audit.longestCopiedRun))} words`;

/** What a reader who saw only texts and facts found of them: all facts that are not there are right. */
export type Verdict = { unit: string; pointer: string; verdict: 'half' | 'wrong'; reason: string };

export const judgedIn = (file: URL) => linesOf<Verdict>(file);

export function verdictsOf(units: readonly Unit[], judged: readonly Verdict[]) {
  const ids = new Set(units.map(({ id }) => id));
  const own = judged.filter(({ unit, pointer }) => ids.has(unit) && pointer !== '/summary');
  const found = (wanted: Verdict['verdict']) => own.filter(({ verdict }) => verdict === wanted).length;
  return { right: factsOf(units) - own.length, half: found('half'), wrong: found('wrong') };
}

/** What was judged and is no fact of these units. */
export function strayOf(units: readonly Unit[], judged: readonly Verdict[]): Verdict[] {
  const said = [...saidByUnits(units).values()].flatMap(({ facts }) => facts ?? []);
  const places = new Set(said.map(({ unit, pointer }) => `${unit} ${pointer}`));
  return judged.filter(({ unit, pointer }) => !places.has(`${unit} ${pointer}`));
}

/** A row of a table of the page. */
export const row = (...cells: (string | number | null | undefined)[]): string => `| ${cells.join(' | ')} |`;

export const percent = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)}%`;
