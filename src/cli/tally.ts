import type { Outcome } from '../pipeline/extract.ts';
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
  failed: number;
  interrupted: number;
  inputTokens: number;
  outputTokens: number;
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
  interrupted: 0,
  inputTokens: 0,
  outputTokens: 0,
});

export function factsOf(unit: Unit): number {
  return unit.entities.reduce((sum, entity) => sum + entity.attributes.length, unit.relations.length);
}

export function count(tally: Tally, outcome: Outcome): void {
  if (outcome.kind === 'notice') return;
  tally.documents += 1;
  if (outcome.kind === 'interrupted') tally.interrupted += 1;
  else {
    tally.inputTokens += outcome.usage.inputTokens;
    tally.outputTokens += outcome.usage.outputTokens;
    if (outcome.kind === 'failure') tally.failed += 1;
    else countUnits(tally, outcome.units);
  }
}

function countUnits(tally: Tally, units: Unit[]): void {
  tally.passages += units.length;
  tally.units += units.length;
  for (const unit of units) {
    tally.facts += factsOf(unit);
    countAudit(tally, unit.audit);
  }
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
  if (tally.interrupted > 0) parts.push(`${number.format(tally.interrupted)} not done`);
  if (tally.inputTokens + tally.outputTokens > 0) {
    parts.push(`${number.format(tally.inputTokens)} tokens in, ${number.format(tally.outputTokens)} out`);
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
