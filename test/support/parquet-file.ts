import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Texts, whole numbers, or lists of texts; null is a value that is not there. */
type Cell = string | bigint | null | readonly (string | null)[];
type Codec = 'none' | 'snappy' | 'gzip' | 'brotli' | 'zstd';

/** Numbers of the format (parquet.thrift). */
const codecs = { none: 0, snappy: 1, gzip: 2, brotli: 4, zstd: 6 } as const;
const int64 = 2;
const byteArray = 6;
const utf8 = 0;
const list = 3;
const optional = 1;
const repeated = 2;

/** A Parquet file of one row group, each column one plain page; columns by their names, all of one length. */
export function parquetFile(columns: Record<string, readonly Cell[]>, codec: Codec = 'none'): Buffer {
  const pieces = [Buffer.from('PAR1')];
  let offset = 4;
  const chunks = Object.entries(columns).map(([name, cells]) => {
    const page = pageOf(cells, codec);
    const at = offset;
    pieces.push(page.bytes);
    offset += page.bytes.length;
    return { name, cells, at, ...page };
  });
  const rows = chunks[0]?.cells.length ?? 0;
  const elements = chunks.flatMap(({ name, cells }) => schemaOf(name, cells));
  const root = struct([4, 'binary', 'schema'], [5, 'i32', chunks.length]);
  const group = struct([1, 'list', chunks.map((chunk) => chunkOf(chunk, codec))], [2, 'i64', offset], [3, 'i64', rows]);
  const footer = struct([1, 'i32', 1], [2, 'list', [root, ...elements]], [3, 'i64', rows], [4, 'list', [group]]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...pieces, footer, length, Buffer.from('PAR1')]);
}

const isList = (cells: readonly Cell[]): boolean => cells.some((cell) => Array.isArray(cell));
const typeOf = (cells: readonly Cell[]): number => (cells.some((cell) => typeof cell === 'bigint') ? int64 : byteArray);

function schemaOf(name: string, cells: readonly Cell[]): Buffer[] {
  const leaf = (own: string, type: number) =>
    type === int64
      ? struct([1, 'i32', type], [3, 'i32', optional], [4, 'binary', own])
      : struct([1, 'i32', type], [3, 'i32', optional], [4, 'binary', own], [6, 'i32', utf8]);
  if (!isList(cells)) return [leaf(name, typeOf(cells))];
  const outer = struct([3, 'i32', optional], [4, 'binary', name], [5, 'i32', 1], [6, 'i32', list]);
  const inner = struct([3, 'i32', repeated], [4, 'binary', 'list'], [5, 'i32', 1]);
  return [outer, inner, leaf('element', byteArray)];
}

type Leaf = { repetition: number; definition: number; value: string | bigint | null };

/** The leaves of a list with the levels that tell an absent list, an empty one, an absent element and a value apart. */
function leavesOf(cell: Cell, isOfLists: boolean): Leaf[] {
  if (!isOfLists) return [{ repetition: 0, definition: cell === null ? 0 : 1, value: cell as string | bigint | null }];
  if (!Array.isArray(cell) || cell.length === 0)
    return [{ repetition: 0, definition: cell === null ? 0 : 1, value: null }];
  return cell.map((value: string | null, at) => ({
    repetition: at === 0 ? 0 : 1,
    definition: value === null ? 2 : 3,
    value,
  }));
}

function pageOf(cells: readonly Cell[], codec: Codec) {
  const lists = isList(cells);
  const leaves = cells.flatMap((cell) => leavesOf(cell, lists));
  const content = Buffer.concat([
    ...(lists ? [levels(leaves.map(({ repetition }) => repetition))] : []),
    levels(leaves.map(({ definition }) => definition)),
    ...leaves.flatMap(({ value }) => (value === null ? [] : [plain(value)])),
  ]);
  const body = compress[codec](content);
  const data = struct([1, 'i32', leaves.length], [2, 'i32', 0], [3, 'i32', 3], [4, 'i32', 3]);
  const head = struct([1, 'i32', 0], [2, 'i32', content.length], [3, 'i32', body.length], [5, 'struct', data]);
  return { bytes: Buffer.concat([head, body]), values: leaves.length, plainLength: head.length + content.length };
}

