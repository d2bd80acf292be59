import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { auditUnits } from '../../src/audit/index.ts';
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

export const examIn = (name: string) => {
  const at = (file: string) => new URL(`${name}/${file}`, folder);
  return {
    questions: questionsOf(at('questions.jsonl')),
    answers: linesOf<RecordedAnswer>(at('answers.jsonl')),
    units: (file: string) => linesOf<Unit>(at(file)),
    at,
  };
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
