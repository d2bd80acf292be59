import { KuError } from '../errors.ts';

/**
 * Every setting, once: flags, environment, `ku.yaml`, help and the table in the README derive from here.
 * The key is the name in `ku.yaml` and, behind two dashes, the flag.
 */

type Setting<Value> = {
  argument: string;
  environment: string | null;
  /** In words, for help; `parse` is not run on it. */
  fallback: string;
  value: Value;
  description: string;
  parse: (text: string) => Value;
};

const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition;

/** What a parser throws; who called it knows where the text came from. */
class SettingError extends Error {}

function oneOf<Name extends string>(...names: Name[]): (text: string) => Name {
  return (text) => {
    const found = names.find((name) => name === text);
    if (found === undefined) throw new SettingError(`is "${text}", expected one of ${names.join(', ')}`);
    return found;
  };
}

function wholeNumber(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < lowest || value > highest) {
      throw new SettingError(`is "${text}", expected a whole number from ${lowest} to ${highest}`);
    }
    return value;
  };
}

function positiveSeconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3600))
    throw new SettingError(`is "${text}", expected seconds, more than 0 and at most 3600`);
  return value;
}

function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new SettingError(`is "${text}", expected a URL that begins with http:// or https://`);
  }
  return text;
}

function variableName(text: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) {
    throw new SettingError('is no name of a variable; give the name of the variable that holds the key, never the key');
  }
  return text;
}

function byteCount(text: string): number {
  const found = /^(\d+)\s*([kMG]?)B?$/i.exec(text.trim());
  const power = { '': 0, k: 1, m: 2, g: 3 }[found?.[2]?.toLowerCase() ?? ''] ?? 0;
  const bytes = Number(found?.[1]) * 1024 ** power;
  if (!(bytes >= 1 && bytes <= 512 * 1024 ** 2))
    throw new SettingError(`is "${text}", expected a size like 10M, up to 512M`);
  return bytes;
}

function someText(text: string): string {
  if (text === '') throw new SettingError('is empty');
  return text;
}

const nothing = null as string | null;

export const settingsTable = {
  engine: setting<'auto' | 'openai' | 'offline'>({
    argument: 'auto|openai|offline',
    environment: 'KU_ENGINE',
    fallback: 'auto: openai where a key or base URL is set, else offline with a notice',
    value: 'auto',
    description: 'what reads the passages',
    parse: oneOf('auto', 'openai', 'offline'),
  }),
  'base-url': setting({
    argument: 'URL',
    environment: 'OPENAI_BASE_URL',
    fallback: "the SDK's",
    value: nothing,
    description: 'endpoint that speaks chat completions; usually ends with /v1',
    parse: httpUrl as (text: string) => string | null,
  }),
  model: setting({
    argument: 'NAME',
    environment: 'KU_MODEL',
    fallback: 'none: it must be named for the engine openai',
    value: nothing,
    description: 'model of the endpoint',
    parse: someText as (text: string) => string | null,
  }),
  'api-key-env': setting({
    argument: 'NAME',
    environment: null,
    fallback: 'OPENAI_API_KEY',
    value: 'OPENAI_API_KEY',
    description: 'name of the environment variable that holds the key',
    parse: variableName,
  }),
  concurrency: setting({
    argument: 'N',
    environment: 'KU_CONCURRENCY',
    fallback: '16',
    value: 16,
    description: 'documents worked on at the same time',
    parse: wholeNumber(1, 4096),
  }),
  prompt: setting({
    argument: 'ID|FILE',
    environment: null,
    fallback: 'the newest released',
    value: nothing,
    description: 'extraction prompt',
    parse: someText as (text: string) => string | null,
  }),
  structured: setting<'auto' | 'schema' | 'object' | 'text'>({
    argument: 'auto|schema|object|text',
    environment: null,
    fallback: 'auto: the first of schema, object, text that the endpoint takes',
    value: 'auto',
    description: "how the answer's form is asked for",
    parse: oneOf('auto', 'schema', 'object', 'text'),
  }),
  gate: setting<'fail' | 'warn'>({
    argument: 'fail|warn',
    environment: null,
    fallback: 'fail: what fails a check after repair is dropped and listed',
    value: 'fail',
    description: 'what happens to facts that fail; warn publishes them with their findings',
    parse: oneOf('fail', 'warn'),
  }),
  repairs: setting({
    argument: 'N',
    environment: null,
    fallback: '3',
    value: 3,
    description: 'rounds of repair per passage: facts that fail go back to the model',
    parse: wholeNumber(0, 3),
  }),
  passes: setting({
    argument: 'N',
    environment: null,
    fallback: '2',
    value: 2,
    description: 'passes over a passage; 1 is no second look at what no fact says',
    parse: wholeNumber(1, 3),
  }),
  timeout: setting({
    argument: 'SECONDS',
    environment: null,
    fallback: '120',
    value: 120,
    description: 'how long to wait for an answer',
    parse: positiveSeconds,
  }),
  'text-field': setting({
    argument: 'NAME',
    environment: null,
    fallback: 'found by its usual names',
    value: nothing,
    description: 'column or key that holds the text of a record',
    parse: someText as (text: string) => string | null,
  }),
  'input-format': setting({
    argument: 'NAME',
    environment: null,
    fallback: "by the file's ending; standard input by its first characters",
    value: nothing,
    description: 'format of the inputs: txt, md, jsonl, json, csv, tsv',
    parse: someText as (text: string) => string | null,
  }),
  'max-bytes': setting({
    argument: 'SIZE',
    environment: null,
    fallback: '10M',
    value: 10 * 1024 ** 2,
    description: 'size of one document above which it is a named failure',
    parse: byteCount,
  }),
};

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
