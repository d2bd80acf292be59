import type { Document, Reading } from '../types/document.ts';
import { type Claim, type ClaimOptions, readClaims } from './claims.ts';
import { type ClaimIndex, indexClaims } from './matching.ts';
import { auditTexts, auditUnit, type Measured, type MeasureOptions } from './measure.ts';
import type { AuditProblem, AuditReport, Match, UnitAudit } from './report.ts';
import { byDocument, totalOf } from './totals.ts';

export * from './report.ts';
export { isClean, worstFindings } from './totals.ts';

export type AuditOptions = ClaimOptions & MeasureOptions & { match: Match };

/** What is found out while the sources stream by; the order is that of the claims, not of the sources. */
type Progress = { audits: Map<Claim, UnitAudit>; documents: number; failed: number; withoutUnits: number };

/**
 * Holds unit files, ours or those of other extractors, against their sources: the checks of an extraction, run again. The
 * units (without what the checks don't need) are in memory, one source at a time is.
 * @throws KuError `missing-input` for unit files or sources that do not exist
 */
export async function auditUnits(
  unitFiles: readonly string[],
  readings: AsyncIterable<Reading>,
  options: AuditOptions,
): Promise<AuditReport> {
  const claims: Claim[] = [];
  const problems: AuditProblem[] = [];
  for await (const read of readClaims(unitFiles, options)) {
    if ('code' in read) problems.push(read);
    else claims.push(read);
  }
  const index = indexClaims(claims, options.match);
  const { audits, documents, failed, withoutUnits } = await auditAll(readings, index, options);
  problems.push(...index.rest().map((claim) => withoutSource(claim, options.match)));
  const units = claims.flatMap((claim) => audits.get(claim) ?? []);
  return {
    match: options.match,
    sources: { documents, failed, withoutUnits },
    problems,
    units,
    documents: byDocument(units),
    total: totalOf(units.map(({ figures }) => figures)),
  };
}

async function auditAll(
  readings: AsyncIterable<Reading>,
  index: ClaimIndex,
  options: AuditOptions,
): Promise<Progress> {
  const progress: Progress = { audits: new Map(), documents: 0, failed: 0, withoutUnits: 0 };
  const audit = (document: Document, claims: Claim[]) => {
    for (const [claim, { audit }] of auditDocument(document, claims, options)) progress.audits.set(claim, audit);
  };
  let first: { document: Document; hasUnits: boolean } | null = null;
  for await (const reading of readings) {
    if (reading.kind === 'notice') continue;
    if (reading.kind === 'failure') {
      progress.failed += 1;
      continue;
    }
    const claims = index.take(reading.document, progress.documents + progress.failed);
    first ??= { document: reading.document, hasUnits: claims.length > 0 };
    progress.documents += 1;
    if (claims.length === 0) progress.withoutUnits += 1;
    else audit(reading.document, claims);
  }
  const isOnly = first !== null && progress.documents === 1 && progress.failed === 0;
  if (isOnly) {
    const texts = index.takeTexts();
    audit(first.document, texts);
  }
  return progress;
}

/** The audits of the claims about one document: of each unit, and of all that a file of another extractor says about it. */
function auditDocument(document: Document, claims: readonly Claim[], options: MeasureOptions): [Claim, Measured][] {
  const groups = Map.groupBy(claims, (claim) => (claim.kind === 'unit' ? claim : claim.file));
  return [...groups.values()].flatMap((group): [Claim, Measured][] => {
    const [first] = group;
    if (first === undefined) return [];
    if (first.kind === 'unit') return [[first, auditUnit(document, first, options)]];
    const texts = group.flatMap((claim) => (claim.kind === 'texts' ? claim.texts : []));
    return [[first, auditTexts(document, texts, options)]];
  });
}

const unmatched: Record<Match, [message: string, hint: string]> = {
  digest: [
    'no source has the digest of its document',
    'was the text read in the same way (--text-field)? --match id and --match order do without the digest',
  ],
  id: ['no source has the id of its document', '--match digest goes by the text, --match order by the places'],
  order: ['there is no source in its place', 'name as many documents with --source as the units are about'],
};

function withoutSource({ kind, file, line, pointer }: Claim, match: Match): AuditProblem {
  const [message, hint] = unmatched[match === 'digest' && kind === 'texts' ? 'id' : match];
  return { file, line, pointer, code: 'no-source', message, hint };
}
