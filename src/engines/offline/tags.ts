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
