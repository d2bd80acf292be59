import type { Credit } from './document.ts';

/** A piece of a structured document, in reading order; captions and tables may stand anywhere in their section. Texts are normalised to NFC, with single spaces and no line feeds. */
export type Part =
  /** `level` 1 is a section of the document itself; its title is no part but credit. Empty, it ends the sections of its level. */
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph' | 'caption' | 'formula'; text: string }
  /** The head row comes first; a cell that spans columns or rows is repeated in each. */
  | { kind: 'table'; rows: string[][] };

/**
 * What a reader of a structured format (JATS, HTML, PDF, LaTeX, Markdown) finds. References, running heads and page numbers are left
 * out, the abstract is a section of its own, and superscripts and subscripts survive as text (`10^-3`, `H2O`).
 */
export type StructuredText = {
  credit: Partial<Credit>;
  /** BCP 47, as the document says it; null where it does not. */
  language: string | null;
  parts: Part[];
};
