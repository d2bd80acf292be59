import { joinChains } from './chains.ts';
import {
  clauseOpeners,
  conditionalOpeners,
  determiners,
  prepositions,
  relationalHeads,
  relatives,
  reportingVerbs,
} from './lexicon.ts';
import { singular } from './morphology.ts';
import { headOf, type Phrase, phraseAt } from './phrases.ts';
import { type VerbGroup, verbGroupAt } from './verbs.ts';
import type { Word } from './words.ts';

/** What a sentence is made of once words are grouped. A group holds the members of a coordination. */
export type Item =
  | { kind: 'group'; phrases: Phrase[]; from: number; to: number }
  | { kind: 'verb'; verb: VerbGroup; from: number; to: number }
  | { kind: 'adjective'; words: Word[]; from: number; to: number }
  | {
      kind: 'preposition' | 'comma' | 'and' | 'opener' | 'that' | 'relative' | 'stop' | 'adverb' | 'other';
      text: string;
      from: number;
      to: number;
    };

export type GroupItem = Extract<Item, { kind: 'group' }>;
export type VerbItem = Extract<Item, { kind: 'verb' }>;

/** Multi-word prepositions and conjunctions, each with what it counts as. */
const phrasal: [string, 'preposition' | 'and' | 'adverb'][] = [
  ['to date', 'adverb'],
  ['in vitro', 'adverb'],
  ['in vivo', 'adverb'],
  ['in situ', 'adverb'],
  ['in silico', 'adverb'],
  ['in particular', 'adverb'],
  ['in general', 'adverb'],
  ['in detail', 'adverb'],
  ['in turn', 'adverb'],
  ['and / or', 'and'],

  ['as well as', 'and'],
  ['such as', 'preposition'],
  ['due to', 'preposition'],
  ['depending on', 'preposition'],
  ['owing to', 'preposition'],
  ['prior to', 'preposition'],
  ['thanks to', 'preposition'],
  ['because of', 'preposition'],
  ['compared to', 'preposition'],
  ['compared with', 'preposition'],
  ['relative to', 'preposition'],
  ['according to', 'preposition'],
  ['based on', 'preposition'],
  ['rather than', 'preposition'],
  ['in addition to', 'preposition'],
  ['in terms of', 'preposition'],
  ['in order', 'preposition'],
  ['in the absence of', 'preposition'],
  ['in the presence of', 'preposition'],
  ['in contrast to', 'preposition'],
  ['in comparison with', 'preposition'],
  ['in response to', 'preposition'],
  ['with respect to', 'preposition'],
  ['on the basis of', 'preposition'],
  ['as part of', 'preposition'],
];
const phrasalEntries = phrasal
  .map(([text, kind]) => ({ words: text.split(' '), text, kind }))
  .toSorted((first, second) => second.words.length - first.words.length);
const phrasalFirst = new Set(phrasalEntries.map((entry) => entry.words[0]));

function phrasalAt(words: Word[], at: number): Item | null {
  if (!phrasalFirst.has(words[at]?.lower)) return null;
  for (const entry of phrasalEntries) {
    if (entry.words.every((word, offset) => words[at + offset]?.lower === word)) {
      return { kind: entry.kind, text: entry.text, from: at, to: at + entry.words.length };
    }
  }
  return null;
}

const isClauseOpener = (lower: string): boolean => conditionalOpeners.has(lower) || clauseOpeners.has(lower);

const alwaysVerbLike = new Set([
  'using',
  'including',
  'following',
  'considering',
  'regarding',
  'concerning',
  'given',
  'based',
]);

function markKind(word: Word, after: Word | undefined): Exclude<Item['kind'], 'group' | 'verb' | 'adjective'> {
  if (word.text === ',') return 'comma';
  if (/^(?:[;:.!?—–►•]|--)$/u.test(word.text)) return 'stop';
  if (word.tag === 'CCONJ')
    return word.lower === 'but' && after?.tag !== 'VERB' && after?.tag !== 'AUX' ? 'stop' : 'and';
  if (word.lower === 'that') return 'that';
  if (relatives.has(word.lower) && word.lower !== 'that') return 'relative';
  const timelike = ['since', 'as', 'after', 'before', 'until', 'than', 'so'].includes(word.lower);
  if (isClauseOpener(word.lower) && (word.tag === 'SCONJ' || !timelike)) return 'opener';
  if (prepositions.has(word.lower) && (word.tag !== 'ADV' || after?.tag === 'DET')) return 'preposition';
  return word.tag === 'ADV' ? 'adverb' : 'other';
}

/** "that" and "which" as words that join, against "that model" as a determiner. */
const isJoint = (word: Word, after: Word | undefined): boolean =>
  (word.lower === 'that' && (word.tag === 'SCONJ' || after?.tag !== 'NOUN')) ||
  (relatives.has(word.lower) && word.lower !== 'that');

