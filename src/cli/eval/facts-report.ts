import type { AuditReport } from '../../audit/index.ts';
import type { FactsEvaluation } from '../../eval/index.ts';
import type { FactJudge } from '../../types/fact-judge.ts';
import { version } from '../version.ts';

type Judge = Pick<FactJudge, 'model' | 'prompts'>;

/** The facts in a report: of one system, or (with what they took beside them) of several. */
export const factsPart = (
  { systems: [figures], usage, attempts }: FactsEvaluation,
  { model, prompts }: Judge,
  drawing: { draws: number; seed: string },
) => (figures === undefined ? null : { judge: { model, prompts }, drawing, ...figures, spent: { ...usage, attempts } });

export type FactsPart = NonNullable<ReturnType<typeof factsPart>>;

type Made = {
  facts: FactsPart;
  audit: AuditReport;
  failedSources: number;
  /** Dollars of all answers at the list price, kept ones too; null where the price is not known. */
  cost: number | null;
};

/** What is reported where facts are judged and no questions are put. */
export const factsReport = ({ facts, audit, failedSources, cost }: Made) => ({
  schema: 'ku/facts/1' as const,
  tool: 'ku' as const,
  version,
  facts,
  failedSources,
  spent: { ...facts.spent, cost },
  audit: { units: audit.units.length, problems: audit.problems, total: audit.total },
});

export type FactsReport = ReturnType<typeof factsReport>;
