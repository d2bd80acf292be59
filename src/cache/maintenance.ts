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

export type CacheInfo = {
  path: string;
  answers: number;
  /** On the disk, with the log of what was written last. */
  bytes: number;
  /** Seconds since 1970 of the answer that was not used for longest; null where there is none. */
  leastRecentUse: number | null;
  /** Batches that are not collected yet. */
  openBatches: number;
};

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
    { answers: 0, leastRecentUse: null, openBatches: 0 },
    (database) => {
      const answers = numberOf(database, 'SELECT count(*) FROM answers');
      return {
        answers,
        leastRecentUse: answers === 0 ? null : numberOf(database, 'SELECT min(used) FROM answers'),
        openBatches: numberOf(database, 'SELECT count(*) FROM batches'),
      };
    },
    openToRead,
  );
  const sizes = await Promise.all(fileEndings.map((ending) => sizeOf(path + ending)));
  return { path, ...counts, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Removes the answers that were not used for so many seconds, and gives their room back. Returns how many. */
export function pruneCache(folder: string, seconds: number): Promise<number> {
  return withDatabase(folder, 0, (database) => {
    const { changes } = database.prepare('DELETE FROM answers WHERE used < ?').run([nowInSeconds() - seconds]);
    if (changes > 0) giveRoomBack(database);
    return changes;
  });
}

/** Removes all answers, and keeps the batches that are under way. A file that is no database is removed. Returns how many. */
export async function clearCache(folder: string): Promise<number | null> {
  try {
    return await withDatabase(folder, 0, (database) => {
      const { changes } = database.prepare('DELETE FROM answers').run([]);
      giveRoomBack(database);
      return changes;
    });
  } catch (error) {
    if (!(error instanceof Error) || !isBroken(error.cause)) throw error;
    for (const ending of fileEndings) await rm(databasePath(folder) + ending, { force: true });
    return null;
  }
}

function giveRoomBack(database: OpenDatabase): void {
  database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
}
