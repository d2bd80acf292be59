import Sqlite from 'libsql';
import { describe, expect, it } from 'vitest';
import { openAnswers } from '../../src/cache/answers.ts';
import { databasePath, inOneGo } from '../../src/cache/database.ts';
import { documentsIn } from '../../src/cache/documents.ts';
import { cacheInfo, clearCache, pruneCache } from '../../src/cache/maintenance.ts';
import type { Document } from '../../src/types/document.ts';
import type { DoneDocument } from '../../src/types/kept-documents.ts';
import type { Unit } from '../../src/types/unit.ts';
import { temporaryFolders } from '../support/folder.ts';
import { targetOf } from '../support/targets.ts';

const newFolder = temporaryFolders();
const { document } = targetOf('Kelp is blue.', 'kelp');
const named = (id: string): Document => ({ ...document, id });
const doneOf = (note: string): DoneDocument => ({ units: [], spending: {}, notes: [note] });

async function opened(folder: string) {
  const said: string[] = [];
  const answers = await openAnswers(folder, (message) => said.push(message));
  if (answers === null) throw new Error(`it did not open: ${said}`);
  return { answers, said };
}

/** What is kept in the folder by a run of this digest, after what an earlier one has kept. */
async function filled(folder: string, run: string, ...kept: [Document, DoneDocument, string[]][]) {
  const { answers } = await opened(folder);
  const documents = answers.documents(() => run);
  for (const one of kept) documents.keep(...one);
  answers.close();
}

const sql = (folder: string, statement: string): unknown[][] => {
  const database = new Sqlite(databasePath(folder));
  try {
    if (!statement.startsWith('SELECT')) database.exec(statement);
    return statement.startsWith('SELECT') ? (database.prepare(statement).raw().all([]) as unknown[][]) : [];
  } finally {
    database.close();
  }
};

