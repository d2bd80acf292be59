/** Everything that normalising could change: a text without it is returned as it is. */
const changeable = /[^\t\n\x20-\x7e]|[ \t](?:\n|$)|^[ \t\n]|\n$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const removed = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]/g;

const lineEnd = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/**
 * The one form in which texts are read, hashed and compared: well-formed Unicode in NFC, lines ended by a line feed alone
 * (also where the text has CR, NEL, U+2028, U+2029, a form feed or a vertical tab), no byte-order mark, no control
 * character but line feed and tab, no blanks at the ends of lines, no blank ends. Idempotent.
 */
export function normaliseText(raw: string): string {
  if (!changeable.test(raw)) return raw;
  return raw
    .replace(removed, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .split(lineEnd)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** A normalised text on one line, its runs of blanks a single space each: for titles, names and ids. */
export function normaliseLine(raw: string): string {
  return normaliseText(raw).replace(/\s+/g, ' ');
}
