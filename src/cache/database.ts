import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type Database from 'libsql';
import { makeFolder } from '../files/make-folder.ts';

/** How long a process waits for another that writes, before it goes on without the cache. */
const busyMilliseconds = 10_000;

/** Number of the tables' form; a file with another one was made by another version of ku. */
const formNumber = 1;

/** XDG asks for folders that nobody else may read. */
export const folderMode = 0o700;

/** `used` and `made` are in seconds since 1970. No column holds text of a document or a key of an endpoint. */
const tables = `
  CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, used INTEGER NOT NULL, answer TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS batches (
    name TEXT PRIMARY KEY, endpoint TEXT NOT NULL, model TEXT NOT NULL, made INTEGER NOT NULL, requests INTEGER NOT NULL,
    state TEXT NOT NULL, owner INTEGER NOT NULL, file TEXT, batch TEXT
  );
  CREATE TABLE IF NOT EXISTS waiting (key TEXT PRIMARY KEY, batch TEXT NOT NULL, output_limit INTEGER);
  CREATE INDEX IF NOT EXISTS waiting_in ON waiting (batch);
  CREATE TABLE IF NOT EXISTS failures (key TEXT PRIMARY KEY, times INTEGER NOT NULL);
  PRAGMA user_version = ${formNumber};
`;

export type OpenDatabase = InstanceType<typeof Database>;

export const databasePath = (folder: string): string => join(folder, 'answers.db');

/**
 * Opens the database of a folder, which is made where it is missing. It is loaded here and not at the start: only runs that
 * use it pay for it. Throws the error of the file system or of SQLite.
 */
export async function openDatabase(folder: string): Promise<OpenDatabase> {
  await makeFolder(folder, folderMode);
  const { default: Sqlite } = await import('libsql');
  const path = databasePath(folder);
  return prepared(
    connected(() => new Sqlite(path, { timeout: busyMilliseconds })),
    path,
  );
}

/**
 * The same for who may go without writing. In a folder where nothing may be written, a log cannot be made, which reading needs too, unless
 * the file is taken for one that does not change. Where there is a log already, what stands in it would be missed.
 */
export async function openToRead(folder: string): Promise<OpenDatabase> {
  try {
    return await openDatabase(folder);
  } catch (error) {
    const path = databasePath(folder);
    if (!isUnwritable(error) || existsSync(`${path}-wal`)) throw error;
    const { default: Sqlite } = await import('libsql');
    return prepared(new Sqlite(`${pathToFileURL(path).href}?immutable=1`, { readonly: true }), path);
  }
}

function prepared(database: OpenDatabase, path: string): OpenDatabase {
  try {
    prepare(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function connected(open: () => OpenDatabase): OpenDatabase {
  try {
    return open();
  } catch (error) {
    // libsql says it in the terms of its own source.
    throw error instanceof Error && error.message.startsWith('ConnectionFailed(')
      ? new Error('the file can not be opened', { cause: error })
      : error;
  }
}

/** READONLY, FULL, and IOERR_WRITE, as where a quota is used up: nothing is wrong with what is kept. */
const isUnwritableCode = (code: number): boolean => [8, 13].includes(code & 0xff) || code === 778;

/** Whether the file, its folder or its disk takes nothing more. */
export const isUnwritable = (error: unknown): boolean =>
  error instanceof Error && 'rawCode' in error && isUnwritableCode(Number(error.rawCode));

const brokenCodes = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']);

/** Whether the file is no database, or no longer one: only then is it made anew by clearing it. */
export const isBroken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && brokenCodes.has(String(error.code));

/** What to do where the database of a folder can't be used. */
export const adviceFor = (folder: string, error: unknown): string =>
  isBroken(error)
    ? 'ku cache clear makes it anew'
    : `name another folder with --cache, or see that ${databasePath(folder)} is a file of this version that may be written`;

/**
 * With a write-ahead log, what was committed outlives the process without a flush to the disk; a flush for each answer would
 * double its cost and save only from a loss of power.
 */
function prepare(database: OpenDatabase, path: string): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const form = numberOf(database, 'PRAGMA user_version');
  if (form === formNumber) return;
  if (form !== 0) throw new Error(`${path} was made by another version of ku`);
  database.exec('BEGIN IMMEDIATE');
  database.exec(`${tables} COMMIT`);
}

/** The number in the first column of the first row. */
export function numberOf(database: OpenDatabase, sql: string, parameters: unknown[] = []): number {
  const [row] = database.prepare(sql).raw().all(parameters) as unknown[][];
  return Number(row?.[0]);
}

export const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** The time of use is written again when it is this old: writing it at every use would cost as much as an answer. */
export const usedAgainAfterSeconds = 24 * 60 * 60;

/** Does it until nothing can be written, which matters to nobody here. */
export function whileItCan<Parameters extends unknown[]>(
  write: (...parameters: Parameters) => unknown,
): (...parameters: Parameters) => void {
  let works = true;
  return (...parameters) => {
    try {
      if (works) write(...parameters);
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      works = false;
    }
  };
}

/** All that is written by it is written, or nothing. (libsql's own transaction hides the error after which SQLite has rolled back itself.) */
export function inOneGo(database: OpenDatabase, write: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    write();
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
