import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareSystems, evaluateUnits, type SaidByDocument, saidByOthers, saidByUnits } from '../src/eval/index.ts';
import { mostHidden } from '../src/eval/verdict.ts';
import { wordTexts } from '../src/text/words.ts';
import type { Document } from '../src/types/document.ts';
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
  right,
  textsOf,
} from './support/recorded-exam.ts';
import { recordedReader } from './support/recorded-reader.ts';

const abstracts = examIn('abstracts');
/** What the paper's own way made: an object for each abstract. */
const references = abstracts.at('reference/');

const digests = new Map(abstracts.questions.map(({ document }) => [document.id, document.sha256]));
const reference: SaidByDocument = saidByOthers(
  new Map(
    readdirSync(references).map((file) => {
      const written = JSON.parse(readFileSync(new URL(file, references), 'utf8')) as unknown;
      return [digests.get(file.slice(0, -'.json'.length)) ?? '', JSON.stringify(written, null, 2)];
    }),
  ),
);
const systems: [name: string, said: SaidByDocument][] = [
  ['ku', saidByUnits(abstracts.units('ku.jsonl'))],
  ['offline', saidByUnits(abstracts.units('offline.jsonl'))],
  ['reference', reference],
];

const sat = async (documents: Document[]) => {
  const names = new Map(systems.flatMap(([name, said]) => [...said.values()].map(({ context }) => [context, name])));
  const reader = recordedReader(abstracts.questions, abstracts.answers, (context) => names.get(context) ?? 'text');
  const said = systems.map(([, own]) => own);
  return compareSystems(abstracts.questions, documents, said, optionsFor(reader));
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
      optionsFor(reader),
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
      const { total } = await auditOf(fileURLToPath(abstracts.at(file)), documents);
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
