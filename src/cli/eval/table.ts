import type { Group } from '../../eval/index.ts';
import { aligned } from '../aligned.ts';
import { counted, dollarsOf } from '../tally.ts';
import { factLines } from './facts.ts';
import type { EvaluationReport } from './report.ts';
import {
  armRows,
  groupLists,
  groupTable,
  lossOf,
  outcomeNames,
  percent,
  points,
  retentionOf,
  shown,
  verdicts,
} from './words.ts';

/** The report for a terminal. */
export function evaluationLines(report: EvaluationReport, width: number): string[] {
  return [
    ...armLines(report, width),
    '',
    ...resultLines(report),
    ...groupLists(report).flatMap(([name, groups]) => groupLines(name, groups, width)),
    ...(report.facts === undefined ? [] : ['', ...factLines(report.facts, width)]),
    '',
    ...copyingLines(report),
  ];
}

function armLines(report: EvaluationReport, width: number): string[] {
  return aligned([['given', 'answers', 'right (95%)', ...outcomeNames], ...armRows(report)], width);
}

function resultLines(report: EvaluationReport): string[] {
  const { ratio, verdict, documents, questions, spent } = report;
  const cost = spent.cost === null ? '' : ` · ${dollarsOf(spent.cost)}`;
  return [
    `loss, text less units: ${lossOf(report)}`,
    `ratio, units by text: ${shown(ratio)}`,
    `retention: ${retentionOf(report)}`,
    `margin of ${points(verdict.margin)} points: ${verdicts[verdict.answer]}`,
    `${counted(questions, 'question')} about ${counted(documents, 'document')}; intervals of 95%, documents as clusters${cost}`,
  ];
}

function groupLines(name: string, groups: readonly Group[], width: number): string[] {
  if (groups.length === 0) return [];
  const { head, rows } = groupTable(groups);
  return ['', ...aligned([[name, ...head], ...rows], width)];
}

export function copyingLines({ audit: { units, problems, total } }: Pick<EvaluationReport, 'audit'>): string[] {
  return [
    `copying, of ${units} units: longest run ${total.longestCopiedRun} words · copied ${percent(total.copiedShare)}`,
    `shared: 5-gram ${percent(total.ngram5)} · 7-gram ${percent(total.ngram7)} · 11-gram ${percent(total.ngram11)}`,
    `checks: ${total.fail} fail · ${total.warn} warn · ${problems.length} problems (ku audit shows them)`,
  ];
}
