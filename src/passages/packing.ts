import type { Sentence } from '../types/passage.ts';

/** A sentence with its words counted, and whether a paragraph ends with it. */
export type Measured = { sentence: Sentence; words: number; endsParagraph: boolean };

/** Runs of what is no blank, counted without cutting them out. */
export function countWords(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isBlank = code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code >= 128 && /\s/.test(text.charAt(at));
    if (!isBlank && !isInWord) words += 1;
    isInWord = !isBlank;
  }
  return words;
}

/** How far from an even cut, as a share of the limit, the end of a paragraph is still the better place. */
const paragraphPull = 0.25;

/**
 * Cuts a run of sentences into groups of at most `limit` words, of nearly the same length and rather at the ends of paragraphs. A
 * sentence that is longer is a group of its own. Linear in the sentences.
 */
export function pack(run: readonly Measured[], limit: number): Sentence[][] {
  const groups: Sentence[][] = [];
  let left = run.reduce((sum, { words }) => sum + words, 0);
  for (let from = 0; from < run.length; ) {
    const to = left <= limit ? run.length : cutAfter(run, from, limit, left);
    const group = run.slice(from, to);
    groups.push(group.map(({ sentence }) => sentence));
    left -= group.reduce((sum, { words }) => sum + words, 0);
    from = to;
  }
  return groups;
}

/** The end of the next group: the place, within the limit, that is nearest to an even share of what is left. */
function cutAfter(run: readonly Measured[], from: number, limit: number, left: number): number {
  const even = left / Math.ceil(left / limit);
  let best = { to: from + 1, cost: Number.POSITIVE_INFINITY };
  let sum = 0;
  for (let at = from; at < run.length; at += 1) {
    const { words, endsParagraph } = run[at] ?? { words: 0, endsParagraph: false };
    sum += words;
    if (sum > limit) break;
    const cost = Math.abs(sum - even) - (endsParagraph ? paragraphPull * limit : 0);
    if (cost <= best.cost) best = { to: at + 1, cost };
  }
  return best.to;
}
