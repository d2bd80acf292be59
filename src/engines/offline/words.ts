import type { Classes } from './classes.ts';
import type { VerbForm } from './morphology.ts';
import type { QuantitySpan } from './quantities.ts';
import type { StandIn, Tag } from './tags.ts';
import type { Token } from './tokens.ts';

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

/** The tags of words, and the base form of the one at a place, which takes longer to find. */
type Tagged = { tagAt(index: number): Tag; lemmaAt(index: number): string };

export type TagWords = (words: readonly StandIn[]) => Tagged;
