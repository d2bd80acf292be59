import type { AuditReport } from '../audit/index.ts';
import type { Evaluation } from '../eval/index.ts';
import type { Reader } from '../types/reader.ts';
import { version } from './version.ts';

type Made = {
  reader: Pick<Reader, 'model' | 'prompt'>;
  protocol: { choices: 4 | 5; shuffles: number; draws: number; seed: string };
  audit: AuditReport;
  failedSources: number;
  /** Dollars of what was sent; null where the price is not known. */
  cost: number | null;
};

/** Both promises on one page: what a reader finds in the units, and what the units copy. */
export function evaluationReport(evaluation: Evaluation, { reader, protocol, audit, failedSources, cost }: Made) {
  const { figures, withoutSource, withoutUnits, usage, attempts, marks } = evaluation;
  return {
    schema: 'ku/evaluation/1' as const,
    tool: 'ku' as const,
    version,
    reader: { model: reader.model, prompt: reader.prompt },
    protocol,
    ...figures,
    withoutSource,
    withoutUnits,
    failedSources,
    spent: { ...usage, attempts, cost },
    audit: { units: audit.units.length, problems: audit.problems, total: audit.total },
    marks,
  };
}

export type EvaluationReport = ReturnType<typeof evaluationReport>;
