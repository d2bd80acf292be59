import { type EvaluationReport, evaluationReport } from '../../src/cli/eval/report.ts';
import { evaluateUnits, saidByUnits } from '../../src/eval/index.ts';
import type { Reader } from '../../src/types/reader.ts';
import { documentOf } from './audited.ts';
import { facts, lookingUp, questionOf, textOf, unitsWith } from './exam.ts';

const sha256 = 'c'.repeat(64);

/** Plays somebody who finds the answer in what it is given. */
const reader: Reader = {
  model: 'played',
  prompt: { id: 'answer.v1', sha256 },
  async answer({ context, stem, options }) {
    const { words, answer } = lookingUp({ context: context ?? '', stem: stem ?? '', options: [...options] });
    const usage = { inputTokens: 100, cachedInputTokens: 0, outputTokens: 10 };
    return { words, answer: answer as 'A', usage, attempts: 1 };
  },
};

const total = {
  ...{ words: 90, longestCopiedRun: 3, copiedShare: 0, ngram5: 0, ngram7: 0, ngram11: 0, exemptRuns: 0, order: null },
  ...{ numbers: { stated: 4, kept: 4, drifted: 0 }, fail: 0, warn: 1, missing: { names: 0, numbers: 0, sentences: 0 } },
};

const outcomes = { supported: 1, contradicted: 0, absent: 0, unquoted: 0, unparsable: 0, failed: 0 };
const share = { value: 1, interval: null };
type Facts = NonNullable<EvaluationReport['facts']>;
const factMark: Facts['marks'][number] = {
  ...{ document: 'site-1', side: 'recall', fact: 'f_1', sentences: [1], outcome: 'supported' },
};
const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, attempts: 1 };

const factsPart: Facts = {
  judge: {
    model: 'played',
    prompts: { facts: { id: 'facts.v1', sha256 }, entailment: { id: 'entailment.v1', sha256 } },
  },
  drawing: { draws: 50, seed: sha256 },
  documents: 1,
  recall: { facts: 1, outcomes, share, difference: null },
  precision: { facts: 1, outcomes, share, difference: share },
  ...{ decoys: { asked: 1, supported: 0 }, withoutUnits: ['site-3'], unlisted: ['site-2'], spent: usage },
  contradicted: [{ ...factMark, outcome: 'contradicted' }],
  marks: [factMark],
};

/** The report of a real exam, with something in each of its lists. */
export async function sampleEvaluation(): Promise<EvaluationReport> {
  const questions = facts.map(questionOf).slice(0, 16);
  const documents = ['site-1', 'site-2', 'site-3'].map((id) => ({
    ...documentOf(textOf(id), id),
    domain: 'archaeology',
  }));
  const evaluation = await evaluateUnits(questions, documents, saidByUnits(unitsWith(facts).slice(0, 2)), {
    ...{ reader, choices: 5, shuffles: 1, draws: 50, seed: sha256, margin: 0.02, concurrency: 1 },
    ...{ signal: new AbortController().signal, begin: () => undefined },
  });
  const problem = { file: 'u.json', line: null, pointer: '/0', code: 'no-text' as const, message: 'm', hint: 'h' };
  return evaluationReport(evaluation, {
    reader,
    protocol: { choices: 5, shuffles: 1, draws: 50, seed: sha256 },
    audit: {
      ...{ match: 'digest', sources: { documents: 3, failed: 0, withoutUnits: 1 }, problems: [problem], documents: [] },
      ...{ units: [], total },
    },
    failedSources: 0,
    facts: factsPart,
    cost: 0.25,
  });
}