function adjectiveAt(words: Word[], from: number): Item | null {
  let at = from;
  if (isClauseOpener(words[from]?.lower ?? '')) return null;
  while (words[at]?.tag === 'ADV') at++;
  if (words[at]?.tag !== 'ADJ') return null;
  while (
    words[at]?.tag === 'ADJ' ||
    (words[at]?.tag === 'CCONJ' && ['ADJ', 'ADV'].includes(words[at + 1]?.tag ?? '') && leadsToAdjective(words, at + 1))
  )
    at++;
  return { kind: 'adjective', words: words.slice(from, at), from, to: at };
}

function leadsToAdjective(words: Word[], from: number): boolean {
  let at = from;
  while (words[at]?.tag === 'ADV') at++;
  return words[at]?.tag === 'ADJ';
}

function itemAt(words: Word[], at: number): Item {
  const word = words[at];
  const after = words[at + 1];
  if (word === undefined) return { kind: 'other', text: '', from: at, to: at + 1 };
  const joined = phrasalAt(words, at);
  if (joined) return joined;
  if (/^(?:how|whether|why)$/.test(word.lower)) return { kind: 'opener', text: word.lower, from: at, to: at + 1 };
  const mark = (): Item => ({ kind: markKind(word, after), text: word.lower, from: at, to: at + 1 }) as Item;
  if (alwaysVerbLike.has(word.lower) && word.text === word.lower && word.lower !== 'using')
    return { kind: 'preposition', text: word.lower, from: at, to: at + 1 };
  if (isJoint(word, after)) return mark();
  const isTo = word.lower === 'to' && (after?.tag === 'VERB' || after?.tag === 'AUX' || after?.tag === 'ADV');
  if (
    prepositions.has(word.lower) &&
    !isTo &&
    word.tag !== 'VERB' &&
    word.tag !== 'ADV' &&
    word.tag !== 'ADJ' &&
    word.tag !== 'NOUN'
  )
    return mark();
  const verb = word.lower === 'not' && after && determiners.has(after.lower) ? null : verbGroupAt(words, at);
  if (verb && !determiners.has(word.lower)) return { kind: 'verb', verb, from: verb.from, to: verb.to };
  const phrase = isClauseOpener(word.lower) ? null : phraseAt(words, at);
  if (phrase) return { kind: 'group', phrases: [phrase], from: phrase.from, to: phrase.to };
  return adjectiveAt(words, at) ?? mark();
}

/** Words to items, left to right, each word once. */
export function chunk(words: Word[]): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < words.length; ) {
    const item = itemAt(words, at);
    items.push(item);
    at = Math.max(item.to, at + 1);
  }
  return joinChains(openClauses(group(items)));
}

/** "as budgets grow": what reads like a preposition opens a clause when a phrase and a finite verb follow. */
function openClauses(items: Item[]): Item[] {
  return items.map((item, at) => {
    if (item.kind !== 'preposition' || !/^(?:as|since|before|after|until)$/.test(item.text)) return item;
    let next = at + 1;
    while (items[next]?.kind === 'group' && items[next + 1]?.kind === 'preposition' && next < at + 6) next += 2;
    const verb = items[next + 1];
    const finite = items[next]?.kind === 'group' && verb?.kind === 'verb' && verb.verb.form === 'finite';
    return finite ? { ...item, kind: 'opener' } : item;
  });
}

/** Attaches "of" chains and joins coordinations. */
function group(items: Item[]): Item[] {
  const grouped: Item[] = [];
  let at = 0;
  let fronted = items[0]?.kind === 'preposition';
  while (at < items.length) {
    const item = items[at];
    if (item === undefined) break;
    if (item.kind === 'comma' || item.kind === 'verb') fronted = false;
    if (item.kind !== 'group') {
      grouped.push(item);
      at++;
      continue;
    }
    const joined = coordination(items, at, !fronted);
    grouped.push(joined.item);
    at = joined.next;
  }
  return grouped;
}

type Joined = { item: GroupItem; next: number };

/** "of" after any head, another preposition after a head that asks for it. */
const asksFor = (phrase: Phrase, preposition: string): boolean =>
  preposition === 'of' || (relationalHeads.get(preposition)?.has(singular(headOf(phrase)?.lower ?? '')) ?? false);

