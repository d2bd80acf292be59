import { KuError } from '../errors.ts';
import { endpointSettings } from './endpoint-settings.ts';
import { extractionSettings } from './extraction-settings.ts';
import { SettingError } from './parsers.ts';
import { readingSettings } from './reading-settings.ts';
import { runSettings } from './run-settings.ts';

/**
 * Every setting, once: flags, environment, `ku.yaml`, help and the table in the README derive from here.
 * The key is the name in `ku.yaml` and, behind two dashes, the flag.
 */
export const settingsTable = { ...endpointSettings, ...extractionSettings, ...runSettings, ...readingSettings };

export type SettingName = keyof typeof settingsTable;
export type Settings = { [Name in SettingName]: (typeof settingsTable)[Name]['value'] };
export const settingNames = Object.keys(settingsTable) as SettingName[];

/** Reads a value and says where it stood when it is wrong. */
export function parseSetting<Name extends SettingName>(name: Name, text: string, origin: string): Settings[Name] {
  try {
    return settingsTable[name].parse(text) as Settings[Name];
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new KuError(
      'config',
      `${origin} ${error.message}`,
      `correct ${origin}; ku extract --help lists the settings`,
    );
  }
}
