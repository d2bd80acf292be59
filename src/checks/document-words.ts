import type { Word } from '../text/words.ts';

/** The words of a document, which passages, sentences and copied runs are cut from. */
export type DocumentWords = {
  at(position: number): Word | undefined;
  /** Those that begin within bounds of the text, and the position of the first of them. */
  inside(start: number, end: number): { words: Word[]; first: number };
};

/** A list of words, as it is: for a document that is one passage. */
export function listedWords(words: readonly Word[]): DocumentWords {
  const startOf = (position: number): number => words[position]?.start ?? 0;
  return {
    at: (position) => words[position],
    inside(start, end) {
      const first = firstFrom(words.length, startOf, start);
      return { words: words.slice(first, firstFrom(words.length, startOf, end)), first };
    },
  };
}

/** The same in 16 bytes a word instead of 80: what is known of a written word stands once, and a word is made when it is asked for. */
export function packedWords(words: readonly Word[]): DocumentWords {
  const forms = new Map<string, Omit<Word, 'start' | 'end'>>();
  const known = words.map(({ text, stem, isContent, shape }) => {
    const key = `${shape} ${text}`;
    const form = forms.get(key) ?? { text, stem, isContent, shape };
    forms.set(key, form);
    return form;
  });
  const starts = Int32Array.from(words, ({ start }) => start);
  const ends = Int32Array.from(words, ({ end }) => end);
  const startOf = (position: number): number => starts[position] ?? 0;
  const packed = (position: number): Word[] => {
    const form = known[position];
    return form === undefined ? [] : [{ ...form, start: startOf(position), end: ends[position] ?? 0 }];
  };
  return {
    at: (position) => packed(position)[0],
    inside(start, end) {
      const first = firstFrom(known.length, startOf, start);
      const length = firstFrom(known.length, startOf, end) - first;
      return { words: Array.from({ length }, (_, step) => packed(first + step)).flat(), first };
    },
  };
}

/** Of so many things in the order of their beginnings the first, found by halving, that begins at an offset or behind it. */
export function firstFrom(count: number, startOf: (position: number) => number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
