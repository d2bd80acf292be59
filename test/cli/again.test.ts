import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { ku } from '../support/cli.ts';
import { playEndpoint } from '../support/endpoint.ts';
import { temporaryFolders } from '../support/folder.ts';
import { draftAbout } from '../support/targets.ts';

const newFolder = temporaryFolders();

/** A folder of notes, and what extracts it into `out/`. */
function world(names: string[]) {
  const cwd = newFolder();
  for (const name of names) put(name, `The ${name} kelp is blue.`);
  const extract = (...more: string[]) =>
    ku(['extract', '*.txt', '--engine', 'offline', '--out', 'out/', ...more], { cwd });
  return { cwd, put, extract, out: () => readdirSync(join(cwd, 'out')).sort() };

  function put(name: string, text: string): void {
    writeFileSync(join(cwd, `${name}.txt`), text);
  }
}

describe('a folder that is extracted again', () => {
  it('asks for new and changed documents alone, and leaves the files of the others as they are', async () => {
    const { cwd, put, out } = world(['one', 'two', 'three']);
    const endpoint = await playEndpoint((_, index) => ({
      content: JSON.stringify(draftAbout(`kelp ${'abcdefgh'[index]}`)),
    }));
    const flags = ['--base-url', endpoint.baseUrl, '--model', 'm', '--repairs', '0', '--passes', '1', '--cache', 'c'];
    const extract = () => ku(['extract', '*.txt', ...flags, '--out', 'out/'], { cwd });
    await extract();
    const longAgo = new Date('2020-01-01');
    for (const name of out()) utimesSync(join(cwd, 'out', name), longAgo, longAgo);
    put('two', 'The two kelps are blue now.');
    put('four', 'The four kelps are blue.');
    const { stderr } = await extract();
    await endpoint.close();
    expect(stderr).toContain('2 as before');
    expect(endpoint.asked).toHaveLength(5);
    const touched = out().filter((name) => statSync(join(cwd, 'out', name)).mtimeMs > longAgo.getTime());
    expect(touched).toEqual(['four.json', 'two.json']);
  });

  it('does not read what it wrote itself', async () => {
    const { cwd } = world(['one', 'two']);
    const flags = ['--engine', 'offline', '--report', 'report.json', '--out'];
    for (const inputs of ['.', '**/*.*']) {
      for (const out of ['units.jsonl', 'out/']) {
        for (const time of ['first', 'again']) {
          const { status, stderr } = await ku(['extract', inputs, ...flags, out], { cwd });
          expect({ inputs, out, time, status, stderr }).toMatchObject({
            status: 0,
            stderr: expect.stringContaining('2 documents'),
          });
        }
        rmSync(join(cwd, out), { recursive: true });
      }
    }
    expect((await ku(['extract', '.', ...flags, '.', '--format', 'jsonl'], { cwd })).stderr).toContain('2 documents');
  });

  it('writes over no input, and no file twice', async () => {
    const { cwd } = world(['one']);
    const record = '{"id": "a", "text": "Kelp is blue."}';
    writeFileSync(join(cwd, 'in.jsonl'), record);
    for (const flags of [
      ['--out', 'in.jsonl'],
      ['--out', './out/../in.jsonl'],
      ['--report', join(cwd, 'in.jsonl')],
      ['--out', 'a.json', '--report', './a.json'],
    ]) {
      const { status, stderr } = await ku(['extract', 'in.jsonl', '--engine', 'offline', ...flags], { cwd });
      expect({ flags, status }).toEqual({ flags, status: 2 });
      expect(stderr).toContain('name another file');
      expect(readFileSync(join(cwd, 'in.jsonl'), 'utf8')).toBe(record);
    }
  });

  it('keeps what is left over, and with --prune removes and names it', async () => {
    const { cwd, extract, out } = world(['one', 'two', 'three']);
    await extract();
    rmSync(join(cwd, 'two.txt'));
    await extract();
    expect(out()).toEqual(['one.json', 'three.json', 'two.json']);
    const { status, stderr } = await extract('--prune');
    expect(status).toBe(0);
    expect(stderr.match(/^removed.*$/gm)).toEqual([expect.stringContaining('two.json')]);
    expect(out()).toEqual(['one.json', 'three.json']);
  });

  it('removes no file that is not as ku wrote it', async () => {
    const { cwd, extract, out } = world(['one', 'two', 'three']);
    await extract();
    const inOut = (name: string) => join(cwd, 'out', name);
    const written = readFileSync(inOut('two.json'), 'utf8');
    const [unit] = JSON.parse(written) as [Unit];
    writeFileSync(inOut('notes.json'), '{"mine": true}');
    writeFileSync(inOut('empty.json'), '[]\n');
    writeFileSync(inOut('broken.json'), written.slice(0, 100));
    writeFileSync(inOut('copy-of-two.json'), written);
    writeFileSync(inOut('two.jsonl'), `${JSON.stringify(unit)}\n`);
    writeFileSync(
      inOut('three.json'),
      readFileSync(inOut('three.json'), 'utf8').replace('"summary": null', '"summary": "Mine."'),
    );
    const strangers = out().filter((name) => name !== 'one.json' && name !== 'two.json');
    for (const name of ['two.txt', 'three.txt']) rmSync(join(cwd, name));
    const { stderr } = await extract('--prune');
    expect(out()).toEqual([...strangers, 'one.json'].sort());
    expect(stderr.match(/^removed/gm)).toHaveLength(1);
  });

  it('removes nothing of documents that failed, and nothing at all where an input was not read', async () => {
    const { cwd, put, extract, out } = world(['one', 'two', 'three']);
    await extract();
    rmSync(join(cwd, 'three.txt'));
    put('two', '');
    put('binary', '\0\0\0\0');
    const unread = await extract('--prune');
    expect(unread.stderr).toContain('nothing is removed');
    expect(out()).toEqual(['one.json', 'three.json', 'two.json']);
    rmSync(join(cwd, 'binary.txt'));
    await extract('--prune');
    expect(out()).toEqual(['one.json', 'two.json']);
  });

  it('is a usage error where it would remove too much', async () => {
    const { cwd, extract } = world(['one']);
    expect(await extract('--prune', '--limit', '1')).toMatchObject({ status: 2 });
    const toFile = await ku(['extract', '*.txt', '--engine', 'offline', '--out', 'u.jsonl', '--prune'], { cwd });
    expect(toFile).toMatchObject({ status: 2, stderr: expect.stringContaining('--prune needs a folder') });
    expect(readdirSync(cwd).filter((name) => name.startsWith('.') || name.startsWith('u.'))).toEqual([]);
  });
});
