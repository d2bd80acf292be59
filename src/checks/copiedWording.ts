import type { Finding } from '../types/finding.ts';
import { type Check, findingAtField } from './check.ts';
import type { Field, View } from './fields.ts';
import { copiedShare } from './figures.ts';
import { type CopiedRun, copiedRuns } from './runs.ts';
import type { PassageSource } from './source.ts';

/** Words of a shared run from which on it warns and fails; the share of words in such runs from which on each fails. */
export const copyingLimits = { warn: 6, fail: 8, share: 0.05 } as const;

/**
 * Runs of words that a text of the draft, or the neighbouring texts of one fact, share with the document. Up to five
 * words have no originality of their own as a rule (Schuhmann et al., arXiv 2502.19413), eleven can be a reproduction
 * (CJEU C-5/08).
 */
export const copiedWording: Check = {
  name: 'copied-wording',
  looksAt: 'every text, and the neighbouring texts of one fact, against the whole document',
  threshold: '6 words of a run warn, 8 fail; all from 6 on fail when they hold over 5% of the words',
  says: 'so many words in a row stand in the source',
  run: (source, view) => {
    const runs = copiedRuns(source, view, copyingLimits.warn).filter((run) => !run.exempt);
    const isMuch = copiedShare(view, runs) > copyingLimits.share;
    const evidence = evidenceByTarget(view);
    return runs.filter((run) => !isTold(run, isMuch)).map((run) => findingOf(run, isMuch, evidence));
  },
};

/** Runs that are exempt because they are made of names, numbers, formulas and titles. */
export const countExemptRuns = (source: PassageSource, view: View): number =>
  copiedRuns(source, view, copyingLimits.warn).filter((run) => run.exempt).length;

const severityOf = (length: number, isMuch: boolean): Finding['severity'] =>
  length >= copyingLimits.fail || isMuch ? 'fail' : 'warn';

/** A run through several fields says nothing new when one of them alone is as bad. */
function isTold(run: CopiedRun, isMuch: boolean): boolean {
  if (run.fields.length === 1) return false;
  const longest = Math.max(...run.parts.map((part) => part.length));
  return longest >= copyingLimits.warn && severityOf(longest, isMuch) === severityOf(run.length, isMuch);
}

function findingOf(run: CopiedRun, isMuch: boolean, evidence: Map<string, number[]>): Finding {
  const [first] = run.fields;
  const field: Field = { ...(first ?? emptyField), pointer: run.pointer };
  const across = run.fields.length > 1;
  if (across) Object.assign(field, run.owner);
  const where = across ? ' across the neighbouring texts of the fact' : '';
  const because = run.length < copyingLimits.fail && isMuch ? ', and over 5% of all words stand in such runs' : '';
  return findingAtField(field, evidence.get(field.target) ?? [], {
    check: 'copied-wording',
    severity: severityOf(run.length, isMuch),
    message: `these ${run.length} words stand in the source in this order${where}: “${run.wording}”; say it in other words, and keep names, numbers and units`,
    reason: `a run of ${run.length} words${where} stands in the source${because}`,
    measured: run.length,
  });
}

const emptyField: Field = { pointer: '', kind: 'summary', text: '', words: [], what: 'summary', target: '/summary' };

const evidenceByTarget = (view: View): Map<string, number[]> =>
  new Map(view.facts.map((fact) => [fact.pointer, fact.evidence]));
