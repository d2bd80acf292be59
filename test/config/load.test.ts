import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { temporaryFolders } from '../support/folder.ts';

const folder = temporaryFolders();

function folderWith(yaml: string): { root: string; inner: string } {
  const root = folder();
  const inner = join(root, 'a', 'b');
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(root, 'ku.yaml'), yaml);
  return { root, inner };
}

describe('settings', () => {
  it('take a flag over the environment over the nearest ku.yaml over the default', async () => {
    const { inner } = folderWith('concurrency: 3\nmodel: from-file\n');
    expect((await loadSettings({}, {}, folder())).concurrency).toBe(16);
    expect((await loadSettings({}, {}, inner)).concurrency).toBe(3);
    expect((await loadSettings({}, { KU_CONCURRENCY: '5' }, inner)).concurrency).toBe(5);
    expect((await loadSettings({ concurrency: '7' }, { KU_CONCURRENCY: '5' }, inner)).concurrency).toBe(7);
    expect((await loadSettings({}, { KU_MODEL: '' }, inner)).model).toBe('from-file');
  });

  it('take the nearest file alone', async () => {
    const { inner } = folderWith('concurrency: 3\nmodel: far\n');
    writeFileSync(join(inner, 'ku.yaml'), 'concurrency: 4\n');
    expect(await loadSettings({}, {}, inner)).toMatchObject({ concurrency: 4, model: null });
  });

  it('take prices from the file alone, and cached input at the price of input where it has none', async () => {
    const { inner } = folderWith(
      'prices: {gpt-4.1-mini: {input: 0.4, cachedInput: 0.1, output: 1.6}, m: {input: 1, output: 2}}',
    );
    expect((await loadSettings({}, {}, inner)).prices).toEqual({
      'gpt-4.1-mini': { input: 0.4, cachedInput: 0.1, output: 1.6 },
      m: { input: 1, cachedInput: 1, output: 2 },
    });
    expect((await loadSettings({}, {}, folder())).prices).toEqual({});
  });

  const wrong: [string, string, string, string][] = [
    ['an unknown key', 'concurency: 3', 'unknown key: concurency', 'it may hold engine'],
    ['a key in another spelling', 'baseUrl: http://x/v1', 'unknown key: baseUrl', 'did you mean base-url?'],
    ['a value of a wrong kind', 'model: [a, b]', 'model in', 'write model: value'],
    ['a value that is wrong', 'engine: magic', 'expected one of auto, openai, offline', 'correct engine in'],
    ['no YAML', 'model: "unclosed', 'is not YAML', 'correct the line'],
    ['a list', '- model', 'holds no settings', 'name: value'],
    ['prices that are none', 'prices: 3', 'prices in', 'prices: {gpt-4.1-mini:'],
    ['a price that is none', 'prices: {m: 3}', 'prices.m in', 'per million tokens'],
    ['a price in words', 'prices: {m: {input: a, output: 1}}', 'prices.m.input in', 'per million tokens'],
    ['a price below nothing', 'prices: {m: {input: 1, output: -1}}', 'prices.m.output in', 'per million tokens'],
    ['a price that is missing', 'prices: {m: {input: 1}}', 'output in', 'per million tokens'],
    ['a price of something else', 'prices: {m: {input: 1, out: 1}}', 'prices.m.out', 'cachedInput'],
  ];
  for (const [name, yaml, message, hint] of wrong) {
    it(`refuse a file with ${name}, and name it`, async () => {
      const { root, inner } = folderWith(yaml);
      await expect(loadSettings({}, {}, inner)).rejects.toMatchObject({
        code: 'config',
        message: expect.stringMatching(new RegExp(`${message.replaceAll(/[[\]().?]/g, '.')}`)),
        hint: expect.stringContaining(hint),
      });
      await expect(loadSettings({}, {}, inner)).rejects.toThrow(root);
    });
  }

  const values: [string, string][] = [
    ['concurrency', 'many'],
    ['concurrency', '1.5'],
    ['base-url', 'localhost:80'],
    ['base-url', 'file:///etc/passwd'],
    ['timeout', '0'],
    ['timeout', '10000'],
    ['max-bytes', '0'],
    ['max-bytes', '4T'],
    ['gate', 'off'],
    ['repairs', '9'],
    ['passes', '0'],
    ['api-key-env', 'sk-this-is-a-key'],
    ['model', ''],
  ];
  for (const [name, value] of values) {
    it(`refuse --${name} "${value}"`, async () => {
      await expect(loadSettings({ [name]: value }, {}, folder())).rejects.toMatchObject({
        code: 'config',
        message: expect.stringContaining(`--${name}`),
      });
    });
  }

  it('do not repeat what was given as the name of a key, for it may be one', async () => {
    await expect(loadSettings({ 'api-key-env': 'sk-secret' }, {}, folder())).rejects.not.toThrow('sk-secret');
  });

  it('read sizes', async () => {
    expect((await loadSettings({ 'max-bytes': '5 kB' }, {}, folder()))['max-bytes']).toBe(5120);
    expect((await loadSettings({ 'max-bytes': '2M' }, {}, folder()))['max-bytes']).toBe(2 * 1024 ** 2);
  });
});
