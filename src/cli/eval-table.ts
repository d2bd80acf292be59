import { arms, type Group } from '../eval/index.ts';
import { aligned } from './aligned.ts';
import type { EvaluationReport } from './eval-report.ts';
import { armNames, percent, points, shown, verdicts } from './eval-words.ts';
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

function armLines({ arms: figures }: EvaluationReport): string[] {
  const head = ['given', 'answers', 'right (95%)', 'unquoted', 'wrong', 'not said', 'unparsable', 'failed'];
  const rows = arms.flatMap((arm) => {
    const one = figures[arm];
    if (one === undefined) return [];
    const { unquoted, wrong, silent, unparsable, failed } = one.outcomes;
    const counts = [unquoted, wrong, silent, unparsable, failed].map(String);
    return [[armNames[arm], String(one.answers), shown(one.accuracy), ...counts]];
  });
  return aligned([head, ...rows]);
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
  const rows = groups.map((group) => [
    group.name,
    String(group.questions),
    ...(['nothing', 'text', 'units'] as const).map((arm) =>
      shown(group.accuracy[arm] ?? { value: null, interval: null }),
    ),
  ]);
  return ['', ...aligned([[name, 'questions', armNames.nothing, armNames.text, armNames.units], ...rows])];
}

function copyingLines({ audit: { units, problems, total } }: EvaluationReport): string[] {
  return [
    `copying, of ${units} units: longest run ${total.longestCopiedRun} words · copied ${percent(total.copiedShare)} · ` +
      `5-gram ${percent(total.ngram5)} · 7-gram ${percent(total.ngram7)} · 11-gram ${percent(total.ngram11)}`,
    `checks: ${total.fail} fail · ${total.warn} warn · ${problems.length} problems (ku audit shows them)`,
  ];
}
