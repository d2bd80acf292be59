import { headOf, type Phrase } from './phrases.ts';
import { isTimeUnit } from './units.ts';
import type { Word } from './words.ts';

/** "the form and size of the film", where no verb parts them. */
export function shareComplement(phrases: Phrase[], members: Phrase[]): void {
  const [only, ...others] = phrases;
  const [member] = members;
  if (only === undefined || member === undefined || others.length > 0 || members.length !== 1) return;
  const isShared =
    only.determiner === 'the' &&
    only.of.length === 0 &&
    only.quantity === null &&
    !only.pronoun &&
    only.words.length === 1;
  if (
    isShared &&
    member.determiner === null &&
    member.link === 'of' &&
    member.of.length > 0 &&
    member.words.length === 1 &&
    only.words[0]?.tag === 'NOUN'
  )
    phrases[0] = { ...only, of: member.of, link: 'of' };
}

export const isPluralHead = (phrase: Phrase): boolean => {
  const head = headOf(phrase);
  return head?.singular !== head?.lower;
};

/** "CAX1 and CAX2 mutations": names before "and" share the plural behind the last of them. */
function withSharedHead(phrases: Phrase[]): Phrase[] {
  const last = phrases.at(-1);
  const head = last ? headOf(last) : undefined;
  const [named] = last?.words ?? [];
  if (last === undefined || head === undefined || named === undefined || last.words.length !== 2 || phrases.length < 2)
    return phrases;
  const isShared = isCode(named) && head.tag === 'NOUN' && isPluralHead(last) && last.determiner === null;
  const areBare = phrases
    .slice(0, -1)
    .every(
      ({ words, of, quantity }) =>
        of.length === 0 &&
        quantity === null &&
        isCode(words.at(-1)) &&
        words.filter(isCode).length === 1 &&
        words.length < 3,
    );
  return isShared && areBare
    ? phrases.map((phrase) => (phrase === last ? phrase : { ...phrase, words: [...phrase.words, head] }))
    : phrases;
}

/** "CAX1", "BRCA", "x-1": a name that is no word. */
const isCode = (word: Word | undefined): boolean =>
  word !== undefined && /^\p{Lu}[\p{Lu}\d-]*\d[\p{Lu}\d-]*$|^\p{Lu}{2,}$/u.test(word.text);

/** "murine and human cells": kinds of animals before one noun. */
const isAnimal = ({ words, of }: Phrase, isAlone: boolean): boolean =>
  /^(?:human|murine|bovine|porcine|ovine|equine|canine|feline|avian|simian|mouse|rat|rodent)$/.test(
    words[0]?.lower ?? '',
  ) && (isAlone ? words.length === 1 && of.length === 0 : words.length > 1);

/** "strong 50 and 100 ms signals": a time without a noun goes with the noun behind the second. */
function withHeadOf(first: Phrase, second: Phrase): Phrase[] | null {
  const own = first.words.at(-1)?.quantity ?? null;
  const quantity = own ?? first.quantity;
  const words = own === null ? first.words : first.words.slice(0, -1);
  const unit = quantity?.quantity.unit ?? null;
  const isAlike = isTimeUnit(unit) && unit === second.quantity?.quantity.unit;
  const isOpen = first.of.length === 0 && words.every(({ tag }) => tag === 'ADJ');
  return isAlike && isOpen && second.words.length > 0 && second.determiner === null
    ? [first, second].map((phrase) => ({
        ...phrase,
        quantity: phrase === first ? quantity : phrase.quantity,
        words: [...words, ...second.words],
      }))
    : null;
}

/** "image and text data": a bare first noun shares the head of the second, and the two are one phrase. */
export function mergeShared(phrases: Phrase[]): Phrase[] {
  const [first, second] = phrases;
  if (phrases.length !== 2 || first === undefined || second === undefined) return withSharedHead(phrases);
  const word = headOf(first);
  const timed = withHeadOf(first, second);
  if (timed !== null) return timed;
  if (isAnimal(first, true) && isAnimal(second, false) && word !== undefined)
    return [{ ...second, from: first.from, words: [word, ...second.words.slice(1)] }, second];
  const sharing =
    first.determiner === null &&
    first.quantity === null &&
    first.of.length === 0 &&
    first.words.length === 1 &&
    second.determiner === null &&
    (second.words.length === 2 || (second.words.length <= 4 && isPluralHead(second))) &&
    word?.tag === 'NOUN' &&
    (second.words[0]?.tag === 'NOUN' || second.words[0]?.text.includes('-')) &&
    !/(?:s|ion|ing|ity|ment|ness|ance|ence)$/.test(word.lower) &&
    second.from === first.to + 1;
  if (!sharing || word === undefined) return withSharedHead(phrases);
  const shared = { ...second, from: first.from, words: [word, ...second.words.slice(1)] };
  return [shared, second];
}
