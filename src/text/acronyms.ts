/** "VLMs" abbreviates like "VLM". */
export const withoutPlural = (short: string): string => (/[\p{Lu}\d]s$/u.test(short) ? short.slice(0, -1) : short);

/**
 * Schwartz and Hearst (2003): letters of the short form are found right to left in the words before it, the first of
 * them at the start of a word; at most min(n + 5, 2n) words are looked at for n letters.
 */
export function longForm(short: string, words: string[]): string | null {
  const letters = withoutPlural(short)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  const window = words.slice(-Math.min(letters.length + 5, letters.length * 2));
  const text = window.join(' ').toLowerCase();
  let at = text.length - 1;
  for (let letter = letters.length - 1; letter >= 0; letter--) {
    const wanted = letters[letter];
    while (at >= 0 && (text[at] !== wanted || (letter === 0 && at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? ''))))
      at--;
    if (at < 0) return null;
    at--;
  }
  const long = window.join(' ').slice(at + 1);
  const isLonger = long.split(' ').length >= 2 || long.includes('-');
  return isLonger && long.length > letters.length + 2 && !/^(?:the|an?|of|and|in|for)\b/i.test(long) ? long : null;
}

/** A short form alone in its brackets, or with more behind a comma; of two words where both are capitals: "MALDI-TOF MS". */
const bracketed = /[([](\p{L}[\p{L}\p{N}-]{1,9}|[\p{Lu}\p{N}-]{2,10} [\p{Lu}\p{N}-]{2,6})[)\],;]/gu;
/** Characters before a bracket in which its long form is looked for. */
const reach = 200;

/** Where a long form stands that a text defines an acronym by, "long form (SF)", in UTF-16 code units. */
export type LongForm = { short: string; start: number; end: number };

/** "… (ABCD-4)": the number says which of several, and no word stands for it. */
function longFormOfNumbered(short: string, words: string[]): string | null {
  const letters = /^(\p{L}{2,})-\d+$/u.exec(short)?.[1];
  return letters === undefined ? null : longForm(letters, words);
}

/** "area under the receiver operating curve (AUC)": words are skipped, and each letter is the first of a word, the last one of the last. */
function longFormOfInitials(short: string, words: string[]): string | null {
  const letters = withoutPlural(short).toLowerCase();
  const window = words.slice(-letters.length - 5);
  if (!/^\p{L}{3,}$/u.test(letters) || window.at(-1)?.charAt(0).toLowerCase() !== letters.at(-1)) return null;
  let left = letters.length;
  for (let at = window.length - 1; at >= 0; at -= 1) {
    if (window[at]?.charAt(0).toLowerCase() === letters[left - 1]) left -= 1;
    if (left === 0) return /^(?:the|an?|of|and|in|for)$/i.test(window[at] ?? '') ? null : window.slice(at).join(' ');
  }
  return null;
}

const shortUnit = /\((\p{Ll}{2,5})\)/gu;
const longUnit = /(?<=\d\s)\p{Ll}+(?:[\s-]\p{Ll}+){1,4}(?=\s$)/u;

/** Where a number is followed by a unit and, in brackets, by the first letters of its words: "9 solar flux units (sfu)". */
export function unitSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const { 0: bracket, 1: short = '', index } of text.matchAll(shortUnit)) {
    const long = longUnit.exec(text.slice(Math.max(0, index - 80), index))?.[0] ?? '';
    const initials = long.split(/[\s-]/).map((word) => word.charAt(0));
    if (initials.join('') === short) spans.push({ start: index - 1 - long.length, end: index + bracket.length });
  }
  return spans;
}

/** All of a text, in order. */
export function longFormSpans(text: string): LongForm[] {
  const spans: LongForm[] = [];
  for (const found of text.matchAll(bracketed)) {
    const short = found[1] ?? '';
    if (!/\p{Lu}/u.test(short)) continue;
    const end = text.slice(0, found.index).trimEnd().length;
    const stretch = text.slice(Math.max(0, end - reach), end);
    const clause = stretch.slice(
      Math.max(...['. ', ', ', '; ', ': ', '('].map((mark) => stretch.lastIndexOf(mark) + mark.length), 0),
    );
    const before = clause.split(/\s+/).filter((word) => word !== '');
    const long = longForm(short, before) ?? longFormOfNumbered(short, before) ?? longFormOfInitials(short, before);
    if (long === null) continue;
    // Blanks may differ between the text and the words joined: the span begins where as many words do.
    const words = [...clause.matchAll(/\S+/g)];
    const first = words.at(-long.split(' ').length);
    if (first !== undefined) spans.push({ short, start: end - clause.length + first.index, end });
  }
  return spans;
}
