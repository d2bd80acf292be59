import { createHash } from 'node:crypto';
import type { Document } from '../types/document.ts';
import type { DoneDocument, KeptDocuments } from '../types/kept-documents.ts';
import {
  inOneGo,
  isUnwritable,
  nowInSeconds,
  numberOf,
  type OpenDatabase,
  usedAgainAfterSeconds,
  whileItCan,
} from './database.ts';

/** Documents as one run keeps them; what is kept is written some at a time, at the latest by `flush`. */
export type OpenDocuments = KeptDocuments & { flush(): void };

/** Characters of a document above which it is not kept. */
const longest = 1024 ** 2;

/**
 * Documents or units that are written together, and made into text only then: the work on a document leaves little of this in the caches of a
 * processor. What a kill takes is made of its answers again.
 */
const together = 64;

type Waiting = { document: Document; done: DoneDocument; answers: readonly string[] };

/** `done` is an object of JSON, `sha256` its digest, `made_of` a list of keys of answers, in JSON. */
const table =
  'CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, used INTEGER NOT NULL, sha256 TEXT NOT NULL, made_of TEXT NOT NULL, done TEXT NOT NULL)';

/**
 * The documents in a database.
 * @param digestOfRun of all that decides the units of a run beside its documents, null where that is not known
 * @param damaged told once where one is not as it was written
 */
export function documentsIn(
  database: OpenDatabase,
  digestOfRun: () => string | null,
  damaged: () => void,
): OpenDocuments {
  if (!hasDocuments(database)) return noDocuments;
  const { rowOfKey, touch, write } = statementsIn(database);
  const isEmpty = numberOf(database, 'SELECT count(*) FROM (SELECT 1 FROM documents LIMIT 1)') === 0;
  let waiting: Waiting[] = [];
  let units = 0;
  let isDamaged = false;

  function flush(): void {
    const run = waiting.length === 0 ? null : digestOfRun();
    const rows = run === null ? [] : waiting.flatMap((one) => rowOf(run, one));
    [waiting, units] = [[], 0];
    if (rows.length > 0) write(rows);
  }

  return {
    find(document) {
      const run = isEmpty ? null : digestOfRun();
      if (run === null) return null;
      const key = keyOf(run, document);
      const row = rowOfKey(key);
      if (row === undefined) return null;
      const done = sha256(row[0]) === row[1] ? parsed(row[0]) : null;
      if (done === null && !isDamaged) damaged();
      isDamaged ||= done === null;
      const now = nowInSeconds();
      if (done !== null && now - row[2] > usedAgainAfterSeconds) touch(now, key);
      return done;
    },
    keep(document, done, answers) {
      waiting.push({ document, done, answers });
      units += done.units.length;
      if (waiting.length >= together || units >= together) flush();
    },
    flush,
  };
}

type Row = [done: string, sha256: string, used: number];

/** What is asked of the table and of the answers beside it; what can't be written any more is left alone. */
function statementsIn(database: OpenDatabase) {
  const select = database.prepare('SELECT done, sha256, used FROM documents WHERE key = ?').raw();
  const replace = database.prepare(
    'INSERT OR REPLACE INTO documents (key, used, sha256, made_of, done) VALUES (?, ?, ?, ?, ?)',
  );
  const touches = [
    'UPDATE documents SET used = ? WHERE key = ?',
    'UPDATE answers SET used = ? WHERE key IN (SELECT value FROM documents, json_each(made_of) WHERE documents.key = ?)',
  ].map((sql) => database.prepare(sql));
  return {
    rowOfKey: (key: string) => select.get([key]) as Row | undefined,
    touch: whileItCan((now: number, key: string) => {
      for (const one of touches) one.run([now, key]);
    }),
    write: whileItCan((rows: unknown[][]) =>
      inOneGo(database, () => {
        for (const row of rows) replace.run(row);
      }),
    ),
  };
}

/** Nothing is found and nothing kept, as where a database without documents can't be written. */
export const noDocuments: OpenDocuments = { find: () => null, keep: () => undefined, flush: () => undefined };

/** Whether there are any: databases of before there were get their table here, where they can be written. */
export function hasDocuments(database: OpenDatabase): boolean {
  try {
    database.exec(table);
    return true;
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    return false;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One row, or none where it is too long. */
function rowOf(run: string, { document, done, answers }: Waiting): unknown[][] {
  const text = JSON.stringify(done);
  if (text.length > longest) return [];
  return [[keyOf(run, document), nowInSeconds(), sha256(text), JSON.stringify(answers), text]];
}

/** Of a document all counts but its text, which its digest stands for, and its place, which is not published. */
function keyOf(run: string, { text: _text, place: _place, ...read }: Document): string {
  return sha256(`${run}\n${JSON.stringify(read)}`);
}

function parsed(done: string): DoneDocument | null {
  try {
    return JSON.parse(done) as DoneDocument;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