/** Snappy and Zstandard in their plainest form: all is there, and nothing repeats (format_description.txt; RFC 8878). */
const compress: Record<Codec, (content: Buffer) => Buffer> = {
  none: (content) => content,
  gzip: (content) => gzipSync(content),
  brotli: (content) => brotliCompressSync(content),
  snappy: (content) =>
    Buffer.concat([
      varint(content.length),
      ...cut(content, 2 ** 16).flatMap((piece) => [Buffer.from([61 << 2]), littleEndian(piece.length - 1, 2), piece]),
    ]),
  zstd: (content) =>
    Buffer.concat([
      Buffer.from('28b52ffda0', 'hex'),
      littleEndian(content.length, 4),
      ...cut(content, 2 ** 16).flatMap((piece, at, all) => [
        littleEndian(piece.length * 8 + (at === all.length - 1 ? 1 : 0), 3),
        piece,
      ]),
    ]),
};

const cut = (content: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(content.length / size) }, (_, at) => content.subarray(at * size, (at + 1) * size));

function littleEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

type Chunk = { name: string; cells: readonly Cell[]; at: number; bytes: Buffer; values: number; plainLength: number };

function chunkOf({ name, cells, at, bytes, values, plainLength }: Chunk, codec: Codec): Buffer {
  const path = isList(cells) ? [name, 'list', 'element'] : [name];
  const meta = struct(
    [1, 'i32', typeOf(cells)],
    [2, 'i32s', [0, 3]],
    [3, 'binaries', path],
    [4, 'i32', codecs[codec]],
    [5, 'i64', values],
    [6, 'i64', plainLength],
    [7, 'i64', bytes.length],
    [9, 'i64', at],
  );
  return struct([2, 'i64', at], [3, 'struct', meta]);
}

/** Runs of length one, a byte for each level, behind the length of all. */
function levels(all: readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(2 * all.length);
  return Buffer.concat([length, Buffer.from(all.flatMap((level) => [1 << 1, level]))]);
}

function plain(value: string | bigint): Buffer {
  const bytes = Buffer.alloc(typeof value === 'bigint' ? 8 : 4);
  if (typeof value === 'bigint') {
    bytes.writeBigInt64LE(value);
    return bytes;
  }
  bytes.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([bytes, Buffer.from(value)]);
}

/** A struct of Thrift's compact protocol. */
type Field =
  | [id: number, kind: 'i32' | 'i64', value: number]
  | [id: number, kind: 'binary', value: string]
  | [id: number, kind: 'struct', value: Buffer]
  | [id: number, kind: 'list', value: readonly Buffer[]]
  | [id: number, kind: 'i32s', value: readonly number[]]
  | [id: number, kind: 'binaries', value: readonly string[]];

const fieldTypes = { i32: 5, i64: 6, binary: 8, struct: 12, list: 9, i32s: 9, binaries: 9 } as const;

function struct(...fields: Field[]): Buffer {
  let last = 0;
  const pieces = fields.flatMap((field) => {
    const [id, kind] = field;
    const head = ((id - last) << 4) | fieldTypes[kind];
    last = id;
    return [Buffer.from([head]), bytesOf(field)];
  });
  return Buffer.concat([...pieces, Buffer.from([0])]);
}

function bytesOf([, kind, value]: Field): Buffer {
  if (kind === 'binary') return binary(value);
  if (kind === 'struct') return value;
  if (kind === 'list') return sequence(fieldTypes.struct, value);
  if (kind === 'i32s') return sequence(fieldTypes.i32, value.map(zigzag));
  if (kind === 'binaries') return sequence(fieldTypes.binary, value.map(binary));
  return zigzag(value);
}

const binary = (text: string): Buffer => Buffer.concat([varint(Buffer.byteLength(text)), Buffer.from(text)]);
const zigzag = (value: number): Buffer => varint(value * 2);

function sequence(type: number, items: readonly Buffer[]): Buffer {
  const head =
    items.length < 15
      ? Buffer.from([(items.length << 4) | type])
      : Buffer.concat([Buffer.from([0xf0 | type]), varint(items.length)]);
  return Buffer.concat([head, ...items]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
