import { type Written, wordIn, writtenOf } from './proxies.ts';

/** A token: a word, a number, or one punctuation mark, with its place in the sentence in UTF-16 code units, and what is known of it. */
export type Token = { text: string; start: number; end: number; written: Written };

export const tokenOf = (text: string, start: number, end: number): Token => ({
  text,
  start,
  end,
  written: writtenOf(text),
});

function cutOut(sentence: string, start: number, end: number): Token {
  const written = wordIn(sentence, start, end);
  return { text: written.text, start, end, written };
}

/** What stood between brackets: its tokens, and the index of the token outside that it follows (-1 at the start). */
export type Aside = { after: number; tokens: Token[] };

/** Words keep inner hyphens, points and slashes: "vision-language", "v0.3", "mg/L"; formulas and addresses are one token. */
const tokenPattern =
  /https?:\/\/[^\s]+|\$[^$\s](?:[^$\n]{0,78}[^$\s])?\$(?!\d)|@[a-z]{2,12}\d{0,5}|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\\[a-zA-Z]+|\p{Lu}[\p{L}\p{N}]{0,5}[+∞](?![\p{L}\p{N}])|[cgmnp]\.[\d_+*-]{1,12}[ACGTU]{1,8}>[ACGTU]{1,8}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-‐‑–−'’./_&+][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*|--|\.\d+|[^\s]/gu;

/** "X's", and the contractions of running text: "haven't", "they've". */
const clitic = /(?:['’](?:s|ve|re|ll|d|m)|n['’]t)$/iu;

/** What each character of ASCII is to the tokenizer. */
const kinds = { other: 0, letter: 1, digit: 2, blank: 3, alone: 4, stop: 5 } as const;

const kindOf = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) return kinds.letter;
  if (/[0-9]/.test(character)) return kinds.digit;
  if (character === ' ') return kinds.blank;
  if (',;()'.includes(character)) return kinds.alone;
  return character === '.' ? kinds.stop : kinds.other;
});

const kindAt = (text: string, at: number): number => {
  if (at >= text.length) return kinds.blank;
  const code = text.charCodeAt(at);
  return code < 128 ? (kindOf[code] as number) : kinds.other;
};

/** Where a word of plain letters and digits ends that begins here; -1 for all that only the pattern can tell. */
function plainEnd(text: string, start: number): number {
  const first = kindAt(text, start);
  if (first === kinds.alone) return start + 1;
  if (first !== kinds.letter && first !== kinds.digit) return -1;
  let end = start + 1;
  let next = kindAt(text, end);
  while (next === kinds.letter || next === kinds.digit) next = kindAt(text, ++end);
  if (next === kinds.blank) return end;
  if (first === kinds.digit) return -1;
  return next === kinds.alone || (next === kinds.stop && kindAt(text, end + 1) === kinds.blank) ? end : -1;
}

export function tokenize(sentence: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sentence.length; ) {
    const end = plainEnd(sentence, at);
    if (end > 0) {
      tokens.push(cutOut(sentence, at, end));
      at = end;
    } else if (kindAt(sentence, at) === kinds.blank) at++;
    else at = matchFrom(sentence, at, tokens);
  }
  return tokens;
}

/** The next token by the pattern; where it ends. */
function matchFrom(sentence: string, from: number, tokens: Token[]): number {
  tokenPattern.lastIndex = from;
  const match = tokenPattern.exec(sentence);
  if (match === null) return sentence.length;
  const text = match[0];
  const start = match.index;
  const end = start + text.length;
  const tail = text.length > 2 ? clitic.exec(text)?.[0] : undefined;
  if (tail === undefined || tail.length >= text.length) {
    tokens.push(cutOut(sentence, start, end));
    return end;
  }
  const cut = end - tail.length;
  const shown = tail.toLowerCase().replace('’', "'");
  tokens.push(cutOut(sentence, start, cut), tokenOf(shown, cut, end));
  return end;
}
