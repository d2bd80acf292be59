import type { Tag } from './tags.ts';
import type { Word } from './words.ts';

type Around = { word: Word; before: Word | undefined; after: Word | undefined; words: Word[]; index: number };

/** Looks at one word among its neighbours; the tag that it should have, or null where it is right. */
type Look = (around: Around) => Tag | null;

/** A repair, and the tags of the words that it looks at. */
export type Repair = { tags: Tag[]; look: Look };

export const on = (tags: string, look: Look): Repair => ({ tags: tags.split(' ') as Tag[], look });
