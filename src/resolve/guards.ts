import { withoutPlural } from '../text/acronyms.ts';
import type { Guard } from '../types/resolution.ts';
import { designatorsOf, undesignated } from './designators.ts';
import { kindOfWord, neutralKind } from './kinds.ts';
import { contentOf, isAcronym, isCoined, isInitialsOf, isShortOf, type Name } from './names.ts';
import { areOpposite } from './opposites.ts';
import type { Pair } from './pair.ts';
import { personsDiffer } from './persons.ts';
import { typesAgree } from './types-agree.ts';
import { variantRule } from './variants.ts';

export type Objection = { guard: Guard; reason: string };

type Rule = { guard: Guard; reason: string; objects: (pair: Pair) => boolean };

/** What keeps two names apart, whoever says that they are one. Two names for one thing do less harm than one for two. */
const nameGuards: readonly Rule[] = [
  {
    guard: 'type',
    reason: 'things of these types are not one: an author is not the method named after him, a theory no framework',
    objects: ({ oneType, otherType }) => !typesAgree(oneType, otherType),
  },
  { guard: 'person', reason: 'the names of the persons differ', objects: personsDiffer },
  { guard: 'number', reason: 'variants with different numbers or letters stay apart', objects: numbersDiffer },
  { guard: 'opposite', reason: 'a word of one name contrasts with a word of the other', objects: wordsContrast },
  { guard: 'kind', reason: 'the names say that they are of different kinds', objects: kindsDiffer },
  { guard: 'subclass', reason: 'one name narrows the other: a class is not its subclass', objects: narrows },
  { guard: 'subclass', reason: 'a salt of a substance is not the substance', objects: isSaltOfOne },
  { guard: 'variant', reason: 'one name is made from the other: a variant, not the same', objects: isVariant },
  {
    guard: 'modifier',
    reason: 'the same kind of thing, with different proper names before it',
    objects: properWordsDiffer,
  },
  { guard: 'acronym', reason: 'the letters of the acronym are not those of the other name', objects: isOtherAcronym },
];

/** What speaks against two names being one thing, or null. */
export function objectionTo(pair: Pair): Objection | null {
  if (typesAgree(pair.oneType, pair.otherType) && isWrittenOtherwise(pair)) return null;
  const found = nameGuards.find(({ objects }) => objects(pair));
  return found === undefined ? null : { guard: found.guard, reason: found.reason };
}

const variantOf = ({ one, other, oneType, otherType }: Pair) =>
  variantRule({ name: one, type: oneType }, { name: other, type: otherType });

const isWrittenOtherwise = (pair: Pair): boolean =>
  variantOf(pair) !== null || (isInitialsOf(pair.one, pair.other) && !personsDiffer(pair));

const isShort = ({ one, other }: Pair): boolean => isShortOf(one.text, other.text) || isShortOf(other.text, one.text);

function numbersDiffer(pair: Pair): boolean {
  const { one, other } = pair;
  const [left, right] = [designatorsOf(one), designatorsOf(other)];
  if (left.join() === right.join() || isShort(pair)) return false;
  if (left.length > 0 && right.length > 0) return !isYearOf(left, right) && !isYearOf(right, left);
  const words = new Set(undesignated(other));
  return (
    undesignated(one).some((word) => words.has(word)) ||
    [one, other].every(
      ({ tokens }) => tokens.length === 1 && undesignated(one).length + undesignated(other).length === 0,
    )
  );
}

/** COVID-19 and coronavirus disease 2019. */
const isYearOf = (short: readonly string[], long: readonly string[]): boolean =>
  short.length === 1 &&
  long.length === 1 &&
  /^\d\d$/.test(short[0] ?? '') &&
  new RegExp(`^(?:19|20)${short[0]}$`).test(long[0] ?? '');

/** Words that one name has and the other does not. */
function differing({ one, other }: Pair): [string[], string[]] {
  const [left, right] = [contentOf(one), contentOf(other)];
  return [left.filter((word) => !right.includes(word)), right.filter((word) => !left.includes(word))];
}

function wordsContrast(pair: Pair): boolean {
  const [left, right] = differing(pair);
  return left.some((word) => right.some((against) => areOpposite(word, against)));
}

const lastWord = ({ folded }: Name): string => folded.at(-1) ?? '';

