import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databasePath } from '../../src/cache/database.ts';
import { ku } from '../support/cli.ts';
import { answering, numberOf, type Scene, sceneOf } from '../support/run.ts';

const bin = fileURLToPath(new URL('../../bin/ku.js', import.meta.url));

/** Whom permissions hold: not the superuser, who runs as nobody here, where nobody may read the program. */
const someone = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const isHeld = spawnSync(process.execPath, [bin, '--help'], someone).status === 0 && process.platform !== 'win32';

type Ended = { status: number | null; stdout: string; stderr: string };

function asSomeone({ folder }: Scene, argv: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...argv], { cwd: folder, env: {}, ...someone });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (piece: Buffer) => {
      said[name] += piece.toString();
    });
  return new Promise((done) => child.on('close', (status) => done({ status, ...said })));
}

const own = ['--repairs', '0', '--passes', '1', '--cache', 'cache'];

/** Three documents, of which the cache has two; the cache is as `plant` leaves it. */
async function world(plant: (folder: string) => void) {
  const scene = await sceneOf(3, answering);
  const argv = ['extract', 'in.jsonl', ...scene.flags, ...own];
  const full = await ku(argv, { cwd: scene.folder });
  const cache = join(scene.folder, 'cache');
  const database = new Sqlite(databasePath(cache));
  database.exec('DELETE FROM answers WHERE rowid = (SELECT max(rowid) FROM answers)');
  database.exec('UPDATE answers SET used = used - 100 * 86400');
  database.close();
  chmodSync(scene.folder, 0o755);
  plant(cache);
  const asked = scene.endpoint.asked.length;
  const more = () => scene.endpoint.asked.slice(asked).map(numberOf);
  return { scene, cache, argv, full, more };
}

const closeToWriting = (folder: string) => {
  onTestFinished(() => chmodSync(folder, 0o755));
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
};

const closeFile = (folder: string) => {
  chmodSync(folder, 0o777);
  chmodSync(databasePath(folder), 0o444);
};

describe.skipIf(!isHeld)('a cache that can’t be written', () => {
  const kinds: [string, (folder: string) => void][] = [
    ['in a folder without write permission', closeToWriting],
    ['in a file without write permission', closeFile],
  ];
  for (const [kind, plant] of kinds) {
    it(`${kind} still answers, and that nothing new is kept is said once`, async () => {
      const { scene, argv, full, more } = await world(plant);
      const { status, stdout, stderr } = await asSomeone(scene, argv);
      expect([status, stdout]).toEqual([0, full.stdout]);
      expect(more()).toHaveLength(1);
      expect(stderr.match(/nothing new is kept/g), stderr).toHaveLength(1);
      expect((await asSomeone(scene, argv)).stdout).toBe(full.stdout);
      expect(more(), 'it was not kept').toHaveLength(2);
      const info = await asSomeone(scene, ['cache', 'info', '--cache', 'cache']);
      expect([info.status, info.stdout]).toEqual([0, expect.stringContaining('answers: 2\n')]);
    });
  }

  it('says no word where it has every answer', async () => {
    const scene = await sceneOf(2, answering);
    const argv = ['extract', 'in.jsonl', ...scene.flags, ...own];
    const full = await ku(argv, { cwd: scene.folder });
    chmodSync(scene.folder, 0o755);
    closeToWriting(join(scene.folder, 'cache'));
    const again = await asSomeone(scene, [...argv, '--quiet']);
    expect(again).toEqual({ status: 0, stdout: full.stdout, stderr: '' });
    expect(scene.endpoint.asked).toHaveLength(2);
    const dry = await asSomeone(scene, [...argv, '--dry-run']);
    expect([dry.status, dry.stderr]).toEqual([0, expect.stringContaining('would send 0 calls')]);
  });

  it('is left out where it is of another version, or broken', async () => {
    for (const spoil of [
      (path: string) => new Sqlite(path).exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)'),
      (path: string) => writeFileSync(path, 'no database '.repeat(1000)),
    ]) {
      const { scene, argv, full, more } = await world((folder) => {
        const copy = `${folder}-copy`;
        mkdirSync(copy);
        spoil(databasePath(folder));
        cpSync(databasePath(folder), databasePath(copy));
        closeToWriting(copy);
      });
      const { status, stdout, stderr } = await asSomeone(scene, [...argv.slice(0, -1), 'cache-copy']);
      expect([status, stdout], stderr).toEqual([0, full.stdout]);
      expect(stderr.match(/going on without it/g), stderr).toHaveLength(1);
      expect(more()).toHaveLength(3);
    }
  });

  it('ends what is to change it: clear, prune and batches', async () => {
    const { scene, argv } = await world(closeToWriting);
    for (const words of [
      ['cache', 'clear'],
      ['cache', 'prune', '--older-than', '1d'],
    ]) {
      const { status, stderr } = await asSomeone(scene, [...words, '--cache', 'cache']);
      expect([status, stderr], words.join(' ')).toEqual([2, expect.stringContaining("can't be used")]);
    }
    expect(await asSomeone(scene, [...argv, '--batch'])).toMatchObject({ status: 2 });
    expect(readFileSync(join(scene.folder, 'in.jsonl'), 'utf8')).toContain('Kelp');
  });
});
