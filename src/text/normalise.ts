/** Characters that may have to change; plain ASCII has none of them. */
const unusual = /[^\t\n\x20-\x7e]/;

const blankBeforeLineEnd = /[ \t]\n/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const removed = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]/g;

const lineEnd = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;

/**
 * The one form in which texts are read, hashed and compared: well-formed Unicode in NFC, lines ended by a line feed alone
 * (also where the text has CR, NEL, U+2028, U+2029, a form feed or a vertical tab), no byte-order mark, no control
 * character but line feed and tab, no blanks at the ends of lines, no blank ends. Idempotent.
 */
export function normaliseText(raw: string): string {
  const text = raw.trim();
  if (!unusual.test(text) && !(text.includes('\n') && blankBeforeLineEnd.test(text))) return text;
  return text
    .replace(removed, '')
    .toWellFormed()
    .normalize('NFC')
    .split(lineEnd)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** A normalised text on one line, its runs of blanks a single space each: for titles, names and ids. */
export function normaliseLine(raw: string): string {
  const text = normaliseText(raw);
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text;
}
