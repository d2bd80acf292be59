/** A sentence: where it stands in the text of its passage, in UTF-16 code units, and the text itself. */
export type Sentence = { start: number; end: number; text: string };

export const passageKinds = ['prose', 'caption', 'table', 'formula'] as const;
export type PassageKind = (typeof passageKinds)[number];

/** Where a passage stands in a document that is more than it. */
export type Setting = {
  kind: PassageKind;
  /** The headings that it stands under, the outermost first. */
  section: string[];
  /** Text around it: to understand it by, never to take a fact from. Empty where there is none. */
  before: string;
  after: string;
};

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
  /** Absent where the passage is the whole of a text without structure, as an abstract is. */
  setting?: Setting;
};
