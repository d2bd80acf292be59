import type { Draft } from '../types/draft.ts';
import { type Path, pointerTo } from '../validate/problems.ts';
import type { Place } from './report.ts';

/** A string that another extractor wrote, and where. */
export type RecordText = Place & { text: string };

/** Keys whose strings name a thing in a file, and state nothing of a text. */
const bookkeeping =
  /(?:^|[_-])(?:ids?|uuid|min_?hash(?:es)?|hash(?:es)?|digest|checksum|sha\d+|md5|version|schema|timestamp|created|updated)$|[a-z](?:Ids?|Hash(?:es)?|Version)$|_at$/;

/** A digest or a hash, under whatever key. */
const isDigest = (text: string): boolean => /^(?=[^\d\s]*\d)[A-Za-z0-9+/_=-]{20,}$/.test(text);

/** A part of a value, and how it is reached: from the part that holds it, by a key. */
type Part = { value: unknown; key: string | number | null; holder: Part | null };

/** The texts of a value with the paths to them: every string but ids, what refers to them, hashes and versions. */
export function stringsOf(value: unknown): { path: Path; text: string }[] {
  const parts = [...stringParts(value)];
  const names = new Set(parts.filter(isBookkeeping).map(({ text }) => text));
  const isReference = (text: string) => names.has(text) && /^[A-Za-z]{0,12}[_-]?\d+$/.test(text);
  return parts
    .filter(
      (part) => !isBookkeeping(part) && !isDigest(part.text) && !isReference(part.text) && part.text.trim() !== '',
    )
    .map((part) => ({ path: pathTo(part), text: part.text }));
}

function* stringParts(value: unknown): Generator<Part & { text: string }> {
  // A stack of its own: a file may be nested deeper than calls can be.
  const open: Part[] = [{ value, key: null, holder: null }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part.value === 'string') yield { ...part, text: part.value };
    else if (typeof part.value === 'object' && part.value !== null) {
      for (const [key, member] of membersOf(part.value)) open.push({ value: member, key, holder: part });
    }
  }
}

/** Whether a string stands under such a key, alone or in a list; three words are a text under any key. */
function isBookkeeping({ key, holder, text }: Part & { text: string }): boolean {
  const name = typeof key === 'number' ? holder?.key : key;
  return typeof name === 'string' && bookkeeping.test(name) && !/\S\s+\S+\s+\S/.test(text);
}

/** Last first, as a stack wants them. */
function membersOf(value: object): [string | number, unknown][] {
  const members: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.reverse();
}

function pathTo(part: Part): Path {
  const path: (string | number)[] = [];
  for (let at: Part | null = part; at !== null; at = at.holder) if (at.key !== null) path.push(at.key);
  return path.reverse();
}

/** The strings of a record with their places in its file. */
export const textsOfRecord = (value: unknown, { file, line, path }: Omit<Place, 'pointer'> & { path: Path }) =>
  stringsOf(value).map(
    (found): RecordText => ({ file, line, pointer: pointerTo([...path, ...found.path]), text: found.text }),
  );

/** Usual names of what says which document a record is about, without case, blanks, hyphens and underscores. */
const idKeys = [
  'documentid',
  'docid',
  'paperid',
  'articleid',
  'sourceid',
  'document',
  'source',
  'paper',
  'arxivid',
  'doi',
  'id',
  'sha256',
];

/** The ids that a record may call its document by, the most telling first. */
export function idsOfRecord(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const members = new Map(
    Object.entries(value).map(([key, member]) => [key.toLowerCase().replace(/[\s_-]/g, ''), member]),
  );
  return idKeys.flatMap((key) => {
    const member: unknown = members.get(key);
    const id = typeof member === 'object' && member !== null && 'id' in member ? member.id : member;
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
  });
}

/**
 * The texts as a draft that holds nothing but names, so that the checks for copied wording and numbers, which look at every
 * text for itself, run on them as on a unit: text number n is the name of entity n.
 */
export const draftOfTexts = (texts: readonly { text: string }[]): Draft => ({
  summary: null,
  entities: texts.map(({ text }, at) => ({ id: `e${at + 1}`, name: text, type: 'other', aliases: [], attributes: [] })),
  relations: [],
});

/** The number of the text that a pointer into that draft is about. */
export const textAt = (pointer: string): number => Number(/^\/entities\/(\d+)\//.exec(`${pointer}/`)?.[1] ?? -1);
