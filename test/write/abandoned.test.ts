import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { openSpool } from '../../src/files/spool.ts';
import { atomicFile } from '../../src/write/atomic-file.ts';
import { openSink } from '../../src/write/index.ts';
import { temporaryName } from '../../src/write/temporary-names.ts';
import { playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
const bin = fileURLToPath(new URL('../../bin/ku.js', import.meta.url));

/** The id of a process that is no more. */
const gone = spawnSync(process.execPath, ['-e', '0']).pid;

const named = (id: number | string) => temporaryName().replace(`-${process.pid}-`, `-${id}-`);

/** What may lie in a folder and is none of ours to remove: of processes that run, of other machines, of other names. */
const others = [
  temporaryName(),
  named(1),
  named(process.ppid),
  named(gone).replace(/^.ku-[0-9a-f]{8}/, '.ku-00000000'),
  `.ku-${gone}.tmp`,
  `.ku-0123456789abcdef.tmp`,
  `x${named(gone)}`,
  `${named(gone)}.json`,
  named(`${gone}x`),
];

function littered(cwd: string): string {
  const out = join(cwd, 'out');
  mkdirSync(out);
  for (const name of [...others, named(gone), named(gone)]) writeFileSync(join(out, name), 'x');
  mkdirSync(join(out, named(gone), 'full'), { recursive: true });
  return out;
}

const ours = 2;

describe('temporary files of killed runs', () => {
  it('are removed where the next run writes a file, and no others', async () => {
    const out = littered(folder());
    const before = readdirSync(out).length;
    const file = await atomicFile(join(out, 'units.jsonl'));
    await file.commit();
    expect(readdirSync(out)).toHaveLength(before - ours + 1);
    expect(others.filter((name) => !existsSync(join(out, name)))).toEqual([]);
  });

  it('are removed where the next run writes a folder, and no others', async () => {
    const out = littered(folder());
    const before = readdirSync(out).length;
    const sink = await openSink({ out: `${out}/`, format: null, stdout: process.stdout });
    await sink.close();
    expect(readdirSync(out)).toHaveLength(before - ours);
    expect(others.filter((name) => !existsSync(join(out, name)))).toEqual([]);
  });

  it('are removed after kill -9, and those of a run beside it are not', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'in.txt'), 'Kelp is blue.');
    const endpoint = await playEndpoint(() => ({ after: new Promise(() => undefined) }));
    const argv = [bin, 'extract', 'in.txt', '--base-url', endpoint.baseUrl, '--model', 'played', '--no-cache'];
    const start = (name: string) => spawn(process.execPath, [...argv, '--out', name], { cwd, stdio: 'ignore' });
    const left = () => readdirSync(cwd).filter((name) => name.endsWith('.tmp'));
    const [killed, living] = [start('a.jsonl'), start('b.jsonl')];
    const ended = [killed, living].map((child) => new Promise((done) => child.on('close', done)));
    try {
      await expect.poll(() => endpoint.asked.length, { timeout: 20_000 }).toBe(2);
      killed.kill('SIGKILL');
      await ended[0];
      expect(left()).toHaveLength(2);
      const file = await atomicFile(join(cwd, 'c.jsonl'));
      await file.discard();
      expect(left()).toEqual([expect.stringContaining(`-${living.pid}-`)]);
    } finally {
      living.kill('SIGKILL');
      await ended[1];
      await endpoint.close();
    }
  });

  it.runIf(process.platform !== 'win32')('have no name where they hold the units of a run', async () => {
    const cwd = folder();
    vi.stubEnv('TMPDIR', cwd);
    const spool = await openSpool<string>().finally(() => vi.unstubAllEnvs());
    const number = await spool.add('kept');
    expect(readdirSync(cwd)).toEqual([]);
    expect(await spool.read(number)).toBe('kept');
    await spool.close();
  });
});
