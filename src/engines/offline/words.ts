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
  tag: Tag;
  /** What the tagger takes for the base form. */
  lemma: string;
  quantity: QuantitySpan | null;
  token: Token;
};

export type TagWords = (texts: string[]) => { tags: string[]; lemmas: string[] };
