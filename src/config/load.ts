import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Document } from 'yaml';
import { KuError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';
import type { Prices } from '../types/price.ts';
import { parsePrices } from './prices.ts';
import { parseSetting, type SettingName, type Settings, settingNames, settingsTable } from './settings.ts';

export type Environment = Record<string, string | undefined>;
/** The flags that were given, as text. */
export type Flags = Partial<Record<SettingName, string>>;

/** What a run is set to: every setting, and what `ku.yaml` alone can hold. */
export type Configuration = Settings & { prices: Prices };

type FileSettings = { scalars: Map<string, string>; prices: Prices };

const fileName = 'ku.yaml';
const fileLimit = 1024 ** 2;

/** Flag over environment over the nearest `ku.yaml` over default. Throws KuError('config') that names the place. */
export async function loadSettings(flags: Flags, env: Environment, cwd: string): Promise<Configuration> {
  const file = await nearestFile(cwd);
  const { scalars, prices } = file === null ? noSettings() : await readSettingsFile(file);
  const entries = settingNames.map((name) => [name, settingOf(name, flags, env, scalars, file ?? fileName)]);
  return { ...(Object.fromEntries(entries) as Settings), prices };
}

function settingOf(name: SettingName, flags: Flags, env: Environment, fromFile: Map<string, string>, file: string) {
  const flag = flags[name];
  if (flag !== undefined) return parseSetting(name, flag, `--${name}`);
  const { environment, value } = settingsTable[name];
  const variable = environment === null ? undefined : env[environment];
  if (environment !== null && variable !== undefined && variable !== '')
    return parseSetting(name, variable, environment);
  const entry = fromFile.get(name);
  return entry === undefined ? value : parseSetting(name, entry, `${name} in ${file}`);
}

const noSettings = (): FileSettings => ({ scalars: new Map(), prices: {} });

async function nearestFile(from: string): Promise<string | null> {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, fileName);
    const found = await stat(candidate).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw new KuError('config', `${candidate} can't be read: ${error.message}`, 'mend its permissions, or remove it');
    });
    if (found?.isFile()) {
      if (found.size > fileLimit)
        throw new KuError('config', `${candidate} is larger than 1 MB`, 'is it the right file?');
      return candidate;
    }
    if (dirname(folder) === folder) return null;
  }
}

async function readSettingsFile(file: string): Promise<FileSettings> {
  const { parseDocument } = await import('yaml');
  const text = await readFile(file, 'utf8');
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    // What follows is the line itself, which may hold a password.
    const [said = ''] = error.message.split('\n');
    throw new KuError('config', `${file} is not YAML: ${said.replace(/:$/, '')}`, 'correct the line it names');
  }
  const value = document.toJS({ maxAliasCount: 0 }) as unknown;
  if (value === null) return noSettings();
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new KuError('config', `${file} holds no settings`, 'write them as lines of name: value');
  }
  const { prices, ...rest } = value as Record<string, unknown>;
  const scalars = Object.entries(rest).map(([name, entry]): [string, string] => [
    known(name, `${file}:${lineOf(name, document, text)}`),
    scalar(name, entry, file),
  ]);
  return { scalars: new Map(scalars), prices: prices === undefined ? {} : parsePrices(prices, file) };
}

/** The line that a key stands on. */
function lineOf(name: string, { contents }: Document, text: string): number {
  const pairs = contents !== null && 'items' in contents ? contents.items : [];
  for (const { key } of pairs as { key?: { value?: unknown; range?: [number, number, number] } }[])
    if (key?.range !== undefined && String(key.value) === name) return text.slice(0, key.range[0]).split('\n').length;
  return 1;
}

function known(name: string, place: string): string {
  if (settingNames.includes(name as SettingName)) return name;
  const names = [...settingNames, 'prices'];
  const meant = nearest(name, names);
  const hint = meant === null ? `it may hold ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new KuError('config', `${place} has an unknown key: ${name}`, hint);
}

function scalar(name: string, entry: unknown, file: string): string {
  if (typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean') return String(entry);
  throw new KuError('config', `${name} in ${file} is no text or number`, `write ${name}: value`);
}
