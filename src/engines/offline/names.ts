import { collectiveHeads, demonstratives, determiners, emptyHeads, voidHeads } from './lexicon.ts';
import { singular } from './morphology.ts';
import { headOf, type Phrase } from './phrases.ts';
import type { QuantitySpan } from './quantities.ts';
import type { Word } from './words.ts';

/** What is left of a phrase when it is made a name; `details` are modifiers that did not fit into it. */
export type Named = {
  name: string;
  head: string;
  plural: boolean;
  quantity: QuantitySpan | null;
  details: { name: string; value: string; quantity: QuantitySpan | null }[];
  negated: boolean;
};

/** Runs of up to five words are no copied wording; a hyphened word counts as its parts. */
export const nameLimit = 5;

export const countWords = (text: string): number => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').length;

const trimmable = (word: Word | undefined): boolean =>
  word !== undefined &&
  (word.tag === 'CCONJ' ||
    word.tag === 'PUNCT' ||
    word.tag === 'POSS' ||
    word.tag === 'ADV' ||
    determiners.has(word.lower));

function trimmed(words: Word[]): Word[] {
  let from = 0;
  while (trimmable(words[from])) from++;
  return words.slice(from);
}

/** Joins words with single spaces, commas and clitics closed up. */
const join = (words: Word[]): string =>
  words
    .map((word, index) => (word.text === ',' || word.tag === 'POSS' || index === 0 ? word.text : ` ${word.text}`))
    .join('');

/** Modifiers are dropped from the left until the name fits; dropped adjectives are told apart. */
function fit(words: Word[], limit: number): { words: Word[]; dropped: Word[] } {
  let rest = trimmed(words);
  const dropped: Word[] = [];
  while (rest.length > 1 && countWords(join(rest)) > limit) {
    const first = rest[0];
    const joined = rest[1]?.tag === 'CCONJ' || rest[1]?.tag === 'PUNCT';
    if (first?.tag === 'ADJ' || first?.tag === 'VERB') dropped.push(first);
    rest = trimmed(rest.slice(1));
    // What is joined to a dropped adjective goes with it.
    if (joined && rest.length > 1 && rest[0]?.tag !== 'NOUN') {
      if (rest[0]) dropped.push(rest[0]);
      rest = trimmed(rest.slice(1));
    }
  }
  return { words: rest, dropped };
}

/** "a number of stars", "one of the methods": what is meant stands after "of". */
function isCollective(phrase: Phrase): boolean {
  const head = headOf(phrase)?.lower ?? phrase.determiner ?? '';
  if (phrase.link !== 'of' || (phrase.determiner === 'the' && /^(?:number|amount|total)$/.test(head))) return false;
  return (
    phrase.of.length > 0 &&
    (phrase.words.length === 0 || collectiveHeads.has(singular(head)) || collectiveHeads.has(head))
  );
}

/** The members that a phrase stands for: itself, or what a collective head collects. */
export function spread(phrase: Phrase): Phrase[] {
  if (!isCollective(phrase)) return [phrase];
  return phrase.of
    .flatMap(spread)
    .map((member) => ({ ...member, quantity: member.quantity ?? (phrase.words.length > 0 ? phrase.quantity : null) }));
}

/** The name of one phrase, or null for a pronoun and for a head that names nothing. */
export function nameOf(phrase: Phrase, limit: number = nameLimit): Named | null {
  const head = headOf(phrase);
  if (phrase.pronoun || head === undefined || !/[\p{L}]/u.test(head.text)) return null;
  if (voidHeads.has(singular(head.lower))) return null;
  const bare = trimmed(phrase.words);
  const empty = emptyHeads.has(singular(head.lower));
  if (empty && phrase.of.length === 0 && (bare.length < 2 || demonstratives.has(phrase.determiner ?? ''))) return null;
  const of = phrase.of.length === 0 ? null : complement(phrase, limit - 2);
  const room = of ? limit - countWords(of.name) - 1 : limit;
  const fitted = fit(phrase.words, Math.max(room, 1));
  const own = join(fitted.words);
  if (own === '' || (empty && of === null && bare.length < 2)) return null;
  const whole = of && countWords(own) + countWords(of.name) + 1 <= limit + 1 ? `${own} ${phrase.link} ${of.name}` : own;
  const dropped = fitted.dropped.map((word) => word.text).join(', ');
  return {
    name: whole,
    head: singular(head.lower),
    plural: singular(head.lower) !== head.lower,
    quantity: phrase.quantity,
    details: dropped === '' ? [] : [{ name: 'characteristic', value: dropped, quantity: null }],
    negated: /^(?:no|not|neither)$/.test(phrase.determiner ?? ''),
  };
}

/** What stands after "of": one name, or two joined when they fit. */
function complement(phrase: Phrase, limit: number): { name: string; quantity: QuantitySpan | null } | null {
  const names = phrase.of.map((member) => nameOf(member, Math.max(limit, 1))).filter((named) => named !== null);
  const [first, second] = names;
  if (first === undefined || names.length < phrase.of.length) return null;
  if (second === undefined) return { name: first.name, quantity: first.quantity };
  const both = `${first.name} and ${second.name}`;
  return names.length === 2 && countWords(both) <= limit ? { name: both, quantity: null } : null;
}
