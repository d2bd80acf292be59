import { type Name, pluralNumeral } from './names.ts';

const spoken: Record<string, number> = Object.fromEntries(
  [
    ['zero'],
    ['one', 'first', 'single', 'mono'],
    ['two', 'second', 'double', 'dual'],
    ['three', 'third', 'triple'],
    ['four', 'fourth'],
    ['five', 'fifth'],
    ['six', 'sixth'],
    ['seven', 'seventh'],
    ['eight', 'eighth'],
    ['nine', 'ninth'],
    ['ten', 'tenth'],
  ].flatMap((words, value) => words.map((word) => [word, value])),
);

const greekLetter =
  /^(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|xi|pi|rho|sigma|tau|phi|chi|psi|omega)(?:capital)?$/;

/**
 * What tells one of several from the others, in its order: digits wherever they stand, Roman numerals, number words and
 * ordinals as numbers; single letters and names of Greek letters as letters in lower case. "Phase II" and "phase 2" agree.
 */
export function designatorsOf({ tokens, text }: Name): string[] {
  return tokens.flatMap((token, at) => (isInitial(token, text) ? [] : designatorsIn(token, at)));
}

function designatorsIn(token: string, at: number): string[] {
  const lower = token.toLowerCase();
  if (Object.hasOwn(spoken, lower)) return [String(spoken[lower])];
  const numeral = pluralNumeral.test(token) ? token.slice(0, -1) : token;
  const roman = at > 0 || token.length > 1 ? romanValue(numeral) : null;
  if (roman !== null) return [String(roman)];
  if (/^\p{L}[+*#′-]*$/u.test(token) || greekLetter.test(lower)) return [lower];
  const signs = /[\p{L}\p{N}][+*#′-]+$/u.exec(token)?.[0].slice(1);
  return [...(token.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? []), ...(signs === undefined ? [] : [signs])];
}

/** "E. coli", "J. Smith": a letter with a full stop stands for a word. */
const isInitial = (token: string, text: string): boolean => /^\p{Lu}$/u.test(token) && text.includes(`${token}.`);

const digits: Record<string, number> = { I: 1, V: 5, X: 10 };

function romanValue(numeral: string): number | null {
  if (numeral === '' || !/^X{0,3}(?:IX|IV|V?I{0,3})$/.test(numeral)) return null;
  return [...numeral].reduce((sum, letter, at) => {
    const value = digits[letter] ?? 0;
    return value < (digits[numeral[at + 1] ?? ''] ?? 0) ? sum - value : sum + value;
  }, 0);
}

/** The words that are no designators. */
export const undesignated = (name: Name): string[] =>
  name.folded.flatMap((word, at) => {
    const token = name.tokens[at] ?? '';
    if (Object.hasOwn(spoken, word) || greekLetter.test(word) || /^[IVX]+$/.test(token)) return [];
    const letters = word.replace(/[^\p{L}]/gu, '');
    return letters.length > 1 ? [letters] : [];
  });
