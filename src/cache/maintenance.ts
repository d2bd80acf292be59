import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { KuError } from '../errors.ts';
import {
  adviceFor,
  databasePath,
  isBroken,
  nowInSeconds,
  numberOf,
  type OpenDatabase,
  openDatabase,
  openToRead,
} from './database.ts';
import { hasDocuments } from './documents.ts';

/** How many there are of what is kept, and the length of it all. */
type Amount = { number: number; bytes: number };

export type CacheInfo = {
  path: string;
  answers: Amount;
  documents: Amount;
  /** On the disk, with the log of what was written last. */
  bytes: number;
  /** Seconds since 1970 of what was not used for longest; null where there is nothing. */
  leastRecentUse: number | null;
  /** Batches that are not collected yet. */
  openBatches: number;
};

export type Removed = { answers: number; documents: number };

const noAmount: Amount = { number: 0, bytes: 0 };
const nothing: Removed = { answers: 0, documents: 0 };

/** What is kept, by its table, and the column that holds it. */
const kinds = [
  { name: 'answers', column: 'answer' },
  { name: 'documents', column: 'done' },
] as const;

const amountOf = (database: OpenDatabase, { name, column }: (typeof kinds)[number]): Amount => ({
  number: numberOf(database, `SELECT count(*) FROM ${name}`),
  bytes: numberOf(database, `SELECT coalesce(sum(octet_length(${column})), 0) FROM ${name}`),
});

function leastUse(database: OpenDatabase, name: string): number | null {
  const [row] = database.prepare(`SELECT min(used) FROM ${name}`).raw().all([]) as [number | null][];
  return row?.[0] ?? null;
}

const fileEndings = ['', '-wal', '-shm'];

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.size ?? 0;
}

/**
 * Runs on the open database, and closes it. Where there is none none is made: the folder may be misspelt. Throws KuError('config')
 * where it can't be used.
 */
async function withDatabase<Value>(
  folder: string,
  none: Value,
  work: (database: OpenDatabase) => Value,
  open = openDatabase,
): Promise<Value> {
  if (!existsSync(databasePath(folder))) return none;
  try {
    const database = await open(folder);
    try {
      return work(database);
    } finally {
      database.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `the cache in ${folder} can't be used: ${why}`;
    throw new KuError('config', message, adviceFor(folder, error), { cause: error });
  }
}

export async function cacheInfo(folder: string): Promise<CacheInfo> {
  const path = databasePath(folder);
  const counts = await withDatabase(
    folder,
    { answers: noAmount, documents: noAmount, leastRecentUse: null, openBatches: 0 },
    (database) => {
      const tables = hasDocuments(database) ? kinds : kinds.slice(0, 1);
      const uses = tables.flatMap(({ name }) => leastUse(database, name) ?? []);
      return {
        answers: amountOf(database, kinds[0]),
        documents: tables.length < kinds.length ? noAmount : amountOf(database, kinds[1]),
        leastRecentUse: uses.length === 0 ? null : Math.min(...uses),
        openBatches: numberOf(database, 'SELECT count(*) FROM batches'),
      };
    },
    openToRead,
  );
  const sizes = await Promise.all(fileEndings.map((ending) => sizeOf(path + ending)));
  return { path, ...counts, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Removes what was not used for so many seconds, and gives its room back. Returns how many. */
export function pruneCache(folder: string, seconds: number): Promise<Removed> {
  return withDatabase(folder, nothing, (database) => {
    const removed = removeBefore(database, nowInSeconds() - seconds);
    if (removed.answers + removed.documents > 0) giveRoomBack(database);
    return removed;
  });
}

/** Removes all answers and documents, and keeps the batches that are under way. A file that is no database is removed. Returns how many. */
export async function clearCache(folder: string): Promise<Removed | null> {
  try {
    return await withDatabase(folder, nothing, (database) => {
      const removed = removeBefore(database, Number.MAX_SAFE_INTEGER);
      giveRoomBack(database);
      return removed;
    });
  } catch (error) {
    if (!(error instanceof Error) || !isBroken(error.cause)) throw error;
    for (const ending of fileEndings) await rm(databasePath(folder) + ending, { force: true });
    return null;
  }
}

function removeBefore(database: OpenDatabase, seconds: number): Removed {
  const [answers = 0, documents = 0] = kinds.map(({ name }) => {
    if (name === 'documents' && !hasDocuments(database)) return 0;
    return database.prepare(`DELETE FROM ${name} WHERE used < ?`).run([seconds]).changes;
  });
  return { answers, documents };
}

function giveRoomBack(database: OpenDatabase): void {
  database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
}
