import type { Arm, Estimate } from '../eval/index.ts';

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
