import type { Finding } from '../types/finding.ts';
import { type Check, findingAtField } from './check.ts';
import type { View } from './fields.ts';
import { copiedShare } from './figures.ts';
import { type CopiedRun, copiedRuns } from './runs.ts';
import type { PassageSource } from './source.ts';

/** Words of a shared run from which on it warns and fails; the share of words in such runs from which on each fails. */
const copyingLimits = { warn: 6, fail: 8, share: 0.05 } as const;

/**
 * Runs of words that a text of the draft, or the neighbouring texts of one fact, share with the document. Up to five
 * words have no originality of their own as a rule (Schuhmann et al., arXiv 2502.19413), eleven can be a reproduction
 * (CJEU C-5/08).
 */
export const copiedWording: Check = {
  name: 'copied-wording',
  looksAt: 'every text, and the neighbouring texts of one fact, against the whole document',
  threshold: `${copyingLimits.warn} words of a run warn, ${copyingLimits.fail} fail; from ${copyingLimits.warn} on they fail as well while such runs hold over ${copyingLimits.share * 100}% of the words`,
  says: 'so many words in a row stand in the source',
  run: (source, view) => {
    const runs = copiedRuns(source, view).filter((run) => run.length >= copyingLimits.warn && !run.exempt);
    const least = leastFailing(view, runs);
    const evidence = evidenceByTarget(view);
    return runs.filter((run) => !isTold(run, least)).map((run) => findingOf(run, least, evidence));
  },
};

/**
 * Words from which on a run fails: eight, or fewer where the runs that would only warn still hold over 5% of the words
 * of what does not fail.
 */
function leastFailing(view: View, runs: readonly CopiedRun[]): number {
  for (let least: number = copyingLimits.fail; least > copyingLimits.warn; least -= 1) {
    const failing = new Set(runs.filter((run) => run.length >= least).map((run) => run.owner.target));
    const kept = view.fields.filter((field) => !failing.has(field.target));
    const rest = runs.filter((run) => !failing.has(run.owner.target));
    if (copiedShare({ fields: kept }, rest) <= copyingLimits.share) return least;
  }
  return copyingLimits.warn;
}

/** Runs that are exempt because they are made of names, numbers, formulas and titles. */
export const countExemptRuns = (source: PassageSource, view: View): number =>
  copiedRuns(source, view).filter((run) => run.length >= copyingLimits.warn && run.exempt).length;

const severityOf = (length: number, least: number): Finding['severity'] => (length >= least ? 'fail' : 'warn');

/** A run through several fields says nothing new when one of them alone is as bad. */
function isTold(run: CopiedRun, least: number): boolean {
  if (run.fields.length === 1) return false;
  const longest = Math.max(...run.parts.map((part) => part.length));
  return longest >= copyingLimits.warn && severityOf(longest, least) === severityOf(run.length, least);
}

function findingOf(run: CopiedRun, least: number, evidence: Map<string, number[]>): Finding {
  const across = run.fields.length > 1;
  const where = across ? ' across the neighbouring texts of the fact' : '';
  const because =
    run.length >= least && run.length < copyingLimits.fail ? ', and over 5% of all words stand in such runs' : '';
  return findingAtField({ ...run.owner, pointer: run.pointer }, evidence.get(run.owner.target) ?? [], {
    check: 'copied-wording',
    severity: severityOf(run.length, least),
    message: `these ${run.length} words stand in the source in this order${where}: “${run.wording()}”; say it in other words, and keep names, numbers and units`,
    reason: `a run of ${run.length} words${where} stands in the source${because}`,
    measured: run.length,
  });
}

const evidenceByTarget = (view: View): Map<string, number[]> =>
  new Map(view.facts.map((fact) => [fact.pointer, fact.evidence]));
