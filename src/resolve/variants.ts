import type { EntityType } from '../types/fact.ts';
import type { Rule } from '../types/resolution.ts';
import { designatorsOf } from './designators.ts';
import { isAcronym, type Name, pluralNumeral } from './names.ts';
import { respelled } from './spelling.ts';
import { isOneType } from './types-agree.ts';

type Written = { name: Name; type: EntityType };

/** How one name is another way to write the other, or null where it is not. Both must have the same key. */
export function variantRule(one: Written, other: Written): Rule | null {
  if (one.name.text === other.name.text) return 'same-name';
  if (one.name.isOpaque || other.name.isOpaque || one.name.key !== other.name.key) return null;
  // "A 1-2" and "A 12" have the same key.
  if (designatorsOf(one.name).join() !== designatorsOf(other.name).join()) return null;
  const isPlural = isOtherNumber(one.name, other.name);
  if (isPlural && !mayBePlural(one, other)) return null;
  if (!caseAgrees(one, other)) return null;
  if (isPlural || hasPluralNumeral(one.name) !== hasPluralNumeral(other.name)) return 'number';
  if (isRespelled(one.name) !== isRespelled(other.name)) return [one, other].some(isOfNames) ? null : 'spelling';
  const lower = (name: Name): string => name.tokens.join(' ').toLowerCase();
  if (lower(one.name) === lower(other.name)) return 'case';
  return 'hyphen';
}

/** Whether some word of it is spelled as in Britain. */
const isRespelled = ({ tokens }: Name): boolean =>
  tokens.some((token) => respelled(token.toLowerCase()) !== token.toLowerCase());

/** What has a name of its own is another where the name is: Grey and Gray. */
const isOfNames = ({ type }: Written): boolean =>
  ['person', 'organisation', 'location', 'gene_or_protein'].includes(type);

const hasPluralNumeral = ({ tokens }: Name): boolean => tokens.some((token) => pluralNumeral.test(token));

const headWord = ({ tokens, head }: Name): string => tokens[head] ?? '';

const isOtherNumber = (one: Name, other: Name): boolean => {
  const [short, long] = [headWord(one), headWord(other)].sort((a, b) => a.length - b.length);
  return (
    short?.toLowerCase() !== long?.toLowerCase() &&
    one.tokens.length === other.tokens.length &&
    one.folded[one.head] === other.folded[other.head]
  );
};

/** "Adams" is no plural of "Adam": a name with a capital in both has to be an acronym. */
function mayBePlural(one: Written, other: Written): boolean {
  const heads = [headWord(one.name), headWord(other.name)];
  if (heads.some(isAcronym)) return true;
  return heads.some((head) => /^\p{Ll}/u.test(head));
}

const isPlain = (text: string): boolean => /^\p{Lu}?\p{Ll}+$/u.test(text) && text.length > 1;
const isCapitals = (text: string): boolean => /^\p{Lu}{2,}$/u.test(text);

/** Whether letters differ in nothing but what a sentence's head or a heading does to them. */
function caseAgrees(one: Written, other: Written): boolean {
  const [left, right] = alignedParts(one.name, other.name);
  const isHeading = [left, right].some(
    (parts) => parts.length > 1 && parts.every((part) => isCapitals(part) && part.length > 1),
  );
  return left.every((part, at) => partAgrees(part, right[at] ?? '', { one, other, parts: left.length, isHeading }));
}

type Around = { one: Written; other: Written; parts: number; isHeading: boolean };

function partAgrees(left: string, right: string, { one, other, parts, isHeading }: Around): boolean {
  const [a, b] = [left, right].map((part) => part.replace(/[^\p{L}]/gu, '')) as [string, string];
  if (a === b || a.toLowerCase() !== b.toLowerCase()) return true;
  if (isPlain(a) && isPlain(b)) return parts > 1 || ![one, other].some(({ type }) => type === 'gene_or_protein');
  if ([one, other].some(({ type }) => type === 'gene_or_protein')) return false;
  const isTyped = isOneType(one.type, other.type);
  if (a.length === 1) return parts > 1 && isTyped;
  if (isHeading) return true;
  if (a.length <= 3) return false;
  if (isCapitals(a) || isCapitals(b)) return isTyped;
  return isTyped || a.length >= 5;
}

/** Both names cut wherever one of them is; the head without what makes it a plural. */
function alignedParts(one: Name, other: Name): [string[], string[]] {
  const [left, right] = [one, other].map((name) =>
    name.tokens.map((token, at) => cut(token, name.folded[at] ?? '')),
  ) as [string[], string[]];
  const bounds = [...new Set([...boundsOf(left), ...boundsOf(right)])].sort((a, b) => a - b);
  const parts = (whole: string): string[] => bounds.map((end, at) => whole.slice(bounds[at - 1] ?? 0, end));
  return [parts(left.join('')), parts(right.join(''))];
}

/** A token as it is written, as long as its folded form. */
const cut = (token: string, folded: string): string => {
  const composed = token.normalize('NFC').slice(0, folded.length);
  return composed.length === folded.length ? composed : folded;
};

function boundsOf(tokens: readonly string[]): number[] {
  let end = 0;
  return tokens.map((token) => {
    end += token.length;
    return end;
  });
}
