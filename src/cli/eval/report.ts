import type { AuditReport } from '../../audit/index.ts';
import type { Evaluation } from '../../eval/index.ts';
import type { EvaluationReport } from '../../types/evaluation.ts';
import type { Reader } from '../../types/reader.ts';
import { version } from '../version.ts';
import type { FactsPart } from './facts-report.ts';

export type { EvaluationReport };

type Made = {
  reader: Pick<Reader, 'model' | 'prompt'>;
  protocol: { choices: 4 | 5; shuffles: number; draws: number; seed: string };
  audit: AuditReport;
  failedSources: number;
  /** Null where no facts were judged. */
  facts: FactsPart | null;
  /** Dollars of all answers at the list price, kept ones too; null where the price is not known. */
  cost: number | null;
};

/** Both promises on one page: what a reader finds in the units, and what the units copy. */
export function evaluationReport(evaluation: Evaluation, made: Made): EvaluationReport {
  const { reader, protocol, audit, failedSources, facts, cost } = made;
  const { figures, withoutSource, withoutUnits, usage, attempts, marks } = evaluation;
  return {
    schema: 'ku/evaluation/1',
    tool: 'ku',
    version,
    reader: { model: reader.model, prompt: reader.prompt },
    protocol,
    ...figures,
    withoutSource,
    withoutUnits,
    failedSources,
    ...(facts === null ? {} : { facts }),
    spent: { ...usage, attempts, cost },
    audit: { units: audit.units.length, problems: audit.problems, total: audit.total },
    marks,
  };
}
