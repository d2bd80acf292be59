import type { Classes } from './classes.ts';
import type { VerbForm } from './morphology.ts';
import type { QuantitySpan } from './quantities.ts';
import type { Token } from './tokens.ts';

export type Tag =
  | 'NOUN'
  | 'PROPN'
  | 'ADJ'
  | 'ADV'
  | 'VERB'
  | 'AUX'
  | 'ADP'
  | 'DET'
  | 'PRON'
  | 'NUM'
  | 'QTY'
  | 'CCONJ'
  | 'SCONJ'
  | 'PART'
  | 'POSS'
  | 'PUNCT'
  | 'OTHER';

/** A tagged word of the sentence; a whole quantity ("0.25 to 9.94 mM") is one word with the tag QTY. */
export type Word = {
  text: string;
  lower: string;
  /** The form that it would have as a verb. */
  verbForm: VerbForm;
  /** What it would be the plural of, or itself, as a noun. */
  singular: string;
  classes: Classes;
  tag: Tag;
  /** What the tagger takes for the base form of a verb; other words stand here in lower case. */
  lemma: string;
  quantity: QuantitySpan | null;
  token: Token;
};

/** What the tagger's rules ask of a word, or of a part of one that it splits; tags are its own numbers. */
export type Part = {
  /** The likeliest tag. */
  tag: number;
  /** What rules know the word as, where it is one of those that they tell apart from others of its tag; else 0. */
  hint: number;
  /** The tags that it may have, as bits. */
  allowed: number;
  /** No rule changes the tag. */
  isFixed: boolean;
};

/** What the tagger reads in the place of a word, and what it was found to be made of when it was first read. */
export type StandIn = { text: string; parts: Part[] | null };

/** The tags of words, and the base form of the one at a place, which takes longer to find. */
type Tagged = { tagAt(index: number): Tag; lemmaAt(index: number): string };

export type TagWords = (words: readonly StandIn[]) => Tagged;
