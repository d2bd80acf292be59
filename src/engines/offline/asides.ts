import type { Aside, Token } from './tokens.ts';
import { readUnit } from './units.ts';

const closing = new Map([
  ['(', ')'],
  ['[', ']'],
]);

/** Index of the bracket that closes each opening one; brackets without a partner are left out. One pass, linear. */
function partners(tokens: Token[]): Map<number, number> {
  const open: number[] = [];
  const pairs = new Map<number, number>();
  tokens.forEach((token, index) => {
    const { text } = token;
    if (text.length !== 1) return;
    if (text === '(' || text === '[') open.push(index);
    if (text !== ')' && text !== ']') return;
    const last = open.at(-1);
    if (last !== undefined && closing.get(tokens[last]?.text ?? '') === text) {
      open.pop();
      pairs.set(last, index);
    }
  });
  return pairs;
}

/** Most tokens of a number with its width. */
const longestNumber = 4;

/** A number with its width between brackets before a power of ten. */
function isFactor(tokens: Token[], open: number, close: number): boolean {
  const [sign, power] = tokens.slice(close + 1, close + 3);
  if (close - open > longestNumber) return false;
  const isPower = /^[×x·]$/.test(sign?.text ?? '') && /^10/.test(power?.text ?? '');
  // "(11±3) eV": the unit is that of both.
  const hasUnit = tokens[open + 2]?.text === '±' && readUnit(tokens, close + 1) !== null;
  if (!isPower && !hasUnit) return false;
  return tokens.slice(open + 1, close).every(({ text }) => /^[\d.]+$|^±$/.test(text));
}

const isQuotationMark = (text: string): boolean => text.length === 1 && '"“”„«»'.includes(text);

/** Takes bracketed matter and quotation marks out of the sentence, so that "Attention (A), which" parses like "Attention, which". */
export function splitAsides(tokens: Token[]): { outside: Token[]; asides: Aside[] } {
  const pairs = partners(tokens);
  if (pairs.size === 0) return { outside: tokens.filter(({ text }) => !isQuotationMark(text)), asides: [] };
  const outside: Token[] = [];
  const asides: Aside[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const close = pairs.get(index);
    if (close === undefined) {
      if (!isQuotationMark(token.text)) outside.push(token);
    } else {
      const inside = tokens.slice(index + 1, close);
      // "(0.46±0.11)×10-10 m": the brackets are those of the number.
      if (isFactor(tokens, index, close)) outside.push(...inside);
      else asides.push({ after: outside.length - 1, tokens: inside });
      index = close;
    }
  }
  return { outside, asides };
}
