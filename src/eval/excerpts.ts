import { isInAbstract } from '../text/abstract-heading.ts';
import type { Document } from '../types/document.ts';

/**
 * The abstract of a full paper: a text with a section that is called so, and more prose elsewhere than there. Null of all else, also
 * of a text whose structure is not known.
 */
export function abstractOf({ text, blocks }: Pick<Document, 'text' | 'blocks'>): string | null {
  const body = blocks.filter(({ kind }) => kind !== 'heading');
  const own = body.filter(({ section }) => isInAbstract(section)).map((block) => textIn(text, block));
  const rest = body.filter(({ kind, section }) => kind === 'paragraph' && !isInAbstract(section));
  const abstract = own.join('\n\n');
  const more = rest.reduce((words, block) => words + countWords(textIn(text, block)), 0);
  return abstract !== '' && more > countWords(abstract) ? abstract : null;
}

const textIn = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end);

const runsOfInk = /\S+/g;

export const countWords = (text: string): number => text.match(runsOfInk)?.length ?? 0;

/** The beginning of a text, so many words of it; all of it where it has no more. */
export function beginningOf(text: string, words: number): string {
  let end = 0;
  let left = words;
  for (const found of text.matchAll(runsOfInk)) {
    if (left === 0) break;
    left -= 1;
    end = found.index + found[0].length;
  }
  return text.slice(0, end);
}