describe('the documents in a folder', () => {
  it('are found by a run of the same digest, as they were, whatever the place they are read from', async () => {
    const folder = newFolder();
    await filled(folder, 'run', [document, doneOf('first'), []]);
    const { answers, said } = await opened(folder);
    const documents = answers.documents(() => 'run');
    expect(documents.find({ ...document, place: 'elsewhere.txt' })).toEqual(doneOf('first'));
    expect(answers.documents(() => 'other run').find(document)).toBeNull();
    expect(answers.documents(() => null).find(document)).toBeNull();
    for (const change of [
      { id: 'other' },
      { sha256: '0'.repeat(64) },
      { language: 'de' },
      { domain: 'biology' },
      { credit: { ...document.credit, year: 1999 } },
      { blocks: [] },
    ])
      expect(documents.find({ ...document, ...change }), JSON.stringify(change)).toBeNull();
    expect(said).toEqual([]);
    answers.close();
  });

  it('are written many at a time, at the latest when the cache is closed, and never within what an answer is', async () => {
    const folder = newFolder();
    const { answers } = await opened(folder);
    const documents = answers.documents(() => 'run');
    const count = () => Number(sql(folder, 'SELECT count(*) FROM documents')[0]?.[0]);
    for (let at = 0; at < 63; at += 1) documents.keep(named(`d${at}`), doneOf(''), []);
    answers.keep('k', 'answer');
    expect([count(), sql(folder, 'SELECT answer FROM answers')]).toEqual([0, [['answer']]]);
    documents.keep(named('d63'), doneOf(''), []);
    expect(count()).toBe(64);
    documents.keep(named('paper'), { ...doneOf(''), units: Array.from({ length: 40 }, () => ({}) as Unit) }, []);
    expect(count()).toBe(64);
    documents.keep(named('other paper'), { ...doneOf(''), units: Array.from({ length: 24 }, () => ({}) as Unit) }, []);
    expect(count()).toBe(66);
    documents.keep(named('long'), doneOf('x'.repeat(1_000_000)), []);
    documents.keep(named('too long'), doneOf('x'.repeat(1_100_000)), []);
    answers.close();
    expect(count()).toBe(67);
  });

  it('are not kept where it is not known what runs', async () => {
    const folder = newFolder();
    const { answers } = await opened(folder);
    answers.documents(() => null).keep(document, doneOf(''), []);
    answers.close();
    expect((await cacheInfo(folder)).documents.number).toBe(0);
  });

  it('are made anew where they are damaged, which is said once', async () => {
    for (const damage of [
      "UPDATE documents SET done = replace(done, 'first', 'fixed')",
      'UPDATE documents SET done = substr(done, 1, 20)',
      // A digest of what is no JSON.
      "UPDATE documents SET done = '{', sha256 = '021fb596db81e6d02bf3d2586ee3981fe519f275c0ac9ca76bbcf2ebb4097d96'",
    ]) {
      const folder = newFolder();
      await filled(folder, 'run', [named('a'), doneOf('first'), []], [named('b'), doneOf('first'), []]);
      sql(folder, damage);
      const { answers, said } = await opened(folder);
      const documents = answers.documents(() => 'run');
      expect([documents.find(named('a')), documents.find(named('b'))], damage).toEqual([null, null]);
      expect(said).toEqual([expect.stringContaining('damaged')]);
      documents.keep(named('a'), doneOf('again'), []);
      answers.close();
      const later = await opened(folder);
      expect(later.answers.documents(() => 'run').find(named('a'))).toEqual(doneOf('again'));
      later.answers.close();
    }
  });

  it('keep the answers in use that they are made of', async () => {
    const folder = newFolder();
    const { answers } = await opened(folder);
    for (const key of ['mine', 'mine too', 'other']) answers.keep(key, key);
    answers.close();
    await filled(folder, 'run', [document, doneOf(''), ['mine', 'mine too']], [named('unused'), doneOf(''), []]);
    for (const table of ['answers', 'documents']) sql(folder, `UPDATE ${table} SET used = used - 40 * 86400`);
    const later = await opened(folder);
    expect(later.answers.documents(() => 'run').find(document)).not.toBeNull();
    later.answers.close();
    expect(await pruneCache(folder, 30 * 86_400)).toEqual({ answers: 1, documents: 1 });
    expect(sql(folder, 'SELECT key FROM answers ORDER BY key')).toEqual([['mine'], ['mine too']]);
    expect((await cacheInfo(folder)).documents.number).toBe(1);
  });

  it('are counted and cleared with the answers', async () => {
    const folder = newFolder();
    await filled(folder, 'run', [document, doneOf('x'.repeat(5000)), []]);
    const { documents, leastRecentUse } = await cacheInfo(folder);
    expect(documents).toEqual({ number: 1, bytes: JSON.stringify(doneOf('x'.repeat(5000))).length });
    expect(leastRecentUse).toBeGreaterThan(1.7e9);
    expect(await clearCache(folder)).toEqual({ answers: 0, documents: 1 });
    expect(await cacheInfo(folder)).toMatchObject({ documents: { number: 0, bytes: 0 }, leastRecentUse: null });
  });

  it('get their table in a database of before there were any', async () => {
    const folder = newFolder();
    await filled(folder, 'run');
    sql(folder, 'DROP TABLE documents');
    expect((await cacheInfo(folder)).documents.number).toBe(0);
    await filled(folder, 'run', [document, doneOf(''), []]);
    expect((await cacheInfo(folder)).documents.number).toBe(1);
  });

  it('go without where such a database can only be read, or takes nothing more, and no word is lost about it', async () => {
    const folder = newFolder();
    await filled(folder, 'run', [document, doneOf('kept'), []]);
    const open = () => {
      const database = new Sqlite(databasePath(folder));
      database.exec('PRAGMA query_only = 1');
      return database;
    };
    const some = open();
    const documents = documentsIn(
      some,
      () => 'run',
      () => undefined,
    );
    documents.keep(named('new'), doneOf(''), []);
    documents.flush();
    expect(some.inTransaction).toBe(false);
    expect(documents.find(document)).toEqual(doneOf('kept'));
    expect(documents.find(named('new'))).toBeNull();
    some.close();
    sql(folder, 'DROP TABLE documents');
    const none = open();
    const without = documentsIn(
      none,
      () => 'run',
      () => undefined,
    );
    without.keep(document, doneOf(''), []);
    without.flush();
    expect(without.find(document)).toBeNull();
    none.close();
  });

  it('leave the answers their room where the disk is full', async () => {
    const folder = newFolder();
    await filled(folder, 'run');
    const database = new Sqlite(databasePath(folder));
    database.exec('PRAGMA max_page_count = 30');
    const documents = documentsIn(
      database,
      () => 'run',
      () => undefined,
    );
    for (let at = 0; at < 64; at += 1) documents.keep(named(`d${at}`), doneOf('x'.repeat(10_000)), []);
    documents.flush();
    expect(database.inTransaction).toBe(false);
    expect(database.prepare('SELECT count(*) FROM documents').raw().all([])).toEqual([[0]]);
    database.prepare('INSERT INTO answers (key, used, answer) VALUES (?, ?, ?)').run(['k', 1, 'answer']);
    documents.keep(named('small'), doneOf(''), []);
    documents.flush();
    database.close();
    expect(sql(folder, 'SELECT answer FROM answers')).toEqual([['answer']]);
    expect(sql(folder, 'SELECT count(*) FROM documents'), 'nothing is tried again').toEqual([[0]]);
  });

  it('are written all or not at all', async () => {
    const folder = newFolder();
    await filled(folder, 'run');
    const database = new Sqlite(databasePath(folder));
    const half = () => {
      database.exec("INSERT INTO answers (key, used, answer) VALUES ('k', 1, 'half')");
      throw new Error('on the way');
    };
    expect(() => inOneGo(database, half)).toThrow('on the way');
    expect(database.inTransaction).toBe(false);
    database.close();
    expect(sql(folder, 'SELECT * FROM answers')).toEqual([]);
  });

  it('are given up with the answers, with one warning, when the cache fails on the way', async () => {
    const folder = newFolder();
    await filled(folder, 'run', [document, doneOf(''), []]);
    const { answers, said } = await opened(folder);
    const documents = answers.documents(() => 'run');
    sql(folder, 'DROP TABLE documents');
    expect(documents.find(document)).toBeNull();
    documents.keep(document, doneOf(''), []);
    expect(answers.keep('k', 'mine')).toBe('mine');
    answers.close();
    expect(said).toEqual([expect.stringContaining('going on without it')]);
  });
});
