import { longForm } from '../../text/acronyms.ts';
import { splitAsides } from './asides.ts';
import { type Token, tokenize } from './tokens.ts';

/** A short form with its long form as it stands before or inside the brackets. */
export type Acronym = { short: string; long: string };

const shortPattern = /^(?=.*\p{Lu})[\p{L}][\p{L}\p{N}-]{1,9}$/u;

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
export function acronymsOf(sentence: string, tokens: Token[] = tokenize(sentence)): Acronym[] {
  if (!sentence.includes('(')) return [];
  const { outside, asides } = splitAsides(tokens);
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
