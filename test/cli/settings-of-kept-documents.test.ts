import { describe, expect, it } from 'vitest';
import type { CommandContext, FlagValues } from '../../src/cli/context.ts';
import { commands, commonOptions } from '../../src/cli/definitions.ts';
import { flagsWithoutEffect, keptDocuments, settingsWithoutEffect } from '../../src/cli/run/kept-documents.ts';
import { type Configuration, loadSettings } from '../../src/config/load.ts';
import { type SettingName, settingNames } from '../../src/config/settings.ts';
import { temporaryFolders } from '../support/folder.ts';

const newFolder = temporaryFolders();

describe('the settings that decide the units of a document', () => {
  /** What a run with these settings and flags is known by; the engine stays the same. */
  async function digestWith(changed: Partial<Configuration>, flags: FlagValues = {}): Promise<string | null> {
    const settings = { ...(await loadSettings({}, {}, newFolder())), model: 'played', ...changed };
    let digest: string | null = null;
    const answers = {
      documents: (digestOfRun: () => string | null) => {
        digest = digestOfRun();
        return null;
      },
    };
    const keeping = { identity: 'endpoint, model and prompts', keysOf: () => [] };
    const engine = { name: 'openai', model: 'played', prompt: null, keeping, extract: () => Promise.reject() };
    keptDocuments(answers, engine, settings, { flags, io: { codeDigest: 'code' } } as unknown as CommandContext);
    return digest;
  }

  it('are all of them, but those that are named as having no effect', async () => {
    const usual = await digestWith({});
    expect(usual).toMatch(/^[0-9a-f]{64}$/);
    const without: string[] = [];
    for (const name of settingNames) if ((await digestWith({ [name]: 'another' })) === usual) without.push(name);
    expect(without.sort()).toEqual([...settingsWithoutEffect].sort());
    expect(without).not.toContain('gate');
  });

  it('are all flags of the command as well, but those that are named', async () => {
    const usual = await digestWith({});
    const extractOptions = commands.find(({ name }) => name === 'extract')?.options ?? [];
    const names = [...extractOptions, ...commonOptions].map(({ flags }) => /--([a-z-]+)/.exec(flags)?.[1] ?? '');
    const own = names.filter((name) => !settingNames.includes(name as SettingName));
    const without: string[] = [];
    for (const name of own) if ((await digestWith({}, { [name]: true })) === usual) without.push(name);
    expect(without.sort()).toEqual([...flagsWithoutEffect].sort());
    expect(own.filter((name) => !without.includes(name))).toEqual(['strict']);
    expect(await digestWith({}, { 'a-new-one': true })).not.toBe(usual);
  });
});
