import { hash } from 'node:crypto';
import { normaliseText } from '../text/normalise.ts';
import type { Credit, Reading, TextBlock } from '../types/document.ts';
import type { StructuredText } from '../types/structured-text.ts';
import { assemble } from './assemble.ts';
import { emptyText, type Origin, tooLarge } from './failures.ts';

export const noCredit: Credit = { title: null, authors: [], year: null, doi: null, url: null, license: null };

/**
 * The document that a raw text makes, or the failure that it is when it is empty or over `maxBytes` (as UTF-8).
 * `what` names the thing in messages: file, record, row, abstract.
 */
export function documentReading(origin: Origin, what: string, raw: string, credit: Credit, maxBytes: number): Reading {
  const text = normaliseText(raw);
  return readingOf(origin, what, { text, blocks: paragraphsOf(text), language: null, credit }, maxBytes);
}

/** The same of what the reader of a structured format found. */
export function structuredReading(origin: Origin, what: string, found: StructuredText, maxBytes: number): Reading {
  const { credit, language, parts } = found;
  return readingOf(origin, what, { ...assemble(parts), language, credit: { ...noCredit, ...credit } }, maxBytes);
}

export type DocumentContent = {
  text: string;
  blocks: TextBlock[];
  language: string | null;
  credit: Credit;
  domain?: string;
};

/** The same of a normalised text whose blocks are known. */
export function readingOf(origin: Origin, what: string, content: DocumentContent, maxBytes: number): Reading {
  const { text } = content;
  if (text === '') return emptyText(origin, what);
  // A UTF-16 code unit takes at most three bytes, so most texts need no count.
  if (text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes) return tooLarge(origin, what, maxBytes);
  return {
    kind: 'document',
    document: { id: origin.id, ...content, sha256: hash('sha256', text), place: origin.place },
  };
}

/** The paragraphs of a normalised plain text: what stands between blank lines. */
function paragraphsOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n\n', start);
    const end = found < 0 ? text.length : found;
    blocks.push({ kind: 'paragraph', section: [], start, end, rows: null });
    start = end;
    while (text[start] === '\n') start += 1;
  }
  return blocks;
}
