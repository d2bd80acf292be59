import type { Budget } from '../engines/openai/budget/budget.ts';
import type { Outcome } from '../pipeline/extract.ts';
import type { FailureCode } from '../types/failure.ts';
import { addSpending, type Spending, totalOf } from '../types/spending.ts';
import type { Unit } from '../types/unit.ts';

/** What happened in a run, counted as it happens. */
export type Tally = {
  documents: number;
  passages: number;
  units: number;
  facts: number;
  dropped: number;
  repairs: number;
  /** Facts that failed a check and were published all the same (--gate warn), and findings that only warn. */
  failing: number;
  warnings: number;
  /** Over all units: the longest copied run in words, numbers stated and kept. */
  longestCopiedRun: number;
  numbersStated: number;
  numbersKept: number;
  /** Documents without units, or without those of some passages. */
  failed: number;
  /** Passages without a unit in documents that have units. */
  failedPassages: number;
  /** Failures after which it is not known which documents an input holds. */
  unread: number;
  /** Files of the output that were as they should be, and were left alone. */
  unchanged: number;
  /** Not done when the run was stopped. */
  skipped: number;
  /** Left out: another of the inputs has the same id and text. */
  duplicates: number;
  /** What the answers took, also those that came from the cache; tokens and calls, by kind of call. */
  spending: Spending;
};

export const emptyTally = (): Tally => ({
  documents: 0,
  passages: 0,
  units: 0,
  facts: 0,
  dropped: 0,
  repairs: 0,
  failing: 0,
  warnings: 0,
  longestCopiedRun: 0,
  numbersStated: 0,
  numbersKept: 0,
  failed: 0,
  failedPassages: 0,
  unread: 0,
  unchanged: 0,
  skipped: 0,
  duplicates: 0,
  spending: {},
});

export function factsOf(unit: Unit): number {
  return unit.entities.reduce((sum, entity) => sum + entity.attributes.length, unit.relations.length);
}

export function count(tally: Tally, outcome: Outcome): void {
  if (outcome.kind === 'notice') return;
  tally.documents += 1;
  if (outcome.kind === 'skipped') tally.skipped += 1;
  else if (outcome.kind === 'duplicate') tally.duplicates += 1;
  else {
    addSpending(tally.spending, outcome.spending);
    if (outcome.kind === 'failure' || outcome.failure !== null) countFailure(tally, outcome);
  }
}

/** After these it is not known which documents the input holds. */
const unreadCodes: ReadonlySet<FailureCode> = new Set(['unreadable', 'binary', 'too-large', 'bad-record', 'no-text']);

function countFailure(tally: Tally, { kind, failure }: Extract<Outcome, { kind: 'units' | 'failure' }>): void {
  tally.failed += 1;
  const passages = failure?.passages?.length ?? 0;
  tally.passages += passages;
  tally.failedPassages += passages;
  if (kind === 'failure' && unreadCodes.has(failure.code)) tally.unread += 1;
}

/** Units of an outcome are counted as they are written. */
export function countUnit(tally: Tally, unit: Unit): void {
  tally.passages += 1;
  tally.units += 1;
  tally.facts += factsOf(unit);
  countAudit(tally, unit.audit);
}

function countAudit(tally: Tally, { dropped, repairs, findings, longestCopiedRun, numbers }: Unit['audit']): void {
  tally.dropped += dropped.length;
  tally.repairs += repairs;
  for (const { severity } of findings) tally[severity === 'fail' ? 'failing' : 'warnings'] += 1;
  tally.longestCopiedRun = Math.max(tally.longestCopiedRun, longestCopiedRun);
  tally.numbersStated += numbers.stated;
  tally.numbersKept += numbers.kept;
}

const number = new Intl.NumberFormat('en-US');

/** "1 document", "2,000 documents". */
export function counted(amount: number, singular: string, plural = `${singular}s`): string {
  return `${number.format(amount)} ${amount === 1 ? singular : plural}`;
}

/** The closing summary: what happened, in one line. */
export function summaryOf(tally: Tally, seconds: number): string {
  const parts = [
    counted(tally.documents, 'document'),
    counted(tally.passages, 'passage'),
    counted(tally.units, 'unit'),
    counted(tally.facts, 'fact'),
    `${number.format(tally.failed)} failed`,
  ];
  if (tally.failedPassages > 0) parts.push(`${counted(tally.failedPassages, 'passage')} without a unit`);
  if (tally.unchanged > 0) parts.push(`${number.format(tally.unchanged)} as before`);
  if (tally.duplicates > 0) parts.push(counted(tally.duplicates, 'duplicate'));
  if (tally.skipped > 0) parts.push(`${number.format(tally.skipped)} not done`);
  const { inputTokens, cachedInputTokens, outputTokens } = totalOf(tally.spending);
  if (inputTokens + outputTokens > 0) {
    const cached = cachedInputTokens > 0 ? ` (${number.format(cachedInputTokens)} cached)` : '';
    parts.push(`${number.format(inputTokens)} tokens in${cached}, ${number.format(outputTokens)} out`);
  }
  parts.push(`${seconds.toFixed(1)} s`);
  return parts.join(' · ');
}

/** What the checks say of all units together, in one line; null where there are none. */
export function auditSummaryOf(tally: Tally): string | null {
  if (tally.units === 0) return null;
  const parts = [
    `longest copied run ${counted(tally.longestCopiedRun, 'word')}`,
    `${number.format(tally.numbersKept)} of ${counted(tally.numbersStated, 'number')} kept`,
    `${number.format(tally.repairs)} repaired`,
    `${number.format(tally.dropped)} dropped and listed`,
    `${counted(tally.warnings, 'warning')}`,
  ];
  if (tally.failing > 0) parts.push(`${number.format(tally.failing)} published that fail`);
  return `checks: ${parts.join(' · ')}`;
}

/** "$0.0421", "$12.30". */
export const dollarsOf = (amount: number): string => `$${amount.toFixed(amount < 1 ? 4 : 2)}`;

/** What was sent and what it cost, in one line; null where nothing was. */
export function spentSummaryOf(budget: Budget): string | null {
  const spent = budget.spent();
  const { calls } = totalOf(spent);
  if (calls === 0) return null;
  const kinds = Object.entries(spent).map(([kind, one]) => `${kind} ${number.format(one.calls)}`);
  const cost = budget.cost();
  return `sent: ${counted(calls, 'call')} (${kinds.join(', ')})${cost === null ? '' : ` · ${dollarsOf(cost)}`}`;
}
