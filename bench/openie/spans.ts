import type { Clause } from '../../src/engines/offline/clause.ts';
import type { Item } from '../../src/engines/offline/items.ts';
import type { Word } from '../../src/engines/offline/words.ts';

/** Indices of words: from (inclusive) and to (exclusive). */
export type Span = [from: number, to: number];

/** A parsed stretch of a sentence. */
export type Stretch = { words: Word[]; items: Item[]; clauses: Clause[] };

/** A tuple as spans of words; `implied` stands before the predicate and in no sentence. */
export type Tuple = { implied: string; predicate: Span[]; subject: Span[]; object: Span[]; evidence: string[] };
