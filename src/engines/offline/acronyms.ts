import { splitAsides, type Token, tokenize } from './tokens.ts';

/** A short form with its long form as it stands before or inside the brackets. */
export type Acronym = { short: string; long: string };

const shortPattern = /^(?=.*\p{Lu})[\p{L}][\p{L}\p{N}-]{1,9}$/u;

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

/** Words before an aside, back to the last punctuation mark. */
function wordsBefore(outside: Token[], after: number): string[] {
  const words: string[] = [];
  for (let at = after; at >= 0 && words.length < 20; at--) {
    const text = outside[at]?.text ?? '';
    if (!/[\p{L}\p{N}]/u.test(text)) break;
    words.unshift(text);
  }
  return words;
}

/** All acronyms that a sentence defines: "long form (SF)", "long form (SF, …)", "SF (long form)". */
export function acronymsOf(sentence: string): Acronym[] {
  const { outside, asides } = splitAsides(tokenize(sentence));
  return asides.flatMap(({ after, tokens }) => {
    const inner = tokens.map((token) => token.text);
    const before = wordsBefore(outside, after);
    const first = inner[0] ?? '';
    if (shortPattern.test(first) && (inner.length === 1 || /^[,;]$/.test(inner[1] ?? ''))) {
      const long = longForm(first, before);
      return long ? [{ short: first, long }] : [];
    }
    const last = before.at(-1) ?? '';
    if (inner.length < 2 || inner.length > 8 || !shortPattern.test(last)) return [];
    const long = longForm(last, inner);
    return long === inner.join(' ') ? [{ short: last, long }] : [];
  });
}
