import type { AuditFinding, AuditReport, DocumentAudit, Figures, UnitAudit } from './report.ts';

const sumOf = (all: readonly Figures[], of: (figures: Figures) => number): number =>
  all.reduce((sum, figures) => sum + of(figures), 0);

/** Four decimals are what a reader can use. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);

/**
 * The figures of several units as those of one: the longest run of all, the share of all their words, sums of what is
 * counted, and means over the units of what is an index.
 */
export function totalOf(all: readonly Figures[]): Figures {
  const words = sumOf(all, (one) => one.words);
  const copied = sumOf(all, (one) => one.copiedShare * one.words);
  const meanOf = (of: (figures: Figures) => number): number => mean(all.map(of)) ?? 0;
  return {
    words,
    longestCopiedRun: all.reduce((longest, one) => Math.max(longest, one.longestCopiedRun), 0),
    copiedShare: words === 0 ? 0 : rounded(copied / words),
    ngram5: meanOf((one) => one.ngram5),
    ngram7: meanOf((one) => one.ngram7),
    ngram11: meanOf((one) => one.ngram11),
    exemptRuns: sumOf(all, (one) => one.exemptRuns),
    numbers: {
      stated: sumOf(all, (one) => one.numbers.stated),
      kept: sumOf(all, (one) => one.numbers.kept),
      drifted: sumOf(all, (one) => one.numbers.drifted),
    },
    order: mean(all.flatMap((one) => one.order ?? [])),
    fail: sumOf(all, (one) => one.fail),
    warn: sumOf(all, (one) => one.warn),
    missing: {
      names: sumOf(all, (one) => one.missing.names),
      numbers: sumOf(all, (one) => one.missing.numbers),
      sentences: sumOf(all, (one) => one.missing.sentences),
    },
  };
}

/** One line for each document, in the order in which the units first name it. */
export function byDocument(units: readonly UnitAudit[]): DocumentAudit[] {
  const documents = new Map<string, Figures[]>();
  for (const { document, figures } of units) {
    const known = documents.get(document);
    if (known === undefined) documents.set(document, [figures]);
    else known.push(figures);
  }
  return [...documents].map(([document, all]) => ({ document, units: all.length, figures: totalOf(all) }));
}

const ranks = { fail: 0, warn: 1 } as const;

/** The findings that matter most: failures first, then the longest copied runs, then the others in order. */
export function worstFindings({ units }: Pick<AuditReport, 'units'>, amount: number): AuditFinding[] {
  const length = (finding: AuditFinding) => (finding.check === 'copied-wording' ? (finding.measured ?? 0) : 0);
  return units
    .flatMap(({ findings }) => findings)
    .sort((one, other) => ranks[one.severity] - ranks[other.severity] || length(other) - length(one))
    .slice(0, amount);
}

/** Whether all is well: nothing fails (or, if that is asked for, warns), and everything could be read and matched. */
export function isClean({ problems, sources, total }: AuditReport, failOn: 'warn' | 'fail'): boolean {
  const found = total.fail + (failOn === 'warn' ? total.warn : 0);
  return found === 0 && problems.length === 0 && sources.failed === 0;
}
