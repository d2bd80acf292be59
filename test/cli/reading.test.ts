import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, ku } from '../support/cli.ts';
import { temporaryFolders } from '../support/folder.ts';
import { sampleUnit } from '../support/sample-unit.ts';

const folder = temporaryFolders();

describe('ku prompt', () => {
  it('prints the messages that would be sent for each document', async () => {
    const { status, stdout } = await ku(['prompt', 'seeds']);
    expect(status).toBe(0);
    expect(stdout.match(/^=== system ===$/gm)).toHaveLength(10);
    expect(stdout).toContain('[1] Data filtering has become a powerful tool');
  });

  it('prints them as JSON, with the constant part first and the same for all', async () => {
    const { stdout } = await ku(['prompt', 'seeds', '--json']);
    const requests = jsonLines<{ role: string; content: string }[]>(stdout);
    expect(requests).toHaveLength(10);
    expect(new Set(requests.map(([first]) => first?.content)).size).toBe(1);
    expect(requests.map((messages) => messages.map(({ role }) => role))).toEqual(
      Array.from({ length: 10 }, () => ['system', 'user']),
    );
  });

  it('prints the normalised text that offsets refer to', async () => {
    const { stdout } = await ku(['prompt', '--text', '-'], { stdin: '\ufeffCafe\u0301s\r\nare open. \r\n' });
    expect(stdout).toBe('Cafés\nare open.\n');
  });

  it('prints the text of a paper, and the messages for each of its passages', async () => {
    const paper = 'test/fixtures/read/kelp.xml';
    const { stdout: text } = await ku(['prompt', paper, '--text']);
    expect(text).toContain('Results\n\nKelp grew.\n\nTable 1. Growth.\n\nSite | cm | cm\n');
    const { stdout } = await ku(['prompt', paper, '--json', '--sections', 'results', '--context-words', '5']);
    const asked = jsonLines<{ content: string }[]>(stdout).map(([, user]) => user?.content.split('\n').slice(3, -1));
    expect(asked.slice(0, 2)).toEqual([
      [
        'Title: Kelp on cold shores: a survey',
        'Section: Results',
        'Kind: prose',
        'Names in use: (none)',
        'Before: (none)',
        'Target:',
        '[1] Kelp grew.',
        'After: (none)',
      ],
      expect.arrayContaining(['Kind: caption', '[1] Table 1. Growth.']),
    ]);
  });

  it('goes back to an older prompt for whole texts or for passages', async () => {
    const paper = 'test/fixtures/read/kelp.xml';
    const ofSecond = 'Each fact is read alone';
    const asked = async (input: string, ...prompt: string[]) =>
      (await ku(['prompt', input, '--json', ...prompt])).stdout;
    for (const [input, older, other] of [
      ['seeds', 'extract.v1', 'passage.v1'],
      [paper, 'passage.v1', null],
    ] as const) {
      expect(await asked(input)).toContain(ofSecond);
      expect(await asked(input, '--prompt', older)).not.toContain(ofSecond);
      if (other !== null) expect(await asked(input, '--prompt', other)).toContain(ofSecond);
    }
  });

  it('takes a prompt of your own, and refuses one that is wrong', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'own.md'), '---\nid: own\n---\n# system\nNothing.\n');
    const { status, stderr } = await ku(['prompt', '-', '--prompt', 'own.md'], { cwd, stdin: 'Kelp is blue.' });
    expect(status).toBe(2);
    expect(stderr).toContain('own.md');
  });
});

describe('ku schema', () => {
  it('prints the published files, the unit first', async () => {
    const unit = readFileSync(new URL('../../schemas/unit.v1.json', import.meta.url), 'utf8');
    expect((await ku(['schema'])).stdout).toBe(unit);
    expect((await ku(['schema', 'unit'])).stdout).toBe(unit);
    expect(JSON.parse((await ku(['schema', 'draft'])).stdout).title).toContain('draft');
    expect(JSON.parse((await ku(['schema', 'evaluation'])).stdout).title).toContain('evaluation');
    expect(await ku(['schema', 'uni'])).toMatchObject({ status: 2, stderr: expect.stringContaining('unit, draft') });
  });
});

describe('ku validate', () => {
  it('says file, line, pointer, what is wrong and what is expected', async () => {
    const cwd = folder();
    const broken = { ...sampleUnit(), extra: 1 };
    writeFileSync(join(cwd, 'units.jsonl'), `${JSON.stringify(sampleUnit())}\n${JSON.stringify(broken)}\n`);
    const { status, stdout, stderr } = await ku(['validate', 'units.jsonl'], { cwd });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/units\.jsonl:2:\d+ \/extra: unknown-key: .*; expected /);
    expect(stderr).toMatch(/units\.jsonl:2:\d+ \/id: duplicate-id: /);
    expect(stderr).toContain('2 units in 1 file: 2 problems');
  });

  it('says the same to machines', async () => {
    const { status, stdout, stderr } = await ku(['validate', '-', '--json', '--quiet'], { stdin: '{"schema":"ku/1"}' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(jsonLines(stdout)).toContainEqual(
      expect.objectContaining({ file: '-', pointer: '/id', code: 'missing-key' }),
    );
  });

  it('could not start without its input', async () => {
    expect(await ku(['validate', 'nowhere.jsonl'])).toMatchObject({ status: 2, stdout: '' });
    expect(await ku(['validate'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no input') });
  });
});
