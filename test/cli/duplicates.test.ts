import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines, ku } from '../support/cli.ts';
import { temporaryFolders } from '../support/folder.ts';
import { answering, sceneOf } from '../support/run.ts';

const newFolder = temporaryFolders();
const record = (id: string, text: string) => `${JSON.stringify({ id, text })}\n`;
const kelp = 'Kelp is a brown alga. It contains iodine.';

/** Two files; of `in.jsonl` the third document and of `more.jsonl` the first are those of `in.jsonl:1`. */
function world() {
  const cwd = newFolder();
  writeFileSync(join(cwd, 'in.jsonl'), record('d0', kelp) + record('d1', kelp) + record('d0', kelp));
  writeFileSync(join(cwd, 'more.jsonl'), record('d0', kelp) + record('d0', 'Algae contain iodine.'));
  const extract = (...flags: string[]) =>
    ku(['extract', 'in.jsonl', 'more.jsonl', '--engine', 'offline', ...flags], { cwd });
  return { cwd, extract };
}

type Entry = { document: string; place: string; status: string; reason?: string; of?: string };

describe('documents whose id and text were read before in the run', () => {
  it('are left out and named with the place of the first, and what is written is valid', async () => {
    const { cwd, extract } = world();
    const { status, stderr } = await extract('--out', 'units.jsonl', '--report', 'report.json');
    expect(status).toBe(0);
    expect(stderr).toContain('skipped  in.jsonl:3 (d0): its id and text are those of in.jsonl:1\n');
    expect(stderr).toContain('skipped  more.jsonl:1 (d0): its id and text are those of in.jsonl:1\n');
    expect(stderr).toContain('5 documents · 3 passages · 3 units');
    expect(stderr).toContain('0 failed · 2 duplicates ·');
    const units = jsonLines<Unit>(readFileSync(join(cwd, 'units.jsonl'), 'utf8'));
    expect(units.map(({ document }) => document.id)).toEqual(['d0', 'd1', 'd0']);
    const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
    expect(report.documents.map(({ status, reason, of }: Entry) => [status, reason, of])).toEqual([
      ['done', undefined, undefined],
      ['done', undefined, undefined],
      ['skipped', 'duplicate', 'in.jsonl:1'],
      ['skipped', 'duplicate', 'in.jsonl:1'],
      ['done', undefined, undefined],
    ]);
    expect(report.totals).toMatchObject({ documents: 5, duplicates: 2, skipped: 0, failed: 0, complete: true });
    expect((await ku(['validate', 'units.jsonl'], { cwd })).status).toBe(0);
  });

  it('are so across folders, and get no file of their own', async () => {
    const cwd = newFolder();
    for (const folder of ['a', 'b']) {
      mkdirSync(join(cwd, folder));
      writeFileSync(join(cwd, folder, 'kelp.txt'), kelp);
    }
    writeFileSync(join(cwd, 'b', 'other.txt'), 'Algae contain iodine.');
    const flags = ['--engine', 'offline', '--out', 'units/', '--prune'];
    const { status, stderr } = await ku(['extract', 'a', 'b', 'a/kelp.txt', ...flags], { cwd });
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining('b/kelp.txt (kelp): its id and text are those of a/kelp.txt'),
    ]);
    expect(stderr).toContain('2 duplicates');
    expect(readdirSync(join(cwd, 'units')).sort()).toEqual(['kelp.json', 'other.json']);
  });

  it('are told to machines as skipped, not said under --quiet, and counted by --dry-run', async () => {
    const { extract } = world();
    const { stderr } = await extract('--log-json');
    const events = jsonLines<Entry & { event: string }>(stderr).filter(({ event }) => event === 'document');
    expect(events.map(({ status, reason, of }) => [status, reason, of])[2]).toEqual([
      'skipped',
      'duplicate',
      'in.jsonl:1',
    ]);
    expect((await extract('--quiet')).stderr).toBe('');
    const dry = await extract('--dry-run');
    expect(dry.stderr).toContain('would read 5 documents · 3 passages');
    expect(dry.stderr).toContain('2 duplicates');
  });

  it('are never asked for, in batches neither, and --retry-failed has no word of them', async () => {
    const scene = await sceneOf(3, answering);
    const twice = scene.read('in.jsonl');
    writeFileSync(join(scene.folder, 'in.jsonl'), `${twice}\n${twice}`);
    const flags = [...scene.flags, '--no-cache', '--repairs', '0', '--passes', '1', '--report', 'report.json'];
    const first = await ku(['extract', 'in.jsonl', ...flags], { cwd: scene.folder });
    expect([first.status, jsonLines(first.stdout).length, scene.endpoint.asked.length]).toEqual([0, 3, 3]);
    const again = ['extract', 'in.jsonl', ...flags.slice(0, -1), 'again.json', '--retry-failed', 'report.json'];
    const { stderr } = await ku(again, { cwd: scene.folder });
    expect(stderr).not.toContain('skipped');
  });
});
