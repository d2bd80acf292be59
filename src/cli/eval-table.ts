import type { Group } from '../eval/index.ts';
import { aligned } from './aligned.ts';
import type { EvaluationReport } from './eval-report.ts';
import {
  armNames,
  armRows,
  groupArms,
  groupRows,
  outcomeNames,
  percent,
  points,
  shown,
  verdicts,
} from './eval-words.ts';
import { dollarsOf } from './tally.ts';

/** The report for a terminal. */
export function evaluationLines(report: EvaluationReport): string[] {
  const { kind, stratum, position } = report.groups;
  return [
    ...armLines(report),
    '',
    ...resultLines(report),
    ...groupLines('kind', kind),
    ...groupLines('stratum', stratum),
    ...groupLines('right letter', position),
    '',
    ...copyingLines(report),
  ];
}

function armLines(report: EvaluationReport): string[] {
  return aligned([['given', 'answers', 'right (95%)', ...outcomeNames], ...armRows(report)]);
}

function resultLines({ loss, ratio, retention, verdict, documents, questions, spent }: EvaluationReport): string[] {
  const cost = spent.cost === null ? '' : ` · ${dollarsOf(spent.cost)}`;
  return [
    `loss, text less units: ${shown(loss, points)} points`,
    `ratio, units by text: ${shown(ratio)}`,
    `retention: ${shown(retention)}`,
    `margin of ${points(verdict.margin)} points: ${verdicts[verdict.answer]}`,
    `${questions} questions about ${documents} documents; intervals are over documents, those below over questions${cost}`,
  ];
}

function groupLines(name: string, groups: readonly Group[]): string[] {
  if (groups.length === 0) return [];
  return ['', ...aligned([[name, 'questions', ...groupArms.map((arm) => armNames[arm])], ...groupRows(groups)])];
}

function copyingLines({ audit: { units, problems, total } }: EvaluationReport): string[] {
  return [
    `copying, of ${units} units: longest run ${total.longestCopiedRun} words · copied ${percent(total.copiedShare)} · ` +
      `5-gram ${percent(total.ngram5)} · 7-gram ${percent(total.ngram7)} · 11-gram ${percent(total.ngram11)}`,
    `checks: ${total.fail} fail · ${total.warn} warn · ${problems.length} problems (ku audit shows them)`,
  ];
}
