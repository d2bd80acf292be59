import type { Word } from '../text/words.ts';

/** What the parts of a paper, and those of an abstract, are called. */
export const sectionHeadings = new Set(
  `abstract graphical highlights summary keywords introduction background objective objectives purpose aim aims method
  methods results findings conclusion conclusions discussion interpretation funding editors acknowledgements`.split(
    /\s+/,
  ),
);

/** Of each word 1 where it is the first of a text or a sentence, of what a mark opens, or behind a heading that is written on. */
export function headsOf(text: string, words: readonly Word[]): Uint8Array {
  const heads = new Uint8Array(words.length);
  let before: Word | undefined;
  let isAtHead = false;
  let at = 0;
  for (const word of words) {
    if (isHead(text, before, word) || (isAtHead && isBehindHeading(before, word))) {
      heads[at] = 1;
      isAtHead = true;
    } else isAtHead = false;
    before = word;
    at += 1;
  }
  return heads;
}

/** "Background Previous trials were …": the capital is that of a sentence. */
const isBehindHeading = (before: Word | undefined, word: Word): boolean =>
  before?.shape === 'initial' && word.shape === 'initial' && sectionHeadings.has(before.text);

/** The first word of a text, of a sentence, or of what a colon, a quotation mark or a bullet opens. */
function isHead(text: string, before: Word | undefined, word: Word): boolean {
  if (before === undefined) return true;
  if (word.start === before.end + 1 && text[before.end] === ' ') return false;
  return /[.!?:;…。•►\n"“‘(]/u.test(text.slice(before.end, word.start));
}