/** "Density functional theory" and "density functional framework". */
function kindsDiffer(pair: Pair): boolean {
  const { one, other } = pair;
  if (areOtherSpecies(pair)) return true;
  const kinds = [kindOfWord(lastWord(one)), kindOfWord(lastWord(other))];
  if (kinds[0] === null || kinds[1] === null || kinds[0] === kinds[1]) return false;
  return (
    one.folded.slice(0, -1).join('') === other.folded.slice(0, -1).join('') || isAuthored(one) !== isAuthored(other)
  );
}

/** Organisms of one genus that are called after different species. */
function areOtherSpecies({ one, other, oneType, otherType }: Pair): boolean {
  if (oneType !== 'organism' || otherType !== 'organism') return false;
  const [left, right] = [one, other].map(({ text }) => /^(\p{Lu})(?:\p{Ll}+|\.) (\p{Ll}{3,})$/u.exec(text));
  return left !== null && right !== null && left?.[1] === right?.[1] && left?.[2] !== right?.[2];
}

/** Whether it is a theory, a law and the like: what people hold, not what they run. */
const isAuthored = (name: Name): boolean => kindOfWord(lastWord(name)) === 'theory';

function narrows(pair: Pair): boolean {
  const [left, right] = differing(pair);
  if (left.length > 0 === right.length > 0) return false;
  const more = left.length > 0 ? left : right;
  const [few, many] = left.length > 0 ? [pair.other, pair.one] : [pair.one, pair.other];
  if (contentOf(few).length === 0) return false;
  // "BERT" and "the BERT model": the noun only says what it is anyway.
  const isRedundant =
    more.every((word) => neutralKind(word) !== null) && more.includes(lastWord(many)) && few.tokens.some(isCoined);
  return !isRedundant;
}

const salt = /\b(?:mono|di|tri|tetra)?(?:sodium|potassium|calcium|magnesium|lithium|ammonium|hydrochloride) salts?$/i;

/** "MMA", as the text calls the species that it measures and the salt that it bought of it. */
function isSaltOfOne({ one, other }: Pair): boolean {
  return salt.test(one.text) !== salt.test(other.text);
}

/** Co and CO, Adam and Adams, or one word inside of the other. */
function isVariant(pair: Pair): boolean {
  return (pair.one.key === pair.other.key && variantOf(pair) === null) || isMadeFrom(pair);
}

/** RNA and mRNA, BERT and RoBERTa, microglia and glia: one word inside of the other. */
function isMadeFrom({ one, other }: Pair): boolean {
  if (one.tokens.length > 1 || other.tokens.length > 1) return false;
  const [short, long] = [one.folded[0] ?? '', other.folded[0] ?? ''].sort((a, b) => a.length - b.length) as [
    string,
    string,
  ];
  if (short === long || short.length < 3) return false;
  return long.startsWith(short) || long.endsWith(short) || (isCoined(one.tokens[0] ?? '') && long.includes(short));
}

function properWordsDiffer(pair: Pair): boolean {
  const [left, right] = differing(pair);
  if (left.length === 0 || right.length === 0 || lastWord(pair.one) !== lastWord(pair.other)) return false;
  if ([pair.one, pair.other].some((name) => !hasProper(name, name === pair.one ? left : right))) return false;
  return (
    !isShortOf(written(pair.one, left), written(pair.other, right)) &&
    !isShortOf(written(pair.other, right), written(pair.one, left))
  );
}

const isProper = (token: string): boolean => /^\p{Lu}/u.test(token) || isCoined(token);

const hasProper = ({ tokens, folded }: Name, words: readonly string[]): boolean =>
  tokens.some((token, at) => words.includes(folded[at] ?? '') && isProper(token));

const written = ({ tokens, folded }: Name, words: readonly string[]): string =>
  tokens.filter((_, at) => words.includes(folded[at] ?? '')).join(' ');

/** Two acronyms, SGD and SGLD; or CNN and support vector machine: an acronym beside words that its letters do not begin, none in order. */
function isOtherAcronym(pair: Pair): boolean {
  if ([pair.one, pair.other].every(({ text }) => /^\p{Lu}{3,}$/u.test(withoutPlural(text)))) return true;
  const [short, long] = isAcronym(pair.one.text) ? [pair.one, pair.other] : [pair.other, pair.one];
  if (!isAcronym(short.text) || isAcronym(long.text) || long.tokens.length < 2 || isShort(pair)) return false;
  const first = short.text.charAt(0).toLowerCase();
  return !long.folded.some((word) => word.startsWith(first));
}
