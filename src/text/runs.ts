/** Runs of letters, marks and digits, found by character codes: a pattern makes an object for each of them. */

const inRun = /[\p{L}\p{M}\p{N}]/u;

/** What each character of ASCII is: 1 a letter, 2 a digit. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9]/.test(character)) return 2;
  return /[A-Za-z]/.test(character) ? 1 : 0;
});

/** UTF-16 units of the character of a run at an offset; 0 where another one stands. */
function lengthInRun(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return kinds[code] === 0 ? 0 : 1;
  const character = String.fromCodePoint(text.codePointAt(at) ?? code);
  return inRun.test(character) ? character.length : 0;
}

/** Where the next run begins, at this offset or behind it; the length of the text where none does. */
export function startOfRun(text: string, from: number): number {
  let at = from;
  while (at < text.length && lengthInRun(text, at) === 0) at += 1;
  return at;
}

/** Where the run that begins at an offset ends. */
export function endOfRun(text: string, start: number): number {
  let at = start;
  for (let length = 1; at < text.length && length > 0; at += length) length = lengthInRun(text, at);
  return at;
}

/** Whether one of the characters is an ASCII digit. */
export function hasDigitIn(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (kinds[text.charCodeAt(at)] === 2) return true;
  return false;
}
