import { type Arm, arms, type Estimate, type Group } from '../eval/index.ts';
import type { EvaluationReport } from './eval-report.ts';

/** The arms for people. */
export const armNames: Record<Arm, string> = {
  nothing: 'no context',
  options: 'options alone',
  text: 'the text',
  units: 'its units',
  other: 'units of another',
};

export const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
export const points = (share: number) => (100 * share).toFixed(1);

/** "82.5% (77.0 to 88.1)"; a dash for what means nothing. */
export function shown({ value, interval }: Estimate, write = percent): string {
  if (value === null) return '–';
  return interval === null ? write(value) : `${write(value)} (${points(interval.low)} to ${points(interval.high)})`;
}

export const verdicts = {
  held: 'the units lose less than the margin',
  lost: 'the units lose more than the margin',
  open: 'too few questions or documents to tell',
};

/** The columns behind what was given and how often it was answered: right answers, then what else came of them. */
export const outcomeNames = ['unquoted', 'wrong', 'not said', 'unparsable', 'failed'];

/** A row of cells for each arm that was sat. */
export function armRows({ arms: figures }: EvaluationReport): string[][] {
  return arms.flatMap((arm) => {
    const one = figures[arm];
    if (one === undefined) return [];
    const { unquoted, wrong, silent, unparsable, failed } = one.outcomes;
    const counts = [unquoted, wrong, silent, unparsable, failed].map(String);
    return [[armNames[arm], String(one.answers), shown(one.accuracy), ...counts]];
  });
}

/** The arms that groups of questions are shown for. */
export const groupArms: Arm[] = ['nothing', 'text', 'units'];

/** A row of cells for each group. */
export const groupRows = (groups: readonly Group[]): string[][] =>
  groups.map(({ name, questions, accuracy }) => [
    name,
    String(questions),
    ...groupArms.map((arm) => shown(accuracy[arm] ?? { value: null, interval: null })),
  ]);
