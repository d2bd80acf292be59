import { DocumentError } from '../../errors.ts';
import type { TextInput } from '../text.ts';
import { type ByteSupply, byteSupply } from './byte-supply.ts';
import { type ArchiveMember, mostArchiveBytes, mostMembers, tooManyMembers, tooMuch } from './members.ts';

const blockSize = 512;

/** Paths longer than this are made to cost memory. */
const longestName = 65_536;

type Header = { path: string; size: number; type: string };

/** What a header before that of a member says of it. */
type Said = { path?: string; size?: number };

/**
 * The members of a tar archive (POSIX, GNU and pax). Of what no reader knows the bytes are passed by and not held.
 * @throws {DocumentError} `malformed`, also where its end is missing; `unsafe` over the limits
 */
export async function membersOfTar(input: TextInput): Promise<ArchiveMember[]> {
  const supply = byteSupply(input.bytes);
  const members: ArchiveMember[] = [];
  let said: Said = {};
  let held = 0;
  let count = 0;
  for (let header = await nextHeader(supply); header !== null; header = await nextHeader(supply)) {
    count += 1;
    if (count > mostMembers) throw tooManyMembers();
    if (extensions.has(header.type)) {
      said = { ...said, ...(await readExtension(supply, header)) };
      continue;
    }
    const { path, size, type } = { ...header, ...said };
    said = {};
    const isWanted = type === '0' && (input.containers.formatOf(path) !== null || /\.(?:sty|tex)$/i.test(path));
    held += isWanted ? size : 0;
    if (held > mostArchiveBytes(input)) throw tooMuch(input);
    const bytes = await takePadded(supply, size, isWanted);
    if (type !== '5') members.push({ path, problem: problemOf(type), bytes: async () => bytes });
  }
  return members;
}

/** `x`, `g`: pax; `L`, `K`: long names of GNU. */
const extensions: ReadonlySet<string> = new Set(['x', 'g', 'L', 'K']);

function problemOf(type: string): DocumentError | null {
  if (type === '0') return null;
  const isLink = type === '1' || type === '2';
  return new DocumentError(
    'unsafe',
    isLink ? 'it is a link, and links in archives are not followed' : 'it is no regular file',
    'make the archive anew with the file itself (tar --dereference)',
  );
}

async function takePadded(supply: ByteSupply, size: number, isWanted: boolean): Promise<Buffer> {
  const bytes = await supply.take(size, isWanted);
  await supply.take((blockSize - (size % blockSize)) % blockSize, false);
  return bytes;
}

/** Null at the end, which is two blocks of zeros; one alone with nothing behind it does as well. */
async function nextHeader(supply: ByteSupply): Promise<Header | null> {
  const block = await supply.take(blockSize, true);
  if (block.every((byte) => byte === 0)) return null;
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (sum !== numberAt(block, 148, 8)) throw noTar();
  const hasPrefix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = hasPrefix ? textAt(block, 345, 155) : '';
  const name = textAt(block, 0, 100);
  const type = String.fromCharCode(block[156] ?? 0);
  const isFolder = name.endsWith('/') && /[\0 07]/.test(type);
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    size: numberAt(block, 124, 12),
    type: isFolder ? '5' : /[\0 07]/.test(type) ? '0' : type,
  };
}

const noTar = (): DocumentError =>
  new DocumentError('malformed', 'a header in the archive is not sound', 'get the archive again, or make it again');

function textAt(block: Buffer, start: number, length: number): string {
  const end = block.indexOf(0, start);
  const field = block.subarray(start, end >= 0 && end < start + length ? end : start + length);
  return field.toString('utf8');
}

/** Octal digits; or, with the highest bit set, the bytes of a large number. */
function numberAt(block: Buffer, start: number, length: number): number {
  const field = block.subarray(start, start + length);
  const isBinary = ((field[0] ?? 0) & 0x80) !== 0;
  const text = field
    .toString('latin1')
    .replaceAll(/[\0 ]+/g, ' ')
    .trim();
  const value = isBinary
    ? field.subarray(1).reduce((total, byte) => total * 256 + byte, 0)
    : /^[0-7]*$/.test(text)
      ? Number.parseInt(text || '0', 8)
      : Number.NaN;
  if (!Number.isSafeInteger(value)) throw noTar();
  return value;
}

async function readExtension(supply: ByteSupply, { type, size }: Header): Promise<Said> {
  if (size > longestName) throw noTar();
  const content = (await takePadded(supply, size, true)).toString('utf8');
  if (type === 'L') return { path: content.replace(/\0[\s\S]*$/, '') };
  return type === 'x' ? paxOf(content) : {};
}

/** Records of pax: `25 path=a/b.txt` and a line feed, the length first. */
function paxOf(content: string): Said {
  const said: Said = {};
  for (const [, key, value = ''] of content.matchAll(/^\d+ (path|size)=(.*)$/gm)) {
    if (key === 'path') said.path = value;
    else if (/^\d{1,15}$/.test(value)) said.size = Number(value);
    else throw noTar();
  }
  return said;
}
