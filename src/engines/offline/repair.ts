import type { Tag, Word } from './words.ts';

type Around = { word: Word; before: Word | undefined; after: Word | undefined; words: Word[]; index: number };

/** Looks at one word among its neighbours; the tag that it should have, or null where it is right. */
export type Repair = (around: Around) => Tag | null;
