import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareSystems, evaluateUnits, type SaidByDocument, saidByOthers, saidByUnits } from '../src/eval/index.ts';
import { readInputs } from '../src/read/index.ts';
import type { Document } from '../src/types/document.ts';
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
    expect(first && [right(first.figures, 'nothing'), right(first.figures, 'options')]).toEqual([
      '56 of 57',
      '47 of 57',
    ]);
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
  });
});

describe('two full papers', () => {
  it('are answered from the units as often as the page says', async () => {
    const { figures } = await satPapers(documentsOf(papers));
    expect([right(figures, 'units'), right(figures, 'other')]).toEqual(['55 of 55', '0 of 55']);
    expect(page).toContain('| the units of 39 passages | 55 of 55 |');
  });

  it.skipIf(!hasTexts)('with their texts: the abstract alone answers few', async () => {
    const names = ['journal.pbio.1001289', 'journal.pone.0008519'];
    const { figures } = await satPapers(await textsOf(...names.map((name) => `${data}/jats/${name}.xml`)));
    expect([right(figures, 'text'), right(figures, 'abstract')]).toEqual(['55 of 55', '6 of 55']);
    expect(page).toContain('| the abstract alone | 6 of 55 |');
  });
});
