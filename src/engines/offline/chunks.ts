import { joinChains } from './chains.ts';
import { joinPhrases } from './coordination.ts';
import type { Item } from './items.ts';
import { phrasal } from './lexicon.ts';
import { phraseAt } from './phrases.ts';
import { isNoLonger, verbGroupAt } from './verbs.ts';
import type { Word } from './words.ts';

const phrasalEntries = phrasal
  .map(([text, kind]) => ({ words: text.split(' '), text, kind }))
  .toSorted((first, second) => second.words.length - first.words.length);
/** By their first words. */
const phrasalByFirst = new Map<string, typeof phrasalEntries>();
for (const entry of phrasalEntries) {
  const [first = ''] = entry.words;
  phrasalByFirst.set(first, [...(phrasalByFirst.get(first) ?? []), entry]);
}

function phrasalAt(words: Word[], at: number, first: Word): Item | null {
  for (const entry of phrasalByFirst.get(first.lower) ?? noEntries) {
    if (entry.words.every((word, offset) => words[at + offset]?.lower === word)) {
      return { kind: entry.kind, text: entry.text, from: at, to: at + entry.words.length };
    }
  }
  return null;
}

const noEntries: typeof phrasalEntries = [];

const alwaysVerbLike = new Set(['including', 'following', 'considering', 'regarding', 'concerning', 'given', 'based']);

type Mark = Extract<Item, { text: string }>['kind'];

const timelike = new Set(['since', 'as', 'after', 'before', 'until', 'than', 'so']);

const stops = new Set([...';:.!?—–►•', '--']);

/** Punctuation and conjunctions; null for other words. "But" before a verb joins like "and". */
function jointKind(word: Word, after: Word | undefined): Mark | null {
  if (word.text === ',') return 'comma';
  if (stops.has(word.text)) return 'stop';
  if (word.tag !== 'CCONJ') return null;
  return word.lower === 'but' && after?.tag !== 'VERB' && after?.tag !== 'AUX' ? 'stop' : 'and';
}

function markKind(word: Word, after: Word | undefined): Mark {
  const joint = jointKind(word, after);
  if (joint) return joint;
  if (word.lower === 'that') return 'that';
  if (word.classes.isRelative) return 'relative';
  if (word.classes.opensClause && (word.tag === 'SCONJ' || !timelike.has(word.lower))) return 'opener';
  if (word.classes.isPreposition && (word.tag !== 'ADV' || after?.tag === 'DET')) return 'preposition';
  return word.tag === 'ADV' ? 'adverb' : 'other';
}

/** "that" and "which" as words that join, against "that model" as a determiner. */
const isJoint = (word: Word, after: Word | undefined): boolean =>
  (word.lower === 'that' && (word.tag === 'SCONJ' || after?.tag !== 'NOUN')) ||
  (word.classes.isRelative && word.lower !== 'that');

function adjectiveAt(words: Word[], from: number): Item | null {
  if (words[from]?.classes.opensClause === true || !leadsToAdjective(words, from)) return null;
  let at = from;
  while (words[at]?.tag === 'ADV') at++;
  while (words[at]?.tag === 'ADJ' || (words[at]?.tag === 'CCONJ' && leadsToAdjective(words, at + 1))) at++;
  return { kind: 'adjective', words: words.slice(from, at), from, to: at };
}

function leadsToAdjective(words: Word[], from: number): boolean {
  let at = from;
  while (words[at]?.tag === 'ADV') at++;
  return words[at]?.tag === 'ADJ';
}

const contentTags = new Set(['VERB', 'ADV', 'ADJ', 'NOUN']);

/** Is the word a preposition here, and not the "to" of an infinitive or a word of content? */
function isPreposition(word: Word, after: Word | undefined): boolean {
  const isTo = word.lower === 'to' && (after?.tag === 'VERB' || after?.tag === 'AUX' || after?.tag === 'ADV');
  return word.classes.isPreposition && !isTo && !contentTags.has(word.tag);
}

/** A verb group or a phrase that begins here. */
function constituentAt(words: Word[], at: number, word: Word): Item | null {
  const isDenial = word.lower === 'not' && words[at + 1]?.classes.isDeterminer === true;
  const isFree = !word.classes.isDeterminer || isNoLonger(words, at);
  const verb = isDenial || !isFree ? null : verbGroupAt(words, at);
  if (verb) return { kind: 'verb', verb, from: verb.from, to: verb.to };
  const phrase = word.classes.opensClause ? null : phraseAt(words, at);
  return phrase ? { kind: 'group', phrases: [phrase], from: phrase.from, to: phrase.to } : adjectiveAt(words, at);
}

const asking = new Set(['how', 'whether', 'why']);

const mark = (kind: Mark, { lower }: Word, at: number): Item => ({ kind, text: lower, from: at, to: at + 1 });

function itemAt(words: Word[], at: number): Item {
  const word = words[at];
  const after = words[at + 1];
  if (word === undefined) return { kind: 'other', text: '', from: at, to: at + 1 };
  const joined = phrasalAt(words, at, word);
  if (joined) return joined;
  // "both in A and in B".
  if (word.lower === 'both' && after?.tag === 'ADP' && after.lower !== 'of') return mark('adverb', word, at);
  if (asking.has(word.lower)) return mark('opener', word, at);
  if (alwaysVerbLike.has(word.lower) && word.text === word.lower) return mark('preposition', word, at);
  if (isJoint(word, after) || isPreposition(word, after)) return mark(markKind(word, after), word, at);
  return constituentAt(words, at, word) ?? mark(markKind(word, after), word, at);
}

/** Words to items, left to right, each word once. */
export function chunk(words: Word[]): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < words.length; ) {
    const item = itemAt(words, at);
    items.push(item);
    at = Math.max(item.to, at + 1);
  }
  return joinChains(openClauses(joinPhrases(items)));
}

const opening = new Set(['as', 'since', 'before', 'after', 'until']);

/** "as budgets grow": what reads like a preposition opens a clause when a phrase and a finite verb follow. */
function openClauses(items: Item[]): Item[] {
  return items.map((item, at) => {
    if (item.kind !== 'preposition' || !opening.has(item.text)) return item;
    let next = at + 1;
    while (items[next]?.kind === 'group' && items[next + 1]?.kind === 'preposition' && next < at + 6) next += 2;
    const verb = items[next + 1];
    const finite = items[next]?.kind === 'group' && verb?.kind === 'verb' && verb.verb.form === 'finite';
    return finite ? { ...item, kind: 'opener' } : item;
  });
}
