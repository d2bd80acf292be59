import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import type { Unit } from '../types/unit.ts';
import type { Bytes } from './bytes.ts';
import { checkUnit } from './check-unit.ts';
import { bytesOf, filesOf, type UnitFile } from './files.ts';
import { formatOfEnding, formats, sniffed } from './formats.ts';
import { type Finding, type Item, type Path, type Position, type Problem, pointerTo } from './problems.ts';
import { type SharedIds, unlikeEntities } from './shared-ids.ts';

export { type Problem, problemCodes } from './problems.ts';

export type ValidateOptions = {
  /** What `-` stands for. */
  stdin: Readable;
  /** What relative paths start from. */
  cwd: string;
  /** Bytes that a line, an item of a JSON array or a YAML document may have; 64 MB when it is not given. */
  limit?: number;
  /** Once it is aborted nothing more is read, and its reason is thrown. */
  signal?: AbortSignal;
};

type Totals = { files: number; units: number; problems: number };

export type Validation = {
  /** Reads and checks as it is iterated, in the order of the input. */
  problems: AsyncGenerator<Problem>;
  /** Counts what was read so far; `units` are values that were read as units, good or bad. */
  totals: Totals;
};

const usualLimit = 64 * 1024 * 1024;

/** More problems of one unit than this get the position of the unit alone: to find a position takes a walk through its text. */
const locatedProblems = 50;

/** What is remembered over all inputs, so that a unit that comes again is seen: the place of each; and what shared ids mean. */
type Seen = { ids: Map<string, string>; shared: SharedIds };

async function* bytesOfStream(stream: Readable): Bytes {
  for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

/** A stream may wait for its next bytes for ever: only its end lets go of it. */
async function* untilAborted(bytes: Bytes, stream: Readable | null, signal: AbortSignal): Bytes {
  const end = () => void stream?.destroy();
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const chunk of bytes) {
      signal.throwIfAborted();
      yield chunk;
    }
    signal.throwIfAborted();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** What a unit file holds, value by value. */
export async function itemsOf(
  file: UnitFile,
  { stdin, limit = usualLimit, signal }: ValidateOptions,
): Promise<AsyncGenerator<Item>> {
  const isStdin = file.path === '-';
  const all = isStdin ? bytesOfStream(stdin) : bytesOf(file);
  const bytes = signal === undefined ? all : untilAborted(all, isStdin ? stdin : null, signal);
  const known = isStdin ? null : formatOfEnding(extname(file.path));
  if (known !== null) return formats[known].read(bytes, { limit, many: false });
  const guess = await sniffed(bytes);
  return formats[guess.format].read(guess.bytes, { limit, many: true });
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' && /^ku_[0-9a-f]{32}$/.test(value.id) ? value.id : null;
}

function documentIdOf(value: unknown): string {
  const document = typeof value === 'object' && value !== null && 'document' in value ? value.document : null;
  const id = typeof document === 'object' && document !== null && 'id' in document ? document.id : null;
  return typeof id === 'string' ? id : '';
}

/** Two documents with the same text have units with the same id: it says what they hold, not which document they are of. */
function* duplicates(value: unknown, place: () => string, seen: Seen): Generator<Finding> {
  const id = idOf(value);
  if (id === null) return;
  const key = `${id} ${documentIdOf(value)}`;
  const first = seen.ids.get(key);
  if (first === undefined) seen.ids.set(key, place());
  else {
    const message = `${id} is also the id of the unit at ${first}`;
    yield { path: ['id'], code: 'duplicate-id', message, expected: 'each unit once' };
  }
}

function placeOf(file: string, { line }: Position, path: Path): string {
  return `${file}${line === null ? '' : `:${line}`}${path.length === 0 ? '' : ` ${pointerTo(path)}`}`;
}

function* problemsOf(file: string, item: Item, seen: Seen): Generator<Problem> {
  if (item.kind === 'broken') {
    const { path, position, code, message, expected } = item;
    yield { file, ...position, pointer: pointerTo(path), code, message, expected };
    return;
  }
  const start = item.locate([]);
  const place = () => placeOf(file, start, item.path);
  const own = checkUnit(item.value);
  const shared = own.length === 0 ? unlikeEntities(item.value as Unit, place, seen.shared) : [];
  const findings = [...own, ...duplicates(item.value, place, seen), ...shared];
  for (const [index, { path, code, message, expected }] of findings.entries()) {
    const position = index < locatedProblems ? item.locate(path) : start;
    yield { file, ...position, pointer: pointerTo([...item.path, ...path]), code, message, expected };
  }
}

async function* problemsOfFile(file: UnitFile, options: ValidateOptions, totals: Totals, seen: Seen) {
  let items = 0;
  for await (const item of await itemsOf(file, options)) {
    items += 1;
    if (item.kind === 'value') totals.units += 1;
    yield* problemsOf(file.name, item, seen);
  }
  if (items > 0) return;
  const message = 'there is no unit in it';
  const where = { file: file.name, line: null, column: null, pointer: '' };
  yield { ...where, code: 'empty', message, expected: 'at least one unit' } satisfies Problem;
}

async function* problemsOfAll(sources: readonly string[], options: ValidateOptions, totals: Totals) {
  const seen: Seen = { ids: new Map(), shared: new Map() };
  for (const file of await filesOf(sources, options.cwd)) {
    totals.files += 1;
    for await (const problem of problemsOfFile(file, options, totals, seen)) {
      totals.problems += 1;
      yield problem;
    }
  }
}

/**
 * Checks unit files (JSON Lines, JSON, YAML), folders of them, globs, or `-`: the schema, references between relations and
 * entities, evidence, offsets, ids, that no unit comes twice, and that shared ids mean one thing. Streams: no more than one
 * unit is in memory, the id and place of each, and the name of each shared id. Throws KuError('missing-input'), before anything is read, for what does not exist, and for what
 * cannot be read.
 */
export function validateUnits(sources: readonly string[], options: ValidateOptions): Validation {
  const totals: Totals = { files: 0, units: 0, problems: 0 };
  return { problems: problemsOfAll(sources, options, totals), totals };
}
