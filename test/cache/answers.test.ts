import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { describe, expect, it } from 'vitest';
import { openAnswers } from '../../src/cache/answers.ts';
import { databasePath } from '../../src/cache/database.ts';
import { cacheInfo, clearCache, pruneCache } from '../../src/cache/maintenance.ts';
import { temporaryFolders } from '../support/folder.ts';

const newFolder = temporaryFolders();

async function open(folder: string) {
  const said: string[] = [];
  const answers = await openAnswers(folder, (message) => said.push(message));
  return { answers, said };
}

async function opened(folder: string) {
  const { answers, said } = await open(folder);
  if (answers === null) throw new Error(`it did not open: ${said}`);
  return { answers, said };
}

function sql(folder: string, statement: string): void {
  const database = new Sqlite(databasePath(folder));
  database.exec(statement);
  database.close();
}

describe('the answers in a folder', () => {
  it('are shared: what one process has written the other finds, and the first answer stays', async () => {
    const folder = newFolder();
    const [{ answers: one }, { answers: other }] = [await opened(folder), await opened(folder)];
    expect(one.find('k')).toBeNull();
    expect(one.keep('k', 'first')).toBe('first');
    expect(other.find('k')).toBe('first');
    expect(other.keep('k', 'second')).toBe('first');
    other.forget('k');
    expect(one.find('k')).toBeNull();
    one.close();
    other.close();
  });

  const unusable: [string, (folder: string) => void, string][] = [
    ['no database', (folder) => writeFileSync(databasePath(folder), 'this is no database '.repeat(500)), 'clear'],
    ['a folder in its place', (folder) => mkdirSync(databasePath(folder)), 'name another folder'],
    ['a table of another version', (folder) => sql(folder, 'PRAGMA user_version = 99'), 'name another folder'],
  ];
  for (const [name, plant, advice] of unusable) {
    it(`are left out with one warning where there is ${name}`, async () => {
      const folder = newFolder();
      plant(folder);
      const { answers, said } = await open(folder);
      expect(answers).toBeNull();
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(folder);
      expect(said[0]).toContain('going on without it');
      expect(said[0]).toContain(advice);
      expect(said[0]).not.toContain('ConnectionFailed');
    });
  }

  it('are left out where the folder cannot be made', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await open(join(folder, 'file', 'ku'))).toMatchObject({ answers: null, said: [expect.any(String)] });
  });

  it('are given up with one warning when they fail on the way', async () => {
    const folder = newFolder();
    const { answers, said } = await opened(folder);
    answers.keep('k', 'kept');
    sql(folder, 'DROP TABLE answers');
    expect(answers.find('k')).toBeNull();
    expect(answers.keep('k', 'mine')).toBe('mine');
    answers.forget('k');
    expect(said).toHaveLength(1);
    answers.close();
  });
});

describe('the upkeep of the cache', () => {
  it('counts, removes what was not used for long, and clears', async () => {
    const folder = newFolder();
    const { answers } = await opened(folder);
    for (let at = 0; at < 10; at += 1) answers.keep(`k${at}`, 'x'.repeat(5000));
    sql(folder, "UPDATE answers SET used = used - 40 * 86400 WHERE key < 'k4'");
    expect(answers.find('k0')).not.toBeNull();
    expect(await cacheInfo(folder)).toMatchObject({ answers: { number: 10, bytes: 50_000 }, openBatches: 0 });
    expect(await pruneCache(folder, 30 * 86_400)).toEqual({ answers: 3, documents: 0 });
    expect(answers.find('k0')).not.toBeNull();
    expect(answers.find('k1')).toBeNull();
    expect(await clearCache(folder)).toEqual({ answers: 7, documents: 0 });
    expect((await cacheInfo(folder)).answers.number).toBe(0);
    answers.close();
  });

  it('makes anew what is no database, and leaves one of another version alone', async () => {
    const folder = newFolder();
    writeFileSync(databasePath(folder), 'this is no database '.repeat(500));
    await expect(cacheInfo(folder)).rejects.toMatchObject({ code: 'config' });
    expect(await clearCache(folder)).toBeNull();
    expect((await cacheInfo(folder)).answers.number).toBe(0);
    sql(folder, 'PRAGMA user_version = 99');
    await expect(clearCache(folder)).rejects.toMatchObject({ message: expect.stringContaining('another version') });
  });
});
