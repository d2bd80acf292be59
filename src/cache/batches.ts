import { join } from 'node:path';
import { KuError } from '../errors.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { Batch, BatchStore } from '../types/batch-store.ts';
import { adviceFor, folderMode, type OpenDatabase, openDatabase } from './database.ts';

/** A request that came to nothing in so many batches is given up. */
const mostTimes = 3;

/** Batches can't do without a database: throws KuError('config') where it can't be used. */
export async function openBatches(folder: string): Promise<BatchStore> {
  try {
    const requests = join(folder, 'batches');
    await makeFolder(requests, folderMode);
    return storeIn(await openDatabase(folder), requests);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `the cache in ${folder}, which batches need, can't be used: ${why}`;
    throw new KuError('config', message, adviceFor(folder, error), { cause: error });
  }
}

function storeIn(database: OpenDatabase, folder: string): BatchStore {
  const insert = database.prepare(
    'INSERT INTO waiting (key, batch, output_limit) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const select = database.prepare('SELECT output_limit FROM waiting WHERE key = ?').raw();
  const release = database.prepare('DELETE FROM waiting WHERE key = ?');
  const fail = database.prepare(
    'INSERT INTO failures (key, times) VALUES (?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times',
  );
  const times = database.prepare('SELECT times FROM failures WHERE key = ?').raw();
  return {
    folder,
    ...batchesIn(database),
    wait: (key, batch, outputLimit) => insert.run([key, batch, outputLimit]).changes > 0,
    waiting(key) {
      const row = select.get([key]) as [number | null] | undefined;
      return row === undefined ? null : { outputLimit: row[0] };
    },
    arrived: (key) => void release.run([key]),
    failed(key, isFinal) {
      fail.run([key, isFinal ? mostTimes : 1]);
      release.run([key]);
    },
    isGivenUp: (key) => Number((times.get([key]) as [number] | undefined)?.[0] ?? 0) >= mostTimes,
    tryAgain: () => void database.prepare('DELETE FROM failures').run([]),
    close: () => database.close(),
  };
}

const columns = ['name', 'endpoint', 'model', 'made', 'requests', 'state', 'owner', 'file', 'batch'] as const;

function batchesIn(database: OpenDatabase): Pick<BatchStore, 'batches' | 'save' | 'remove' | 'someWaiting'> {
  const names = columns.join(', ');
  const marks = columns.map(() => '?').join(', ');
  const all = database.prepare(`SELECT ${names} FROM batches ORDER BY made, name`).raw();
  const replace = database.prepare(`INSERT OR REPLACE INTO batches (${names}) VALUES (${marks})`);
  const some = database.prepare('SELECT key FROM waiting WHERE batch = ? LIMIT 1000').raw();
  return {
    batches: () =>
      (all.all([]) as unknown[][]).map(
        (row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])) as Batch,
      ),
    save(batch) {
      // The one thing that a loss of power must not take: a batch that nobody knows of is paid and never read.
      database.exec('PRAGMA synchronous = FULL');
      replace.run(columns.map((name) => batch[name]));
      database.exec('PRAGMA synchronous = NORMAL');
    },
    remove(name) {
      database.prepare('DELETE FROM waiting WHERE batch = ?').run([name]);
      database.prepare('DELETE FROM batches WHERE name = ?').run([name]);
    },
    someWaiting: (batch) => (some.all([batch]) as [string][]).map(([key]) => key),
  };
}
