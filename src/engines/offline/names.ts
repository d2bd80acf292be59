import { gather } from './gather.ts';
import { collectiveHeads, decisiveAdverbs, demonstratives, emptyHeads, voidHeads } from './lexicon.ts';
import { headOf, isNegating, type Phrase } from './phrases.ts';
import type { QuantitySpan } from './quantities.ts';
import { isTimeUnit } from './units.ts';
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

/** Longest name in words, a hyphened word counting as its parts; what repeats too long a run of the source is shortened later. */
export const nameLimit = 8;

/** Of each character of ASCII, whether it is a letter or a digit. */
const inWord = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0));

/** Runs of letters and digits. */
export function countWords(text: string): number {
  let count = 0;
  for (let at = 0, last = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    const now = inWord[code] as number;
    if (now > last) count++;
    last = now;
  }
  return count;
}

/** Without these a name says something else. */
const comparing = new Set(['more', 'less', 'least', 'most']);

const trimmable = (word: Word | undefined): boolean =>
  word !== undefined &&
  (word.tag === 'CCONJ' ||
    word.tag === 'PUNCT' ||
    word.tag === 'POSS' ||
    (word.tag === 'ADV' && !decisiveAdverbs.has(word.lower) && !/^(?:non|un|in)[-–]?/.test(word.lower)) ||
    (word.classes.isDeterminer && word.tag !== 'PROPN')) &&
  !comparing.has(word.lower);

function trimmed(words: Word[]): Word[] {
  let from = 0;
  while (trimmable(words[from])) from++;
  return from === 0 ? words : words.slice(from);
}

/** Joins words with single spaces, commas and clitics closed up. */
function joinWords(words: Word[]): string {
  let joined = '';
  for (const { text, tag } of words) joined += text === ',' || tag === 'POSS' || joined === '' ? text : ` ${text}`;
  return joined.endsWith('.') && !joined.endsWith(' al.') ? joined.slice(0, -1) : joined;
}

/** How many words a name of these would have. */
function countAll(words: Word[]): number {
  let count = 0;
  for (const { text } of words) count += countWords(text);
  return count;
}

/** "azimuthally symmetric": the adverb right before a word. */
function before(words: Word[], word: Word | undefined): Word[] {
  const adverb = word === undefined ? undefined : words[words.indexOf(word) - 1];
  return adverb?.tag === 'ADV' && /ly$/.test(adverb.lower) ? [adverb] : [];
}

/** Adjectives told apart, each with the adverb before it. */
const listed = (dropped: Word[]): string =>
  dropped.map(({ text }, at) => (at === 0 ? '' : dropped[at - 1]?.tag === 'ADV' ? ' ' : ', ') + text).join('');

/** Modifiers are dropped from the left until the name fits; dropped adjectives are told apart. */
function fitTo(words: Word[], limit: number): { words: Word[]; dropped: Word[] } {
  let rest = trimmed(words);
  const dropped: Word[] = [];
  while (rest.length > 1 && countAll(rest) > limit) {
    const first = rest[0];
    const joined = rest[1]?.tag === 'CCONJ' || rest[1]?.tag === 'PUNCT';
    if ((first?.tag === 'ADJ' || first?.tag === 'VERB') && /^\p{Ll}/u.test(first.text))
      dropped.push(...before(words, first), first);
    rest = trimmed(rest.slice(1));
    // What is joined to a dropped adjective goes with it.
    if (joined && rest.length > 1 && rest[0]?.tag !== 'NOUN') {
      if (rest[0]) dropped.push(rest[0]);
      rest = trimmed(rest.slice(1));
    }
  }
  return { words: rest, dropped };
}

/** "96% of the animals": who they are is told by the number alone. */
const isShare = (phrase: Phrase): boolean =>
  phrase.words.length === 0 && phrase.of.length > 0 && phrase.quantity?.quantity.unit === '%';

/** "a 62 kb region": a number with a unit that is no share names what it stands before. */
const sizeOf = ({ quantity, words }: Phrase): string => {
  const unit = quantity?.quantity.unit ?? null;
  const head = words[words.length - 1];
  if (unit === null || head === undefined) return '';
  // "100 ms differences": when, or for how long, and not how much of them.
  if (head.singular !== head.lower && !isTimeUnit(unit)) return '';
  const isName = !/^(?:%|‰|percent|times|fold|×)/.test(unit);
  return quantity && isName ? `${quantity.text} ` : '';
};

/** What stands before a name: "other", or a size. */
const leadOf = (phrase: Phrase): string => `${phrase.determiner === 'other' ? 'other ' : ''}${sizeOf(phrase)}`;

/** "higher levels of X", "fewer kinds of X" are not X. */
const isGraded = ({ words }: Phrase): boolean =>
  words.some(({ lower }) => grading.has(lower)) ||
  (words[words.length - 1]?.singular === 'level' && words.some(({ lower }) => lower === 'high' || lower === 'low'));

const grading = new Set(
  'higher lower larger smaller greater fewer less more increased decreased reduced elevated'.split(' '),
);

