import { withoutPlural } from '../text/acronyms.ts';
import { isContentWord } from '../text/words.ts';
import { singular } from './singular.ts';
import { respelled } from './spelling.ts';

/** A name as names are compared. */
export type Name = {
  /** As it is written. */
  text: string;
  /** Its words and signs as they are written, without articles; the parts of a compound one by one. */
  tokens: readonly string[];
  /** The same in lower case, letters alike, the head in the singular. */
  folded: readonly string[];
  /** All of `folded` in one: names with the same key may be one name. */
  key: string;
  /** Position of the head: the last word, or the last before "of", "for", "in" … */
  head: number;
  /** Mathematics, masked or not: it is this very string or another thing. */
  isOpaque: boolean;
};

const greek: Record<string, string> = Object.fromEntries(
  'α:alpha β:beta γ:gamma δ:delta ε:epsilon ζ:zeta η:eta θ:theta ι:iota κ:kappa λ:lambda μ:mu ν:nu ξ:xi π:pi ρ:rho σ:sigma τ:tau υ:upsilon φ:phi χ:chi ψ:psi ω:omega Γ:Gammacapital Δ:Deltacapital Θ:Thetacapital Λ:Lambdacapital Ξ:Xicapital Π:Picapital Σ:Sigmacapital Φ:Phicapital Ψ:Psicapital Ω:Omegacapital'
    .split(' ')
    .map((pair) => pair.split(':')),
);

/** A word or number with the signs that make it another one (CD4+, C++, A*, CD8−), or a sign alone. */
const pattern =
  /[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*(?:[+*#′]+|-(?=$|[\s)]))?|[^\s\p{L}\p{M}\p{N}\p{Pd}\p{Pi}\p{Pf}/'"’.,;:()[\]_{}]/gu;

const opaque = /@x(?:math|cite)|[$\\]/;
/** "MHC-Is" are several of "MHC-I". */
export const pluralNumeral = /^(?:I{1,3}|IV|VI{0,3}|IX|X)s$/;
const articles = new Set(['the', 'The', 'a', 'an', 'An']);
const links = /^(?:of|for|with|in|on|from|by|to|at|between|without|under|against|via)$/;

const memory = new Map<string, Name>();
const mostRemembered = 10_000;

/** Reads a name; the same text gives the same object for as long as it is remembered. */
export function nameOf(text: string): Name {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const name = readName(text);
  if (memory.size >= mostRemembered) memory.clear();
  memory.set(text, name);
  return name;
}

function readName(text: string): Name {
  const isOpaque = opaque.test(text);
  const spelled = text
    .normalize('NFKC')
    .replace(/[−‒–—‐‑]/g, '-')
    .replace(/['’]s(?=\s|-)/g, '')
    .replace(/&/g, ' and ')
    .replace(/[Α-Ωα-ω]/g, (letter) => (letter in greek ? `_${greek[letter]}_` : letter));
  const all = spelled.match(pattern) ?? [];
  const tokens = all.length > 1 && articles.has(all[0] ?? '') ? all.slice(1) : all;
  const head = headOf(tokens);
  const folded = tokens.map((token, at) => fold(token, at === head));
  return { text, tokens, folded, key: isOpaque ? text : folded.join(''), head, isOpaque };
}

function headOf(tokens: readonly string[]): number {
  const link = tokens.findIndex((token, at) => at > 0 && links.test(token));
  const end = link === -1 ? tokens.length : link;
  // "Phase II", "vitamin B12": what numbers a thing is not its head.
  for (let at = end - 1; at > 0; at -= 1)
    if (/^\p{L}{2,}$/u.test(tokens[at] ?? '') && !/^[IVX]+$/.test(tokens[at] ?? '')) return at;
  return 0;
}

function fold(token: string, isHead: boolean): string {
  if (pluralNumeral.test(token)) return token.slice(0, -1).toLowerCase();
  const bare = isHead && token.length > 2 ? withoutPlural(token) : token;
  const plain = withoutMarks(bare.toLowerCase());
  return respelled(isHead && !isAcronym(bare) ? singular(plain) : plain);
}

/** "Schrödinger" is also written without its dots; a short symbol with a mark, as x̄, is another one. */
const withoutMarks = (word: string): string =>
  word.length < 4 ? word : word.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

/** Two capitals and more, no blank: CNN, mRNA, ViT, LSTMs. */
export const isAcronym = (text: string): boolean =>
  text.length <= 20 && /^[\p{L}\p{N}-]{2,10}$/u.test(text) && (withoutPlural(text).match(/\p{Lu}/gu) ?? []).length >= 2;

/** A word that its own capitals or digits make a coined name: BERT, ImageNet, GPT4. A capital at its head tells nothing. */
export const isCoined = (token: string): boolean => /.\p{Lu}|\p{L}.*\p{N}/u.test(token);

/** Its words that carry content, in the form in which they are compared. */
export const contentOf = ({ folded }: Name): string[] =>
  folded.filter((word) => isContentWord(word) || word.length === 1);

const bracketed = /^(.+\S)\s*[([]([^()[\]]+)[)\]]$/u;

/** The names that a text gives: "long form (LF)" gives two, all else is one. */
export function namesIn(text: string): string[] {
  if (!text.endsWith(')') && !text.endsWith(']')) return [text];
  const [, outside, inside] = bracketed.exec(text) ?? [];
  if (outside === undefined || inside === undefined) return [text];
  const isBoth = isShortOf(inside, outside) || isShortOf(outside, inside) || isShortOfWord(inside, outside);
  return isBoth ? [outside, inside] : [text];
}

/** EEG and electroencephalography: one word that begins with the first of the letters and has the others in their order. */
function isShortOfWord(short: string, word: string): boolean {
  if (!isAcronym(short) || /\s/.test(word) || short.charAt(0).toLowerCase() !== word.charAt(0).toLowerCase())
    return false;
  let at = -1;
  return [...short.toLowerCase()].every((letter) => {
    at = word.toLowerCase().indexOf(letter, at + 1);
    return at >= 0;
  });
}

/** "E. coli" and "Escherichia coli": the same words, but for some that one name gives by a letter and a full stop. */
export function isInitialsOf(one: Name, other: Name): boolean {
  if (one.tokens.length !== other.tokens.length || one.tokens.length < 2) return false;
  const shortens = (short: Name, long: Name, at: number): boolean => {
    const letter = short.tokens[at] ?? '';
    return /^\p{Lu}$/u.test(letter) && short.text.includes(`${letter}.`) && (long.tokens[at] ?? '').startsWith(letter);
  };
  const same = one.folded.map((word, at) => word === other.folded[at]);
  return same.includes(true) && same.every((is, at) => is || shortens(one, other, at) || shortens(other, one, at));
}

/** Whether the letters of an acronym are the first letters of the words of a name, each content word being used. */
export function isShortOf(short: string, long: string): boolean {
  if (!isAcronym(short)) return false;
  const letters = withoutPlural(short)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  const words = nameOf(long).folded;
  return words.length >= 2 && spells(letters, words);
}

function spells(letters: string, words: readonly string[]): boolean {
  const [word, ...rest] = words;
  if (word === undefined) return letters === '';
  if (letters !== '' && word.charAt(0) === letters.charAt(0) && spells(letters.slice(1), rest)) return true;
  return !isContentWord(word) && spells(letters, rest);
}
