import type { Phrase } from './phrases.ts';
import type { VerbGroup } from './verbs.ts';
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

/** How many items are looked at around a verb: it keeps the work linear. */
export const lookBehind = 24;
export const isBreak = (item: Item | undefined): boolean =>
  item === undefined ||
  item.kind === 'stop' ||
  item.kind === 'opener' ||
  item.kind === 'that' ||
  item.kind === 'relative';

export const asGroup = (item: Item | undefined): GroupItem | null => (item?.kind === 'group' ? item : null);
export const asVerb = (item: Item | undefined): VerbItem | null => (item?.kind === 'verb' ? item : null);

export const skipAdverbsBack = (items: Item[], from: number): number => {
  let at = from;
  while (items[at]?.kind === 'adverb' || items[at]?.kind === 'other') at--;
  return at;
};

export const skipAdverbs = (items: Item[], from: number): number => {
  let at = from;
  while (items[at]?.kind === 'adverb' || items[at]?.kind === 'other') at++;
  return at;
};
