import { hash } from 'node:crypto';
import { normaliseText } from '../text/normalise.ts';
import type { Credit, Reading } from '../types/document.ts';
import { emptyText, type Origin, tooLarge } from './failures.ts';

export const noCredit: Credit = { title: null, authors: [], year: null, doi: null, url: null, license: null };

/**
 * The document that a raw text makes, or the failure that it is when it is empty or over `maxBytes` (as UTF-8).
 * `what` names the thing in messages: file, record, row, abstract.
 */
export function documentReading(origin: Origin, what: string, raw: string, credit: Credit, maxBytes: number): Reading {
  const text = normaliseText(raw);
  if (text === '') return emptyText(origin, what);
  // A UTF-16 code unit takes at most three bytes, so most texts need no count.
  if (text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes) return tooLarge(origin, what, maxBytes);
  return {
    kind: 'document',
    document: { id: origin.id, credit, text, sha256: hash('sha256', text), place: origin.place },
  };
}
