import { posix } from 'node:path';
import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { counted, sizeInWords } from '../failures.ts';
import { papersIn } from '../latex/papers.ts';
import type { SourceFiles } from '../source-files.ts';
import { decodeWhole, type TextInput } from '../text.ts';

/** A file in an archive. */
export type ArchiveMember = {
  /** As the archive has it. */
  path: string;
  /** Why it is not read: it is a link, or encrypted. */
  problem: DocumentError | null;
  /** @throws {DocumentError} where it can't be unpacked whole */
  bytes(): Promise<Buffer>;
};

/** Members of one archive; the same count of tiny files takes a second to list. */
export const mostMembers = 10_000;

/** Unpacked bytes of an archive and its packed ones, in documents of the largest size. */
const archiveDocuments = 10;

export const mostArchiveBytes = ({ maxBytes }: TextInput): number => archiveDocuments * maxBytes;

/** By how much a file may be larger than its packed form, from 1 MB on. Deflate reaches 1032; logs and tables stay below 100. */
export const mostRatio = 200;
export const freeOfRatio = 1_000_000;

export const tooManyMembers = (): DocumentError =>
  new DocumentError('unsafe', `the archive has over ${mostMembers} members`, 'unpack it, and name the folder');

export const tooMuch = (input: TextInput): DocumentError =>
  new DocumentError(
    'unsafe',
    `the archive unpacks to over ${sizeInWords(mostArchiveBytes(input))}`,
    'unpack it, and name the folder; or raise --max-bytes, of which this is ten times',
  );

export const bomb = (path: string): DocumentError =>
  new DocumentError(
    'unsafe',
    `${path} is over ${mostRatio} times as large as it is packed`,
    'unpack it yourself, if you trust it',
  );

export const endsTooSoon = (): DocumentError =>
  new DocumentError('malformed', 'the archive ends too soon', 'get it again: it was cut off');

/** @throws {DocumentError} `unsafe` where an archive stands in an archive, or packed data in packed data */
export function refuseNested({ containers: { within } }: TextInput, isArchive: boolean): void {
  const outer = within.slice(0, -1);
  const nested = isArchive ? outer.some((name) => name === 'zip' || name === 'tar') : outer.at(-1) === 'gz';
  if (nested) {
    const message = isArchive ? 'it is an archive in an archive' : 'it is packed more than once';
    throw new DocumentError('unsafe', message, 'unpack it, and name what is in it');
  }
}

/** What the ids of members begin with: the name of the archive with its ending. */
function baseOf({ stem, place }: TextInput): string {
  return `${stem}${/(?:\.tar)?\.[a-z]+$/i.exec(place)?.[0] ?? ''}`;
}

/** The documents of an archive by code points of their paths; hidden members are left out. */
export async function* readMembers(input: TextInput, found: ArchiveMember[]): AsyncGenerator<Reading, void> {
  const { containers, place, notice } = input;
  const named = found.map((member) => ({ ...member, path: member.path.replace(/^(?:\.\/)+/, '') }));
  const members = byPath(named.filter(({ path }) => !isHidden(path)));
  const readable = [...members.values()].filter(({ path }) => containers.formatOf(path) !== null);
  const skipped = members.size - readable.length;
  const isPart = await papersIn(
    readable.map(({ path }) => path),
    (path) => sourceOf(members.get(path)),
  );
  const documents = readable.filter(({ path }) => !isPart(path));
  if (skipped > 0) notice(`${place}: ${counted(skipped, 'member')} whose ending no reader knows skipped`);
  if (documents.length < readable.length) {
    notice(`${place}: ${counted(readable.length - documents.length, 'member')} left out: parts of LaTeX papers in it`);
  }
  if (documents.length === 0) {
    throw new DocumentError(
      'empty',
      'the archive has no files to read',
      'see what is in it; --input-format reads files of any ending',
    );
  }
  for (const member of documents) yield* readMember(input, member, members);
}

async function* readMember(
  input: TextInput,
  member: ArchiveMember,
  members: ReadonlyMap<string, ArchiveMember>,
): AsyncGenerator<Reading, void> {
  const { path } = member;
  const [name, place] = [`${baseOf(input)}/${path}`, `${input.place}/${path}`];
  yield* input.containers.read({ name, place, chunks: chunksOf(member), files: filesAround(path, members) });
}

async function* chunksOf(member: ArchiveMember): AsyncGenerator<Buffer, void> {
  const problem = pathProblem(member.path) ?? member.problem;
  if (problem !== null) throw problem;
  yield await member.bytes();
}

/** Of two members of one path the later one counts, as for those who unpack. */
function byPath(members: readonly ArchiveMember[]): Map<string, ArchiveMember> {
  const keyed = members.map((member) => ({ member, key: Buffer.from(member.path) }));
  keyed.sort((a, b) => Buffer.compare(a.key, b.key));
  return new Map(keyed.map(({ member }) => [member.path, member]));
}

/** `.git/x`, `a/.x` and what a Mac puts beside each file; dots that lead upwards are not hidden but refused. */
const isHidden = (path: string): boolean =>
  path.split(/[/\\]/).some((name) => /^\.[^.]/.test(name) || name === '__MACOSX');

function pathProblem(path: string): DocumentError | null {
  const names = path.split(/[/\\]/);
  const leadsOut = /^(?:[/\\]|[A-Za-z]:)/.test(path) || names.includes('..') || path.includes('\0');
  return leadsOut
    ? new DocumentError(
        'unsafe',
        'its path leads out of the archive',
        'make the archive anew, with paths in its folder',
      )
    : null;
}

/** Null of what fails when it is read. */
async function sourceOf(member: ArchiveMember | undefined): Promise<string | null> {
  if (member === undefined || member.problem !== null) return null;
  try {
    return await decodeWhole(await member.bytes());
  } catch (error) {
    if (error instanceof DocumentError) return null;
    throw error;
  }
}

/** The members in the folder of one and below. */
function filesAround(own: string, members: ReadonlyMap<string, ArchiveMember>): SourceFiles {
  const folder = posix.dirname(own);
  return {
    own: posix.basename(own),
    async read(path, maxBytes) {
      const member = members.get(posix.join(folder, path));
      if (member === undefined) return null;
      if (member.problem !== null) return 'outside';
      const bytes = await member.bytes();
      if (bytes.length > maxBytes) {
        throw new DocumentError('too-large', `${path}, which it names, is over the size limit`, 'split it');
      }
      return bytes;
    },
  };
}

/**
 * All of an input that can't be read in one go.
 * @throws {DocumentError} `too-large`
 */
export async function wholeOf(input: TextInput): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of input.bytes) {
    size += chunk.length;
    if (size > mostArchiveBytes(input)) {
      const message = `the archive is over the limit of ${sizeInWords(mostArchiveBytes(input))}`;
      throw new DocumentError('too-large', message, 'unpack it, and name the folder');
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
