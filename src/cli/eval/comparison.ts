import type { AuditReport } from '../../audit/index.ts';
import type { Comparison, FactsEvaluation } from '../../eval/index.ts';
import type { FactJudge } from '../../types/fact-judge.ts';
import type { Reader } from '../../types/reader.ts';
import { version } from '../version.ts';
import type { System } from './scene.ts';

type Made = {
  systems: readonly System[];
  audits: readonly AuditReport[];
  /** Null without questions. */
  exam: { comparison: Comparison; reader: Pick<Reader, 'model' | 'prompt'> } | null;
  /** Null where no facts were judged. */
  facts: { evaluation: FactsEvaluation; judge: Pick<FactJudge, 'model' | 'prompts'> } | null;
  protocol: { choices: 4 | 5; shuffles: number; draws: number; seed: string };
  failedSources: number;
  /** Dollars of all answers at the list price, kept ones too; null where the price is not known. */
  cost: number | null;
};

/** Several systems on the same questions and sources, each with the audit of what it says. */
export function comparisonReport({ systems, audits, exam, facts, protocol, failedSources, cost }: Made) {
  return {
    schema: 'ku/comparison/1' as const,
    tool: 'ku' as const,
    version,
    protocol,
    exam: exam === null ? null : examPart(exam),
    judge: facts === null ? null : { model: facts.judge.model, prompts: facts.judge.prompts },
    systems: systems.map(({ name, isOthers }, at) => ({
      name,
      given: isOthers ? ('context' as const) : ('units' as const),
      exam: systemExam(exam?.comparison.systems[at]),
      facts: facts?.evaluation.systems[at] ?? null,
      audit: auditPart(audits[at]),
    })),
    failedSources,
    spent: { exam: spentOf(exam?.comparison), facts: spentOf(facts?.evaluation), cost },
  };
}

export type ComparisonReport = ReturnType<typeof comparisonReport>;
export type ComparedSystem = ComparisonReport['systems'][number];

/** What all systems share: how much a reader knows beforehand, and with the text. */
function examPart({ comparison, reader }: NonNullable<Made['exam']>) {
  const { systems, withoutSource, shared } = comparison;
  const { documents = 0, questions = 0, arms = {} } = systems[0]?.figures ?? {};
  const { units, other, ...sharedArms } = arms;
  return {
    reader: { model: reader.model, prompt: reader.prompt },
    ...{ documents, questions, withoutSource, arms: sharedArms, marks: shared },
  };
}

function systemExam(system: Comparison['systems'][number] | undefined) {
  if (system === undefined) return null;
  const { figures, difference, withoutUnits, marks } = system;
  const { arms, loss, ratio, retention, verdict, groups } = figures;
  return { units: arms.units ?? null, difference, loss, ratio, retention, verdict, groups, withoutUnits, marks };
}

const auditPart = (audit: AuditReport | undefined) =>
  audit === undefined ? null : { units: audit.units.length, problems: audit.problems, total: audit.total };

const spentOf = (spent: Pick<Comparison, 'usage' | 'attempts'> | undefined) =>
  spent === undefined ? null : { ...spent.usage, attempts: spent.attempts };
