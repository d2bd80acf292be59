import { minhash, minhashOfWords } from '../text/minhash.ts';
import { type Word, wordsOfText } from '../text/words.ts';
import type { Target } from '../types/engine.ts';
import type { Sentence } from '../types/passage.ts';

/**
 * Gives the MinHash signature of each sentence of a passage, asked in their order. Of a document that is one passage the checks have
 * read the words just before, and they are not read again.
 */
export function signatures({ document, passage }: Pick<Target, 'document' | 'passage'>): (next: Sentence) => string {
  if (passage.of > 1) return ({ text }) => minhash(text);
  const words = wordsOfText(document.text);
  let at = 0;
  return (sentence) => {
    const start = passage.start + sentence.start;
    const end = passage.start + sentence.end;
    while (startOf(words[at]) < start) at += 1;
    const own: string[] = [];
    for (let word = words[at]; word !== undefined && word.start < end; word = words[at]) {
      own.push(word.text);
      at += 1;
    }
    return isApart(document.text, start, end) ? minhashOfWords(own) : minhash(sentence.text);
  };
}

const startOf = (word: Word | undefined): number => word?.start ?? Number.POSITIVE_INFINITY;

/** Between blanks a sentence has the words that it has for itself; elsewhere one may reach over its end. */
const isApart = (text: string, start: number, end: number): boolean =>
  (start === 0 || isBlank(text[start - 1])) && (end === text.length || isBlank(text[end]));

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\n';
