import { entries, type Path, skipSpaces } from './json-locate.ts';

/** A key that an object has twice, of which JSON.parse keeps the last alone: where it stands again, and its path. */
export type KeyAgain = { offset: number; path: Path };

/** @param value what JSON.parse makes of the text */
export function keyAgain(text: string, value: unknown): KeyAgain | null {
  return keysWritten(text) === keysOf(value) ? null : searched(text, skipSpaces(text, 0), []);
}

/** How many keys the text has: quotation marks before colons. Those in strings have a backslash before them. */
function keysWritten(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (' \t\n\r'.includes(text.charAt(before)) && before > 0) before -= 1;
    if (text[before] === '"' && !isEscaped(text, before)) count += 1;
  }
  return count;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

/** Without calling itself: values may be nested deeper than the stack is. */
function keysOf(value: unknown): number {
  let count = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const values: unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += values.length;
    for (const item of values) if (typeof item === 'object') open.push(item);
  }
  return count;
}

/** No unit is nested deeper; what is has a problem of its own. */
const deepest = 64;

function searched(text: string, at: number, path: Path): KeyAgain | null {
  const opening = text[at];
  if ((opening !== '{' && opening !== '[') || path.length > deepest) return null;
  const keys = new Set<string | number>();
  for (const { key, start, value } of entries(text, at)) {
    const own = [...path, key];
    if (keys.has(key)) return { offset: start, path: own };
    keys.add(key);
    const deeper = searched(text, value, own);
    if (deeper !== null) return deeper;
  }
  return null;
}
