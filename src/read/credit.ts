import { normaliseLine } from '../text/normalise.ts';
import type { Credit } from '../types/document.ts';
import type { Lookup } from './fields.ts';

/** Credit under its usual names; what has no sound form (a year that is none, a DOI that is none) is left out. */
export function creditFrom(lookup: Lookup): Credit {
  return {
    title: firstOf(lookup('title'), line),
    authors: firstOf(lookup('authors'), authorList) ?? [],
    year: firstOf(lookup('year'), yearOf),
    doi: firstOf(lookup('doi'), doiOf),
    url: firstOf(lookup('url'), urlOf),
    license: firstOf(lookup('license'), line),
  };
}

/** The id that the record gives itself. */
export function ownId(lookup: Lookup): string | null {
  return firstOf(lookup('id'), (value) => (Number.isFinite(value) ? String(value) : line(value)));
}

/** The field of science that the record names, as an optional property: one name, or the first of several. */
export function domainFrom(lookup: Lookup): { domain?: string } {
  const domain = firstOf(lookup('domain'), (value) => line(Array.isArray(value) ? value[0] : value));
  return domain === null ? {} : { domain };
}

function firstOf<T>(values: unknown[], read: (value: unknown) => T | null): T | null {
  for (const value of values) {
    const result = read(value);
    if (result !== null) return result;
  }
  return null;
}

function line(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return normaliseLine(value) || null;
}

/** An array of names or of objects with a name, or one string with `;` or ` and ` between the names. */
function authorList(value: unknown): string[] | null {
  const items = typeof value === 'string' ? splitNames(normaliseLine(value)) : Array.isArray(value) ? value : [value];
  const names = items.map(authorName).filter((name) => name !== null);
  return names.length === 0 ? null : names;
}

function splitNames(names: string): string[] {
  const separator = names.includes(';') ? ';' : ' and ';
  return names.split(separator).map((name) => name.trim().replace(/,$/, ''));
}

function authorName(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return line(item);
  const lower = Object.fromEntries(Object.entries(item).map(([key, value]) => [key.toLowerCase(), line(value)]));
  const { name, given, family } = lower;
  return name ?? ([given, family].filter(Boolean).join(' ') || null);
}

const earliestYear = 1000;
const latestYear = 2999;

/** A year as a number or a string, or the year of a date: the first four digits that stand alone, or those of YYYYMMDD. */
function yearOf(value: unknown): number | null {
  const digits = /(?<![0-9])([12][0-9]{3})(?:[0-9]{4})?(?![0-9])/.exec(
    typeof value === 'number' || typeof value === 'string' ? String(value) : '',
  );
  const year = Number(digits?.[1]);
  return year >= earliestYear && year <= latestYear ? year : null;
}

function doiOf(value: unknown): string | null {
  const doi = line(value)
    ?.replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//i, '')
    .replace(/^doi:\s?/i, '');
  return doi !== undefined && /^10\.[0-9.]{4,}\/\S+$/.test(doi) ? doi : null;
}

function urlOf(value: unknown): string | null {
  const url = line(value);
  return url !== null && /^(?:https?|ftp):\/\/\S+$/i.test(url) ? url : null;
}
