import { arms } from '../../eval/index.ts';
import { printable } from '../../validate/problems.ts';
import { aligned } from '../aligned.ts';
import { counted, dollarsOf } from '../tally.ts';
import type { ComparedSystem, ComparisonReport } from './comparison.ts';
import { judgeLine } from './facts.ts';
import { armNames, isFlat, percent, points, shown, shownNames, unseen, verdicts } from './words.ts';

type Column = { head: string; cell: (system: ComparedSystem) => string };

const none = { value: null, interval: null };

const examColumns: Column[] = [
  { head: 'right (95%)', cell: ({ exam }) => shown(exam?.units?.accuracy ?? none) },
  { head: 'to the first', cell: ({ exam }) => signed(exam?.difference ?? none) },
  { head: 'loss to the text', cell: ({ exam }) => shown(exam?.loss ?? none, points) },
];

const factColumns: Column[] = [
  { head: 'recall (95%)', cell: ({ facts }) => shown(facts?.recall.share ?? none) },
  { head: 'to the first', cell: ({ facts }) => signed(facts?.recall.difference ?? none) },
  { head: 'precision (95%)', cell: ({ facts }) => shown(facts?.precision.share ?? none) },
  { head: 'to the first', cell: ({ facts }) => signed(facts?.precision.difference ?? none) },
];

const auditColumns: Column[] = [
  { head: 'longest run', cell: ({ audit }) => String(audit?.total.longestCopiedRun ?? '–') },
  { head: 'copied', cell: ({ audit }) => (audit === null ? '–' : percent(audit.total.copiedShare)) },
  { head: 'fail', cell: ({ audit }) => String(audit?.total.fail ?? '–') },
  { head: 'warn', cell: ({ audit }) => String(audit?.total.warn ?? '–') },
];

/** "+1.5 (-0.5 to 3.5)", in points. */
const signed = (estimate: Parameters<typeof shown>[0]): string =>
  shown(estimate, (value) => `${value > 0 ? '+' : ''}${points(value)}`);

export const namesOf = (systems: readonly ComparedSystem[]): string[] =>
  shownNames(systems.map(({ name }) => printable(name)));

type Part = { name: string; columns: Column[] };

const partsOf = ({ exam, judge }: Pick<ComparisonReport, 'exam' | 'judge'>): Part[] => [
  ...(exam === null ? [] : [{ name: 'Answers', columns: examColumns }]),
  ...(judge === null ? [] : [{ name: 'Facts', columns: factColumns }]),
  { name: 'Copying', columns: auditColumns },
];

/** A row a system, the head first. */
function rowsOf(systems: readonly ComparedSystem[], columns: readonly Column[]): string[][] {
  const names = namesOf(systems);
  return [
    ['system', ...columns.map(({ head }) => head)],
    ...systems.map((system, at) => [names[at] ?? '', ...columns.map(({ cell }) => cell(system))]),
  ];
}

/** All in one table. */
const comparisonRows = (report: ComparisonReport): string[][] =>
  rowsOf(
    report.systems,
    partsOf(report).flatMap(({ columns }) => columns),
  );

/** A table for each part: all of them in one are wider than a page. */
export const comparisonTables = (report: ComparisonReport): { name: string; rows: string[][] }[] =>
  partsOf(report).map(({ name, columns }) => ({ name, rows: rowsOf(report.systems, columns) }));

/** What is said below the table. */
export function comparisonNotes({ exam, systems, spent, judge }: ComparisonReport): string[] {
  const [first] = systems;
  const names = namesOf(systems);
  const notes: string[] = [];
  if (exam !== null) {
    const shared = arms.flatMap((arm) => {
      const figures = (exam.arms as Partial<Record<string, { accuracy: typeof none }>>)[arm];
      return figures === undefined ? [] : [`${armNames[arm]} ${shown(figures.accuracy)}`];
    });
    notes.push(`right for all: ${shared.join(' · ')}`);
    notes.push(
      ...systems.flatMap(({ exam: own }, at) => (own === null ? [] : [verdictOf(names[at] ?? '', own.verdict)])),
    );
    notes.push(`${counted(exam.questions, 'question')} about ${counted(exam.documents, 'document')}`);
    if (systems.some(({ exam: own }) => own !== null && isFlat(own.loss)))
      notes.push(`0.0 (0.0 to 0.0): ${unseen(exam.documents)}`);
  }
  if (judge !== null && first?.facts) notes.push(judgeLine(first.facts));
  notes.push(
    `differences in points to ${names[0] ?? ''}, paired by document; intervals are of 95%, with documents as clusters` +
      (spent.cost === null ? '' : ` · ${dollarsOf(spent.cost)}`),
  );
  return notes;
}

const verdictOf = (name: string, { margin, answer }: { margin: number; answer: keyof typeof verdicts }) =>
  `${name}: margin of ${points(margin)} points: ${verdicts[answer]}`;

export const comparisonLines = (report: ComparisonReport, width: number): string[] => [
  ...aligned(comparisonRows(report), width),
  '',
  ...comparisonNotes(report),
];
