import type { Labels } from './labels.ts';
import type { Cursor } from './tree.ts';

/** What is the same in the whole document. */
export type Paper = Labels & {
  /** The number of each work that is cited, in the order in which they come first. */
  cited: Map<string, number>;
};

/** Takes what is found. Text goes to `pieces`; the rest is only of use to what holds blocks. */
export type Sink = {
  paper: Paper;
  pieces: string[];
  /** Arguments in one another. */
  depth: number;
  endParagraph(): void;
  /** Ends a section with its notes. */
  endSection(): void;
  heading(name: string, title: Cursor): void;
  environment(name: string, inner: Cursor): void;
  formula(source: string): void;
  caption(label: string, inner: Cursor): void;
  note(inner: Cursor): void;
};