/** "a number of stars", "one of the methods": what is meant stands after "of". */
function isCollective(phrase: Phrase): boolean {
  if (phrase.of.length === 0 || isShare(phrase) || isGraded(phrase)) return false;
  const own = headOf(phrase);
  const head = own?.lower ?? phrase.determiner ?? '';
  if (phrase.link !== 'of' || (phrase.determiner === 'the' && /^(?:number|amount|total)$/.test(head))) return false;
  if (own === undefined) return true;
  return (collectiveHeads.has(own.singular) || collectiveHeads.has(head)) && !isOwn(phrase, own);
}

/** "sets of lengths" are no lengths, and "lead levels of milk" no milk. */
const isOwn = ({ words }: Phrase, { lower, singular }: Word): boolean =>
  lower === 'sets' ||
  (words.length > 1 &&
    words.at(-2)?.tag !== 'ADJ' &&
    /^(?:level|degree|total|average|mean|class|part|body|pair)$/.test(singular));

/** "none of the wells", "neither of the two", "no part of it". */
const isNoneOf = (phrase: Phrase): boolean => isNegating(phrase.determiner) || isNegating(headOf(phrase)?.lower);

/** The members that a phrase stands for: itself, or what a collective head collects. */
export function spread(phrase: Phrase): Phrase[] {
  if (!isCollective(phrase)) return distributed(phrase);
  return gather(phrase.of, spread).map((member) => ({
    ...member,
    quantity: member.quantity ?? (phrase.words.length > 0 ? phrase.quantity : null),
    determiner: isNoneOf(phrase) ? 'none' : member.determiner,
  }));
}

/** "the impact of heat and of drought" is two impacts; what stands between two things is one. */
function distributed(phrase: Phrase): Phrase[] {
  if (phrase.of.length < 2 || phrase.link === 'between' || mutual.has(headOf(phrase)?.singular ?? '')) return [phrase];
  return phrase.of.map((member) => ({ ...phrase, of: [member] }));
}

/** Heads of what several things have or are together: "a mixture of A and B". */
const mutual = new Set(
  'mixture combination comparison correlation relation relationship interaction coupling ratio balance sum product difference interplay integration combination blend union set list range role presence interface reaction alloy complex collision similarity competition boundary collaboration overlap match trade-off conflict contact'.split(
    ' ',
  ),
);

const ordinal = /^(?:first|second|third|fourth|last|next|previous|following|above|present)$/;

const hasLetter = ({ text }: Word): boolean => (text >= 'a' && text < '{') || /\p{L}/u.test(text);

/** Heads like "way" and "role" name nothing unless something is said of them. */
function namesNothing(phrase: Phrase, head: Word): boolean {
  const lower = head.singular;
  if (phrase.pronoun || !phrase.words.some(hasLetter) || voidHeads.has(lower)) return true;
  if ((phrase.words.length === 1 && ordinal.test(lower)) || phrase.words[0]?.text === 'Let') return true;
  if (!emptyHeads.has(lower) || phrase.of.length > 0) return false;
  return trimmed(phrase.words).length < 2 || demonstratives.has(phrase.determiner ?? '');
}

/** The name of one phrase, or null for a pronoun and for a head that names nothing. */
export function nameOf(phrase: Phrase, limit: number = nameLimit): Named | null {
  if (isShare(phrase)) return shareOf(phrase, limit);
  const head = headOf(phrase);
  if (head === undefined || namesNothing(phrase, head)) return null;
  const of = phrase.of.length === 0 ? null : complement(phrase, limit - 2);
  const room = of ? limit - countWords(of) - 1 : limit;
  const fitted = fitTo(phrase.words, Math.max(room, 1));
  const own = joinWords(fitted.words);
  const hollow = of === null && emptyHeads.has(head.singular) && trimmed(phrase.words).length < 2;
  if (own === '' || hollow) return null;
  const fits = of !== null && countWords(own) + countWords(of) <= limit;
  if (phrase.link === 'between' && phrase.of.length > 0 && !fits) return null;
  const dropped = fitted.dropped.length === 0 ? '' : listed(fitted.dropped);
  return {
    name: `${leadOf(phrase)}${fits ? `${own} ${phrase.link} ${of}` : own}`,
    head: head.singular,
    plural: head.singular !== head.lower,
    quantity: phrase.quantity,
    details: dropped === '' ? [] : [{ name: 'characteristic', value: dropped, quantity: null }],
    negated: isNegating(phrase.determiner),
  };
}

/** "96% of animals". */
function shareOf(phrase: Phrase, limit: number): Named | null {
  const [inner] = phrase.of;
  const whole = inner ? nameOf(inner, limit - 2) : null;
  return whole === null || phrase.quantity === null
    ? null
    : { ...whole, name: `${phrase.quantity.text} of ${whole.name}`, quantity: null };
}

/** What stands after "of": one name, a number, or two names joined when they fit. */
function complement(phrase: Phrase, limit: number): string | null {
  const names = gather(phrase.of, (member) => {
    const isNumber = member.words.length === 0 && member.of.length === 0;
    const name = isNumber ? member.quantity?.text : nameOf(member, Math.max(limit, 1))?.name;
    return name === undefined ? [] : [name];
  });
  const [first, second] = names;
  if (first === undefined || names.length < phrase.of.length) return null;
  if (second === undefined) return first;
  const both = `${first} and ${second}`;
  return names.length === 2 && countWords(both) <= limit ? both : null;
}
