/** What settings are parsed by, from text. */

import { shownAddress } from '../text/address.ts';

/** What a parser throws; who called it knows where the text came from. */
export class SettingError extends Error {}

export function oneOf<Name extends string>(...names: Name[]): (text: string) => Name {
  return (text) => {
    const found = names.find((name) => name === text);
    if (found === undefined) throw new SettingError(`is "${text}", expected one of ${names.join(', ')}`);
    return found;
  };
}

export function wholeNumber(lowest: number, highest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < lowest || value > highest) {
      throw new SettingError(`is "${text}", expected a whole number from ${lowest} to ${highest}`);
    }
    return value;
  };
}

export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new SettingError(`is "${text}", expected a number from 0 to 1`);
  return value;
}

export function positiveSeconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3600))
    throw new SettingError(`is "${text}", expected seconds, more than 0 and at most 3600`);
  return value;
}

export function dollars(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1e9))
    throw new SettingError(`is "${text}", expected US dollars, like 2.50`);
  return value;
}

/** So many documents, or a share of those that ended. */
export type FailureLimit = { documents: number } | { percent: number };

export function failureLimit(text: string): FailureLimit {
  const [, amount = '', sign = ''] = /^(\d{1,15}|\d{1,2}\.\d{1,6})(%?)$/.exec(text) ?? [];
  const value = Number(amount);
  if (sign === '%' && value <= 100) return { percent: value };
  if (amount !== '' && sign === '' && Number.isInteger(value)) return { documents: value };
  throw new SettingError(`is "${text}", expected a number of documents, or a share of them like 5%`);
}

export function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new SettingError(`is "${shownAddress(text)}", expected a URL that begins with http:// or https://`);
  }
  return text;
}

export function variableName(text: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) {
    throw new SettingError('is no name of a variable; give the name of the variable that holds the key, never the key');
  }
  return text;
}

export function byteCount(text: string): number {
  const found = /^(\d+)\s*([kMG]?)B?$/i.exec(text.trim());
  const power = { '': 0, k: 1, m: 2, g: 3 }[found?.[2]?.toLowerCase() ?? ''] ?? 0;
  const bytes = Number(found?.[1]) * 1024 ** power;
  if (!(bytes >= 1 && bytes <= 512 * 1024 ** 2))
    throw new SettingError(`is "${text}", expected a size like 10M, up to 512M`);
  return bytes;
}

export function someText(text: string): string {
  if (text === '') throw new SettingError('is empty');
  return text;
}

/** `false` turns it off, in `ku.yaml` and the environment; the flag for that is --no-cache. */
export const folderOrFalse = (text: string): string | false | null => (text === 'false' ? false : someText(text));

export function sectionNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === ''))
    throw new SettingError(`is "${text}", expected names with commas between them`);
  return names;
}
