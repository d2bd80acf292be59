/** A token: a word, a number, or one punctuation mark, with its place in the sentence in UTF-16 code units. */
export type Token = { text: string; start: number; end: number };

/** What stood between brackets: its tokens, and the index of the token outside that it follows (-1 at the start). */
export type Aside = { after: number; tokens: Token[] };

/** Words keep inner hyphens, points and slashes: "vision-language", "v0.3", "mg/L"; formulas and addresses are one token. */
const tokenPattern =
  /https?:\/\/[^\s]+|\$[^$\n]{1,80}\$|@[a-z]{2,12}\d{0,5}|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\\[a-zA-Z]+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-‐‑–−'’./_&+][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*|--|[^\s]/gu;

const clitic = /['’]s$/u;

export function tokenize(sentence: string): Token[] {
  const tokens: Token[] = [];
  for (const match of sentence.matchAll(tokenPattern)) {
    const text = match[0];
    const start = match.index;
    if (text.length > 2 && clitic.test(text)) {
      const cut = start + text.length - 2;
      tokens.push({ text: text.slice(0, -2), start, end: cut }, { text: "'s", start: cut, end: cut + 2 });
    } else {
      tokens.push({ text, start, end: start + text.length });
    }
  }
  return tokens;
}

const closing: Record<string, string> = { '(': ')', '[': ']' };

/** Index of the bracket that closes each opening one; brackets without a partner are left out. One pass, linear. */
function partners(tokens: Token[]): Map<number, number> {
  const open: number[] = [];
  const pairs = new Map<number, number>();
  tokens.forEach((token, index) => {
    if (token.text in closing) open.push(index);
    if (token.text !== ')' && token.text !== ']') return;
    const last = open.at(-1);
    if (last !== undefined && closing[tokens[last]?.text ?? ''] === token.text) {
      open.pop();
      pairs.set(last, index);
    }
  });
  return pairs;
}

/** Takes bracketed matter out of the sentence, so that "Attention (A), which" parses like "Attention, which". */
export function splitAsides(tokens: Token[]): { outside: Token[]; asides: Aside[] } {
  const pairs = partners(tokens);
  const outside: Token[] = [];
  const asides: Aside[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const close = pairs.get(index);
    if (close === undefined) {
      outside.push(token);
    } else {
      asides.push({ after: outside.length - 1, tokens: tokens.slice(index + 1, close) });
      index = close;
    }
  }
  return { outside, asides };
}