/** One conjunct with its "of" chain; inside a chain only bare conjuncts continue ("a mixture of image and text data"). */
function conjunct(items: Item[], at: number): Joined | null {
  const item = items[at];
  if (item?.kind !== 'group') return null;
  const of = items[at + 1];
  const phrase = item.phrases[0];
  if (of?.kind !== 'preposition' || phrase === undefined || !asksFor(phrase, of.text)) return { item, next: at + 1 };
  const complement = bareCoordination(items, at + 2);
  if (complement === null) return { item, next: at + 1 };
  const whole = { ...phrase, of: complement.item.phrases, link: of.text, to: complement.item.to };
  return { item: { kind: 'group', phrases: [whole], from: item.from, to: complement.item.to }, next: complement.next };
}

const isBare = (item: GroupItem): boolean =>
  item.phrases.every((phrase) => phrase.determiner === null && !phrase.pronoun);

function bareCoordination(items: Item[], at: number): Joined | null {
  const first = conjunct(items, at);
  if (first === null) return null;
  const phrases = [...first.item.phrases];
  let next = first.next;
  let to = first.item.to;
  for (let joint = nextConjunct(items, next, true); joint !== null; joint = nextConjunct(items, next, true)) {
    const member = items[joint];
    if (member?.kind !== 'group' || !isBare(member)) break;
    const after = items[joint + 1];
    if ((after?.kind === 'preposition' && after.text === 'of') || startsClause(items, at, joint + 1)) break;
    phrases.push(...member.phrases);
    next = joint + 1;
    to = member.to;
  }
  return { item: { kind: 'group', phrases: mergeShared(phrases), from: first.item.from, to }, next };
}

/** Index of the next member of a list after `at`, when a conjunction closes the list; commas only where allowed. */
function nextConjunct(items: Item[], at: number, commas: boolean): number | null {
  const here = items[at];
  if (here?.kind === 'and') return items[at + 1]?.kind === 'group' ? at + 1 : null;
  if (here?.kind !== 'comma' || !commas) return null;
  if (items[at + 1]?.kind === 'and') return items[at + 2]?.kind === 'group' ? at + 2 : null;
  return items[at + 1]?.kind === 'group' && listCloses(items, at + 1) ? at + 1 : null;
}

/** Does a list that goes on at `at` end with "and X"? */
function listCloses(items: Item[], at: number): boolean {
  for (let next = at; next < at + 24; next++) {
    const item = items[next];
    if (item?.kind === 'and') return items[next + 1]?.kind === 'group';
    if (item?.kind !== 'group' && item?.kind !== 'comma' && !(item?.kind === 'preposition' && item.text === 'of'))
      return false;
  }
  return false;
}

function coordination(items: Item[], at: number, commas: boolean): Joined {
  const first = conjunct(items, at);
  const item = items[at] as GroupItem;
  if (first === null) return { item, next: at + 1 };
  const phrases = [...first.item.phrases];
  let next = first.next;
  let to = first.item.to;
  for (let joint = nextConjunct(items, next, commas); joint !== null; joint = nextConjunct(items, next, commas)) {
    const member = conjunct(items, joint);
    if (member === null || startsClause(items, at, member.next)) break;
    phrases.push(...member.item.phrases);
    next = member.next;
    to = member.item.to;
  }
  return { item: { kind: 'group', phrases: mergeShared(phrases), from: first.item.from, to }, next };
}

/** "V A and B V": a verb on both sides makes the last conjunct the subject of a clause of its own. */
function startsClause(items: Item[], first: number, next: number): boolean {
  const after = items[next];
  const opening = items[first - 1];
  if (opening?.kind === 'preposition' && opening.text === 'between') return false;
  if (after?.kind !== 'verb' || (after.verb.form !== 'finite' && after.verb.form !== 'bare-past')) return false;
  for (let at = first - 1; at >= 0 && first - at < 20; at--) {
    const item = items[at];
    if (item?.kind === 'verb' && item.verb.form !== 'ing') return !reportingVerbs.has(item.verb.lemma);
    if (item?.kind === 'opener' || item?.kind === 'that' || item?.kind === 'stop' || item?.kind === 'relative')
      return false;
  }
  return false;
}

/** "image and text data": a bare first noun shares the head of the second, and the two are one phrase. */
function mergeShared(phrases: Phrase[]): Phrase[] {
  const [first, second] = phrases;
  if (phrases.length !== 2 || first === undefined || second === undefined) return phrases;
  const word = headOf(first);
  const sharing =
    first.determiner === null &&
    first.quantity === null &&
    first.of.length === 0 &&
    first.words.length === 1 &&
    second.determiner === null &&
    second.words.length === 2 &&
    word?.tag === 'NOUN' &&
    (second.words[0]?.tag === 'NOUN' || second.words[0]?.text.includes('-')) &&
    !/(?:s|ion|ing|ity|ment|ness|ance|ence)$/.test(word.lower) &&
    second.from === first.to + 1;
  if (!sharing || word === undefined) return phrases;
  const shared = { ...second, from: first.from, words: [word, ...second.words.slice(1)] };
  return [shared, second];
}
