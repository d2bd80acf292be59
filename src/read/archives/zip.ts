import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { DocumentError } from '../../errors.ts';
import type { TextInput } from '../text.ts';
import {
  type ArchiveMember,
  bomb,
  endsTooSoon,
  freeOfRatio,
  mostArchiveBytes,
  mostMembers,
  mostRatio,
  tooManyMembers,
  tooMuch,
  wholeOf,
} from './members.ts';

const inflate = promisify(inflateRaw);

/** An entry of the directory at the end of the archive. */
type Entry = {
  path: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Where its own header stands. */
  start: number;
  /** Type and rights, where it was made under Unix; 0 elsewhere. */
  mode: number;
};

/**
 * The members of a ZIP archive, by the directory at its end; each is unpacked when it is asked for.
 * @throws {DocumentError} `malformed`; `unsafe` where members lie over one another or are over the limits
 */
export async function membersOfZip(input: TextInput): Promise<ArchiveMember[]> {
  const archive = await wholeOf(input);
  const entries = entriesOf(archive);
  refuseBombs(entries, input);
  return entries.filter(({ path }) => !path.endsWith('/')).map((entry) => memberOf(archive, entry));
}

const endSignature = Buffer.from('PK\x05\x06', 'latin1');
const entrySignature = 0x02014b50;
const fileSignature = 0x04034b50;

const noZip = (what: string): DocumentError =>
  new DocumentError('malformed', `it is no sound ZIP archive: ${what}`, 'get it again, or make it again');

function entriesOf(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(endSignature);
  if (end < 0 || end + 22 > archive.length) throw endsTooSoon();
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff)
    throw noZip('ZIP64, which is for archives beyond all limits here, is not read');
  if (archive.readUInt16LE(end + 4) !== 0) throw noZip('it is one part of several');
  if (count > mostMembers) throw tooManyMembers();
  const entries: Entry[] = [];
  for (let left = count; left > 0; left -= 1) {
    if (at + 46 > end || archive.readUInt32LE(at) !== entrySignature) throw noZip('its directory is broken');
    const next =
      at + 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    if (next > end) throw noZip('its directory is broken');
    entries.push(entryAt(archive, at));
    at = next;
  }
  refuseOverlaps(archive, entries, archive.readUInt32LE(end + 16));
  return entries;
}

function entryAt(archive: Buffer, at: number): Entry {
  const name = archive.subarray(at + 46, at + 46 + archive.readUInt16LE(at + 28));
  const flags = archive.readUInt16LE(at + 8);
  const isUnix = archive[at + 5] === 3;
  return {
    path: nameOf(name),
    flags,
    method: archive.readUInt16LE(at + 10),
    crc: archive.readUInt32LE(at + 16),
    packed: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    start: archive.readUInt32LE(at + 42),
    mode: isUnix ? archive.readUInt16LE(at + 40) : 0,
  };
}

/** Names are UTF-8 whether they say so or not, or else in the letters of Western Europe. */
function nameOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/** Bytes that several members share make a bomb: each is unpacked once for each of them. */
function refuseOverlaps(archive: Buffer, entries: readonly Entry[], directory: number): void {
  const sorted = [...entries].sort((a, b) => a.start - b.start);
  let free = 0;
  for (const entry of sorted) {
    const end = dataStart(archive, entry) + entry.packed;
    if (entry.start < free || end > directory) {
      throw new DocumentError('unsafe', 'members of the archive lie over one another', 'make the archive anew');
    }
    free = end;
  }
}

function dataStart(archive: Buffer, { start, path }: Entry): number {
  if (start + 30 > archive.length || archive.readUInt32LE(start) !== fileSignature)
    throw noZip(`${path} has no header`);
  return start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
}

/** By what the directory says, before anything is unpacked; what then grows beyond that is refused as well. */
function refuseBombs(entries: readonly Entry[], input: TextInput): void {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  const steep = entries.find((entry) => entry.size > freeOfRatio && entry.size > mostRatio * entry.packed);
  if (steep !== undefined) throw bomb(steep.path);
  if (size > mostArchiveBytes(input)) throw tooMuch(input);
}

function memberOf(archive: Buffer, entry: Entry): ArchiveMember {
  return { path: entry.path, problem: problemOf(entry), bytes: () => unpack(archive, entry) };
}

const encrypted = 0x2041;
const typeOf = (mode: number): number => mode & 0xf000;

function problemOf({ flags, mode, method }: Entry): DocumentError | null {
  if (typeOf(mode) === 0xa000) {
    return new DocumentError('unsafe', 'it is a link, and links in archives are not followed', 'pack the file itself');
  }
  if ((flags & encrypted) !== 0) {
    return new DocumentError(
      'unreadable',
      'it is encrypted',
      'unpack the archive with its password, and name the folder',
    );
  }
  if (method === 0 || method === 8) return null;
  return new DocumentError(
    'unreadable',
    `it is packed by a method that is not read (${method})`,
    'pack it with Deflate',
  );
}

async function unpack(archive: Buffer, entry: Entry): Promise<Buffer> {
  const start = dataStart(archive, entry);
  const packed = archive.subarray(start, start + entry.packed);
  const bytes = entry.method === 0 ? packed : await inflated(packed, entry);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw unsound(entry);
  return bytes;
}

const unsound = ({ path }: Entry): DocumentError =>
  new DocumentError(
    'malformed',
    `${path} is not what the archive says of it`,
    'get the archive again, or make it again',
  );

async function inflated(packed: Buffer, entry: Entry): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new DocumentError('unsafe', `${entry.path} is larger than the archive says`, 'get the archive again');
    }
    if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') throw unsound(entry);
    throw error;
  }
}
