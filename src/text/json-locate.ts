/** Keys and places that lead from the whole of a JSON text to a part of it. */
export type Path = readonly (string | number)[];

export function skipSpaces(text: string, at: number): number {
  let index = at;
  while (' \t\n\r'.includes(text.charAt(index)) && index < text.length) index += 1;
  return index;
}

function stringEnd(text: string, at: number): number {
  let index = at + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

/** The end of the value that begins at `at`, in a text that is JSON. */
function valueEnd(text: string, at: number): number {
  let depth = 0;
  let index = at;
  while (index < text.length) {
    const character = text.charAt(index);
    if (depth === 0 && index > at && ',]} \t\n\r'.includes(character)) return index;
    if (character === '"') index = stringEnd(text, index);
    else {
      if (character === '{' || character === '[') depth += 1;
      if (character === '}' || character === ']') depth -= 1;
      index += 1;
    }
  }
  return index;
}

/** Where the entries of the list or object at `at` begin, one after the other: at its key, or at the item. */
export function* entries(text: string, at: number): Generator<{ key: string | number; start: number; value: number }> {
  const isObject = text[at] === '{';
  let index = skipSpaces(text, at + 1);
  for (let position = 0; index < text.length && text[index] !== '}' && text[index] !== ']'; position += 1) {
    const start = index;
    let key: string | number = position;
    if (isObject) {
      index = stringEnd(text, index);
      key = String(JSON.parse(text.slice(start, index)));
      index = skipSpaces(text, skipSpaces(text, index) + 1);
    }
    yield { key, start, value: index };
    index = skipSpaces(text, valueEnd(text, index));
    if (text[index] === ',') index = skipSpaces(text, index + 1);
  }
}

function entryAt(text: string, at: number, key: string | number) {
  if (text[at] !== '{' && text[at] !== '[') return null;
  for (const entry of entries(text, at)) if (entry.key === key) return entry;
  return null;
}

/**
 * Where a part of a JSON text begins (an offset in UTF-16 code units): at its key in an object, at the item in a list, and
 * at the innermost part that exists where the path leads on to nothing. The text must be JSON.
 */
export function locateInJson(text: string, path: Path): number {
  let value = skipSpaces(text, 0);
  let start = value;
  for (const key of path) {
    const entry = entryAt(text, value, key);
    if (entry === null) return start;
    start = entry.start;
    value = entry.value;
  }
  return start;
}
