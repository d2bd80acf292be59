import { type SettingName, settingsTable } from '../config/settings.ts';

export type OptionDefinition = { flags: string; description: string };

export const settingOptions = (names: SettingName[]): OptionDefinition[] =>
  names.map((name) => {
    const { argument, description, environment, fallback } = settingsTable[name];
    const also = environment === null ? '' : `, or ${environment}`;
    return { flags: `--${name} <${argument}>`, description: `${description} (default: ${fallback}${also})` };
  });

export const reading: SettingName[] = ['text-field', 'input-format', 'max-bytes'];
export const pacing: SettingName[] = ['rpm', 'tpm', 'max-wait', 'max-retries', 'timeout'];

export const noCache: OptionDefinition = { flags: '--no-cache', description: 'ask anew, and keep no answer' };
