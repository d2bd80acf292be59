import { type SettingName, settingsTable } from '../config/settings.ts';

export type OptionDefinition = { flags: string; description: string };

export const inputsHelp = 'files, folders, globs, or - for standard input';

export const settingOptions = (names: SettingName[]): OptionDefinition[] =>
  names.map((name) => {
    const { argument, description, environment, fallback } = settingsTable[name];
    const also = environment === null ? '' : `, or ${environment}`;
    return { flags: `--${name} <${argument}>`, description: `${description} (default: ${fallback}${also})` };
  });

export const reading: SettingName[] = ['text-field', 'input-format', 'max-bytes'];
const pacing: SettingName[] = ['rpm', 'tpm', 'max-wait', 'max-retries', 'timeout'];

/** Of a command that asks a model: whom, how fast, for how much, and where answers are kept. */
const asking: SettingName[] = [
  'base-url',
  'model',
  'api-key-env',
  'concurrency',
  ...pacing,
  'max-cost',
  'max-tokens',
  'cache',
];

export const noCache: OptionDefinition = { flags: '--no-cache', description: 'ask and do anew, and keep nothing' };

/** Of a command that asks a model about units. */
export const modelOptions: OptionDefinition[] = [...settingOptions(asking), noCache];

/** Of a command that reads documents and asks a model about them. */
export const askingOptions: OptionDefinition[] = [...settingOptions(reading), ...modelOptions];
