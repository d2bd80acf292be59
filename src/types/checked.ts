import type { Draft } from './draft.ts';
import type { Droppable, Finding } from './finding.ts';

/** A fact that was claimed and is not published: where it stood in the draft, which check dropped it, and why. */
export type Dropped = {
  what: Droppable;
  /** JSON Pointer into the draft that was checked. */
  pointer: string;
  check: string;
  /** In our own words; never the wording of the source. */
  reason: string;
  evidence: number[];
};

export type CopyFigures = {
  /** Words in the longest run that a text field shares with the document and that is not exempt. */
  longestCopiedRun: number;
  /** Share of the words of all text fields that stand in shared, not exempt runs of 6 words or more, 0 to 1. */
  copiedShare: number;
  /** Jaccard index of the sets of word 5-, 7- and 11-grams of the passage and of the unit. */
  ngram5: number;
  ngram7: number;
  ngram11: number;
};

export type NumberFigures = {
  /** Numbers that the passage states, those of them that some fact has, and numbers of facts that it does not state. */
  stated: number;
  kept: number;
  drifted: number;
};

/** The fourth stage: what the text confirms. */
export type Checked = {
  draft: Draft;
  dropped: Dropped[];
  /** What the checks still find; what warns is published with them. Pointers lead into the draft. */
  findings: Finding[];
  copying: CopyFigures;
  /** Shared runs of six words or more that are exempt: names, numbers with units, formulas, titles. */
  exemptRuns: number;
  numbers: NumberFigures;
  /** Kendall's tau of the order of the facts and that of the text, −1 to 1; null where there is nothing to compare. */
  order: number | null;
  repairs: number;
};
