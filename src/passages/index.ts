import { splitSentences } from '../text/sentences.ts';
import type { Document } from '../types/document.ts';
import type { Passage } from '../types/passage.ts';

/** The passages of a document in order: an abstract is one passage, its whole text. A document without text has none. */
export function passagesOf(document: Document): Passage[] {
  const { text } = document;
  const sentences = splitSentences(text);
  if (sentences.length === 0) return [];
  return [{ index: 0, of: 1, start: 0, end: text.length, text, sentences }];
}
