import type { Document } from '../types/document.ts';
import type { Claim } from './claims.ts';
import type { Match } from './report.ts';

/** Finds the claims of each document as the documents come. */
export type ClaimIndex = {
  /** The claims about the document, which is number `position` of the sources; each claim is given once. */
  take(document: Document, position: number): Claim[];
  /** What others wrote and no document took. */
  takeTexts(): Claim[];
  /** Those that no document took, in their order. */
  rest(): Claim[];
};

/**
 * Units of ours are matched by what the user says; what others wrote has no digest, so there `digest` means the id of the
 * record or, failing that, the name of its file.
 */
function keysOf(claim: Claim, match: Match): string[] {
  if (match === 'order') return [`at ${claim.position}`];
  if (match === 'digest' && claim.sha256 !== null) return [`sha256 ${claim.sha256}`];
  return claim.ids.map((id) => `id ${id}`);
}

/** A document is called by its whole id, by the last part of it, as ids of files are paths, or by its digest. */
function keysOfDocument({ id, sha256 }: Document, position: number): string[] {
  const ids = [id, id.slice(id.lastIndexOf('/') + 1), sha256];
  return [`sha256 ${sha256}`, ...ids.map((one) => `id ${one}`), `at ${position}`];
}

export function indexClaims(claims: readonly Claim[], match: Match): ClaimIndex {
  const byKey = new Map<string, Claim[]>();
  for (const claim of claims) {
    for (const key of new Set(keysOf(claim, match))) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [claim]);
      else known.push(claim);
    }
  }
  const taken = new Set<Claim>();
  const isFree = (claim: Claim) => !taken.has(claim);
  const takeOf = (found: readonly Claim[]): Claim[] => {
    const free = [...new Set(found)].filter(isFree);
    for (const claim of free) taken.add(claim);
    return free;
  };
  return {
    take: (document, position) => takeOf(keysOfDocument(document, position).flatMap((key) => byKey.get(key) ?? [])),
    takeTexts: () => takeOf(claims.filter((claim) => claim.kind === 'texts')),
    rest: () => claims.filter(isFree),
  };
}
