import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ku } from '../support/cli.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();
const record = '{"id": "a", "text": "Kelp grows 30 cm a day."}\n';

function sceneWith(files: Record<string, string>): string {
  const cwd = folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  return cwd;
}

const extract = (cwd: string, ...args: string[]) => ku(['extract', ...args, '--engine', 'offline'], { cwd });

describe('ku extract never writes over what it reads', () => {
  it.each([
    [['in.jsonl', '--out', 'in.jsonl'], '--out names a file that is read: in.jsonl'],
    [['in.jsonl', '--out', './x/../in.jsonl'], '--out names a file that is read: in.jsonl'],
    [['in.jsonl', '--report', 'in.jsonl'], '--report names a file that is read: in.jsonl'],
    [['in.jsonl', '--out', 'units.json', '--report', 'units.json'], '--out and --report name the same file'],
  ])('%j', async (args, message) => {
    const cwd = sceneWith({ 'in.jsonl': record, 'x/y': '' });
    const { status, stderr } = await extract(cwd, ...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
    expect(readFileSync(join(cwd, 'in.jsonl'), 'utf8')).toBe(record);
    expect(readdirSync(cwd).sort()).toEqual(['in.jsonl', 'x']);
  });

  it('in a folder where a source has the name that its units would get', async () => {
    const cwd = sceneWith({ 'in/a.json': record, 'in/b.json': '' });
    const { status, stderr } = await extract(cwd, 'in', '--out', 'in/');
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('was not written by ku') });
    expect(readFileSync(join(cwd, 'in/a.json'), 'utf8')).toBe(record);
  });

  it('and writes over its own units', async () => {
    const cwd = sceneWith({ 'in.jsonl': record });
    for (const format of ['json', 'jsonl', 'yaml']) {
      expect(await extract(cwd, 'in.jsonl', '--out', 'units/', '--format', format)).toMatchObject({ status: 0 });
      writeFileSync(join(cwd, 'in.jsonl'), record.replace('30', '31'));
      expect(await extract(cwd, 'in.jsonl', '--out', 'units/', '--format', format)).toMatchObject({ status: 0 });
      expect(readFileSync(join(cwd, `units/a.${format}`), 'utf8')).toContain('31 cm');
    }
  });
});

describe('ku extract reads nothing that it writes', () => {
  it.each([
    [['.', '--out', 'units/'], '1 file'],
    [['**/*.js*', '--out', 'units/'], '1 file'],
    [['.', '--out', 'units.jsonl'], '1 file'],
  ])('%j', async (args, files) => {
    const cwd = sceneWith({ 'in.jsonl': record });
    const first = await extract(cwd, ...args);
    const second = await extract(cwd, ...args);
    expect([first.status, second.status]).toEqual([0, 0]);
    expect(first.stderr).not.toContain('left out');
    expect(second.stderr).toContain(`${args[0]}: ${files} left out: they are what is written`);
    expect(second.stderr).toContain('1 document · ');
  });

  it('but for a folder that is named itself', async () => {
    const cwd = sceneWith({ 'in/a.txt': 'Kelp grows 30 cm a day.' });
    expect(await extract(cwd, 'in', '--out', 'in/')).toMatchObject({ status: 0 });
    const { stderr } = await extract(cwd, 'in', '--out', 'in/');
    expect(stderr).toContain('no-text: in/a.json');
  });
});

it('a report that cannot be written leaves nothing of the units behind', async () => {
  const cwd = sceneWith({ 'in.jsonl': record });
  for (const out of ['units.jsonl', 'units/']) {
    expect(await extract(cwd, 'in.jsonl', '--out', out, '--report', 'in.jsonl/r.json')).toMatchObject({ status: 2 });
  }
  expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
