/** A sentence: where it stands in the text of its passage, in UTF-16 code units, and the text itself. */
export type Sentence = { start: number; end: number; text: string };

/** The second stage: where we look. An abstract is one passage. */
export type Passage = {
  /** 0-based position of the passage in its document, and how many there are. */
  index: number;
  of: number;
  /** Bounds in the text of the document, in UTF-16 code units. */
  start: number;
  end: number;
  text: string;
  /** In order; sentence number n (as evidence cites it) is `sentences[n - 1]`. */
  sentences: Sentence[];
};
