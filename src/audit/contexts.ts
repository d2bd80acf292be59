import type { Readable } from 'node:stream';
import { KuError } from '../errors.ts';
import type { Reading } from '../types/document.ts';
import { type Claim, readClaims } from './claims.ts';
import { indexClaims } from './matching.ts';
import { placeTexts } from './place-texts.ts';

/**
 * What another extractor wrote about each document, as it stands: plain text, or JSON with indents; several records of one document
 * follow each other. Files and records find their documents as `placeTexts` says; the audit names those that find none.
 * @returns by the digest of the text of the document
 * @throws KuError `missing-input` for what does not exist, `usage` for units of ours, and for what could be about more than one document
 */
export async function readContexts(
  paths: readonly string[],
  readings: readonly Reading[],
  world: { stdin: Readable; cwd: string },
): Promise<ReadonlyMap<string, string>> {
  const documents = readings.flatMap((reading) => (reading.kind === 'document' ? [reading.document] : []));
  const { claims } = placeTexts(await claimsOf(paths, world), documents);
  const index = indexClaims(claims, 'digest');
  const sources = readings.filter(({ kind }) => kind !== 'notice');
  const found = sources.flatMap((reading, position) =>
    reading.kind === 'document' ? [{ ...reading, own: index.take(reading.document, position) }] : [],
  );
  if (sources.length === 1) found[0]?.own.push(...index.takeTexts());
  const places = new Map(claims.map((claim, at) => [claim, at]));
  const inOrder = (one: Claim, other: Claim) => (places.get(one) ?? 0) - (places.get(other) ?? 0);
  return new Map(
    found
      .filter(({ own }) => own.length > 0)
      .map(({ document, own }) => [document.sha256, own.sort(inOrder).map(writtenIn).join('\n')]),
  );
}

async function claimsOf(paths: readonly string[], world: { stdin: Readable; cwd: string }): Promise<Claim[]> {
  const claims: Claim[] = [];
  for await (const read of readClaims(paths, { ...world, showText: false, wanted: 'all-files' })) {
    // What can't be read is a problem of the audit.
    if ('code' in read) continue;
    if (read.kind === 'unit') {
      throw new KuError('usage', `${read.file} holds units`, 'name it without --as-context, as a unit file');
    }
    claims.push(read);
  }
  return claims;
}

function writtenIn(claim: Claim): string {
  if (claim.kind === 'unit') return '';
  return typeof claim.value === 'string' ? claim.value : JSON.stringify(claim.value, null, 2);
}
