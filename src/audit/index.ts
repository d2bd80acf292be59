import { pMapIterable } from 'p-map';
import type { Document, Reading } from '../types/document.ts';
import { type Claim, type ClaimOptions, readClaims } from './claims.ts';
import { type ClaimIndex, indexClaims } from './matching.ts';
import { auditTexts, auditUnit, type Measured, type MeasureOptions } from './measure.ts';
import { type PlacedTexts, placeTexts } from './place-texts.ts';
import { type Rebuild, reconstruct } from './reconstruction.ts';
import type { AuditProblem, AuditReport, Match, UnitAudit } from './report.ts';
import { byDocument, totalOf } from './totals.ts';

export type * from './report.ts';
export { matches } from './report.ts';
export { isClean, worstFindings } from './totals.ts';

export type AuditOptions = ClaimOptions &
  MeasureOptions & {
    match: Match;
    /** Null without a reconstruction probe. */
    rebuild: Rebuild | null;
    /** All documents, where they are known before they are read: names are looked up among all of them. */
    documents?: readonly Pick<Document, 'id' | 'sha256'>[];
    /** Reconstructions asked for at the same time. */
    concurrency: number;
    /** Aborted when nothing more is to be begun: what is done is the report, the rest problems. */
    drain: AbortSignal;
  };

/**
 * Holds unit files, ours or those of other extractors, against their sources: the checks of an extraction, run again. The
 * units (without what the checks don't need) are in memory, one source at a time is. Linear in both.
 * @throws KuError `missing-input` for unit files or sources that do not exist, and what `rebuild` throws but DocumentErrors
 */
export async function auditUnits(
  unitFiles: readonly string[],
  readings: AsyncIterable<Reading>,
  options: AuditOptions,
): Promise<AuditReport> {
  const { claims, problems } = await claimsIn(unitFiles, options);
  const index = indexClaims(claims, options.match);
  const sources: AuditReport['sources'] = { documents: 0, failed: 0, withoutUnits: 0 };
  const audits = new Map<Claim, UnitAudit>();
  for await (const { claim, audit, problem } of probed(measured(readings, index, sources, options), options)) {
    audits.set(claim, audit);
    if (problem !== null) problems.push(problem);
  }
  const isOver = options.drain.aborted;
  problems.push(...index.rest().map((claim) => (isOver ? notReached(claim) : withoutSource(claim, options.match))));
  // Units come in the order of their files, in whatever order the sources came.
  const units = claims.flatMap((claim) => audits.get(claim) ?? []);
  return {
    match: options.match,
    sources,
    problems,
    units,
    documents: byDocument(units),
    total: totalOf(units.map(({ figures }) => figures)),
  };
}

async function claimsIn(unitFiles: readonly string[], options: AuditOptions): Promise<PlacedTexts> {
  const claims: Claim[] = [];
  const problems: AuditProblem[] = [];
  for await (const read of readClaims(unitFiles, options)) {
    if ('code' in read) problems.push(read);
    else claims.push(read);
  }
  if (options.documents === undefined) return { claims, problems };
  const placed = placeTexts(claims, options.documents);
  return { claims: placed.claims, problems: [...problems, ...placed.problems] };
}

type Audited = Measured & { claim: Claim };

/** Audits the claims of each source as it is read. The first waits for the second: the only one is about all texts. */
async function* measured(
  readings: AsyncIterable<Reading>,
  index: ClaimIndex,
  sources: AuditReport['sources'],
  options: MeasureOptions & Pick<AuditOptions, 'drain'>,
): AsyncGenerator<Audited> {
  let first: Document | null = null;
  for await (const reading of untilAborted(readings, options.drain)) {
    if (reading.kind === 'notice') continue;
    if (first !== null) yield* auditDocument(first, index.take(first, 0), sources, options);
    first = null;
    const position = sources.documents + sources.failed;
    if (reading.kind === 'failure') sources.failed += 1;
    else {
      sources.documents += 1;
      if (position === 0) first = reading.document;
      else yield* auditDocument(reading.document, index.take(reading.document, position), sources, options);
    }
  }
  if (first !== null) yield* auditDocument(first, [...index.take(first, 0), ...index.takeTexts()], sources, options);
}

/** The audits of the claims about one document: of each unit, and of all that a file of another extractor says about it. */
function* auditDocument(
  document: Document,
  claims: readonly Claim[],
  sources: AuditReport['sources'],
  options: MeasureOptions,
): Generator<Audited> {
  if (claims.length === 0) sources.withoutUnits += 1;
  for (const claim of claims) if (claim.kind === 'unit') yield { claim, ...auditUnit(document, claim, options) };
  const texts = claims.filter((claim) => claim.kind === 'texts');
  for (const file of new Set(texts.map((claim) => claim.file))) {
    const ofFile = texts.filter((claim) => claim.file === file);
    const [claim] = ofFile;
    if (claim !== undefined) {
      yield {
        claim,
        ...auditTexts(
          document,
          ofFile.flatMap((one) => one.texts),
          options,
        ),
      };
    }
  }
}

type Probed = { claim: Claim; audit: UnitAudit; problem: AuditProblem | null };

/** With a model to ask, each audit gets the figures of what the model wrote. */
async function* probed(audits: AsyncIterable<Audited>, options: AuditOptions): AsyncGenerator<Probed> {
  const { rebuild, concurrency, drain } = options;
  if (rebuild === null) {
    for await (const { claim, audit } of audits) yield { claim, audit, problem: null };
    return;
  }
  const probe = async (audited: Audited): Promise<Probed> => {
    const { claim, audit } = audited;
    const found = await reconstruct(audited, rebuild, drain);
    if ('code' in found) return { claim, audit, problem: found };
    return { claim, audit: { ...audit, reconstruction: found }, problem: null };
  };
  yield* pMapIterable(audits, probe, { concurrency, backpressure: concurrency });
}

/** The readings until nothing more is to be begun; what the reader says about that is no error. */
async function* untilAborted(readings: AsyncIterable<Reading>, drain: AbortSignal): AsyncGenerator<Reading> {
  try {
    for await (const reading of readings) {
      if (drain.aborted) return;
      yield reading;
    }
  } catch (error) {
    if (!drain.aborted) throw error;
  }
}

function notReached({ file, line, pointer }: Claim): AuditProblem {
  const message = 'it was not audited: the audit was interrupted before its source was read';
  return { file, line, pointer, code: 'interrupted', message, hint: 'run the audit again' };
}

const unmatched: Record<Match, [message: string, hint: string]> = {
  digest: [
    'no source has the digest of its document',
    'was the text read in the same way (--text-field)? --match id and --match order do without the digest',
  ],
  id: ['no source has the id of its document', '--match digest goes by the text, --match order by the places'],
  order: ['there is no source in its place', 'name as many documents with --source as the units are about'],
};

const unmatchedText: [message: string, hint: string] = [
  'no source has the id of the record or the name of its file, and there is more than one source',
  'name its source alone, or match by places with --match order',
];

function withoutSource({ kind, file, line, pointer }: Claim, match: Match): AuditProblem {
  const [message, hint] = kind === 'texts' && match !== 'order' ? unmatchedText : unmatched[match];
  return { file, line, pointer, code: 'no-source', message, hint };
}
