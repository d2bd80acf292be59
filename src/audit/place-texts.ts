import { KuError } from '../errors.ts';
import type { Document } from '../types/document.ts';
import { pointerTo } from '../validate/problems.ts';
import type { Claim } from './claims.ts';
import type { AuditProblem } from './report.ts';
import { idsOfRecord } from './texts-of-record.ts';

type Known = Pick<Document, 'id' | 'sha256'>;
type Texts = Extract<Claim, { kind: 'texts' }>;

/** The digests of the documents that bear a name; more than one where they share it. */
type Find = (name: string) => ReadonlySet<string>;

export type PlacedTexts = { claims: Claim[]; problems: AuditProblem[] };

/**
 * Says of what others wrote which document it is about, where all documents are known: by the id of the record, else the name of its file,
 * alone or with further endings ("ID.triples.json"), or of its folder. A record whose keys are ids of documents is one record for each.
 * What finds no document stays as it is.
 * @throws KuError `usage` where it could be about one document or another
 */
export function placeTexts(claims: readonly Claim[], documents: readonly Known[]): PlacedTexts {
  const find = finder(documents);
  const problems: AuditProblem[] = [];
  const placed = claims.flatMap((claim): Claim[] => {
    if (claim.kind === 'unit') return [claim];
    const own = ownDocument(claim, find);
    const entries = entriesOf(claim, find);
    const others = entries.flatMap(({ found }) => (found === null || found === own ? [] : [found]));
    if (others.length === 0) return [{ ...claim, sha256: own }];
    if (own !== null)
      throw ambiguous(claim, 'it is about one document by its name or id, and its keys are ids of others');
    for (const entry of entries) if (entry.problem !== null) problems.push(entry.problem);
    return entries.flatMap(({ found, texts }) => (found === null || texts === null ? [] : [texts]));
  });
  return { claims: placed, problems };
}

function finder(documents: readonly Known[]): Find {
  const byName = new Map<string, Set<string>>();
  for (const { id, sha256 } of documents) {
    for (const name of [id, id.slice(id.lastIndexOf('/') + 1), sha256]) {
      byName.set(name, (byName.get(name) ?? new Set()).add(sha256));
    }
  }
  const none = new Set<string>();
  return (name) => byName.get(name) ?? none;
}

function ownDocument(claim: Texts, find: Find): string | null {
  for (const id of idsOfRecord(claim.value)) {
    const found = only(claim, find(id), `the id "${id}"`);
    if (found !== null) return found;
  }
  const [file = '', folder = ''] = claim.file.split(/[/\\]/).reverse();
  const byFile = documentCalled(claim, file, find);
  const byFolder = folder === '' ? null : only(claim, find(folder), `the folder "${folder}"`);
  if (byFile !== null && byFolder !== null && byFile !== byFolder) {
    throw ambiguous(claim, 'its name is that of one document, and its folder that of another');
  }
  return byFile ?? byFolder;
}

/** By all of a name, else by what stands before some of its endings. */
function documentCalled(claim: Texts, name: string, find: Find): string | null {
  const whole = [name, name.replace(/\.[^.]*$/, '')];
  for (const one of whole) {
    const found = only(claim, find(one), `"${one}"`);
    if (found !== null) return found;
  }
  const before = new Set<string>();
  for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) {
    for (const found of find(name.slice(0, at))) before.add(found);
  }
  return only(claim, before, `what stands before the endings of "${name}"`);
}

function only(claim: Texts, found: ReadonlySet<string>, what: string): string | null {
  if (found.size > 1) throw ambiguous(claim, `${what} is the name of ${found.size} documents`);
  return [...found][0] ?? null;
}

const ambiguous = ({ file, line, pointer }: Texts, why: string): KuError =>
  new KuError(
    'usage',
    `${file}${line === null ? '' : `:${line}`}${pointer === '' ? '' : ` (${pointer})`} could be about more than one document: ${why}`,
    'call the file, its folder or the id of its record by the whole id of the document, or by its digest',
  );

type Entry = { found: string | null; texts: Texts | null; problem: AuditProblem | null };

/** The members of a record, as records of their own. */
function entriesOf(claim: Texts, find: Find): Entry[] {
  const { value } = claim;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([key, member]: [string, unknown]) => {
    const place = { file: claim.file, line: claim.line, pointer: `${claim.pointer}${pointerTo([key])}` };
    const found = documentCalled(claim, key, find);
    const texts = claim.texts.filter(({ pointer }) => `${pointer}/`.startsWith(`${place.pointer}/`));
    const problem = (code: 'no-source' | 'no-text', message: string, hint: string): Entry => ({
      ...{ found, texts: null, problem: { ...place, code, message, hint } },
    });
    if (found === null)
      return problem('no-source', `no source has the id "${key}", which is a key of it`, 'leave it out');
    if (texts.length === 0) return problem('no-text', `there is no text under its key "${key}"`, 'fill it in');
    return { found, texts: { ...claim, ...place, sha256: found, ids: [], texts, value: member }, problem: null };
  });
}
