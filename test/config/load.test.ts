import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { type SettingName, settingNames, settingsTable } from '../../src/config/settings.ts';
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

  /** Values that differ from each other and from the default: of the file, the environment, the flag. */
  const samples: Record<SettingName, [string, string, string]> = {
    engine: ['offline', 'openai', 'offline'],
    'base-url': ['http://a/v1', 'http://b/v1', 'http://c/v1'],
    model: ['a', 'b', 'c'],
    'api-key-env': ['A_KEY', 'B_KEY', 'C_KEY'],
    concurrency: ['3', '5', '7'],
    rpm: ['3', '5', '7'],
    tpm: ['3', '5', '7'],
    'max-wait': ['3', '5', '7'],
    'max-retries': ['3', '5', '7'],
    prompt: ['extract.v1', 'b.md', 'c.md'],
    structured: ['text', 'object', 'schema'],
    gate: ['warn', 'fail', 'warn'],
    repairs: ['1', '2', '0'],
    passes: ['1', '3', '1'],
    'min-confidence': ['0.1', '0.2', '0.3'],
    'passage-words': ['100', '110', '120'],
    'context-words': ['100', '110', '120'],
    sections: ['abstract', 'methods', 'results'],
    mode: ['sequential', 'parallel', 'sequential'],
    workers: ['1', '2', '3'],
    timeout: ['3', '5', '7'],
    cache: ['/a', '/b', '/c'],
    'max-cost': ['3', '5', '7'],
    'max-tokens': ['3', '5', '7'],
    'max-failures': ['3', '5', '7%'],
    'text-field': ['a', 'b', 'c'],
    'input-format': ['md', 'csv', 'json'],
    'max-bytes': ['3M', '5M', '7M'],
  };
  for (const name of settingNames) {
    it(`take ${name} in that order, too`, async () => {
      const [ofFile, ofEnvironment, ofFlag] = samples[name];
      const { inner } = folderWith(`${name}: ${ofFile}\n`);
      const { environment, parse, value } = settingsTable[name];
      const env = environment === null ? {} : { [environment]: ofEnvironment };
      const loaded = async (...[flags, variables, place]: Parameters<typeof loadSettings>) =>
        (await loadSettings(flags, variables, place))[name];
      expect(await loaded({}, {}, folder())).toEqual(value);
      expect(await loaded({}, {}, inner)).toEqual(parse(ofFile));
      expect(await loaded({}, env, inner)).toEqual(parse(environment === null ? ofFile : ofEnvironment));
      expect(await loaded({ [name]: ofFlag }, env, inner)).toEqual(parse(ofFlag));
      expect(parse(ofFile)).not.toEqual(value);
      expect(parse(ofEnvironment)).not.toEqual(parse(ofFile));
      expect(parse(ofFlag)).not.toEqual(parse(ofEnvironment));
    });
  }

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
    ['an unknown key', 'model: m\n# more\nsparkle: 3', 'ku.yaml:3 has an unknown key: sparkle', 'it may hold engine'],
    ['a key that is misspelt', 'model: m\nconcurency: 3', 'ku.yaml:2 has an unknown key', 'did you mean concurrency?'],
    ['a key in another spelling', 'baseUrl: http://x/v1', 'unknown key: baseUrl', 'did you mean base-url?'],
    ['a key', 'api-key: sk-123', 'unknown key: api-key', 'did you mean api-key-env?'],
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
