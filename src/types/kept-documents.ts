import type { Document } from './document.ts';
import type { Spending } from './spending.ts';
import type { Unit } from './unit.ts';

/** A document of which every passage is done: what is written of it. */
export type DoneDocument = { units: Unit[]; spending: Spending; notes: string[] };

/**
 * Documents that earlier runs have finished, kept by all that decides what is written of them: the same document comes to the same units in the same
 * run only. No function throws: a store that fails says so once and holds nothing from then on.
 */
export type KeptDocuments = {
  find(document: Document): DoneDocument | null;
  /** @param answers keys of the answers that it is made of: for as long as it is used, so are they */
  keep(document: Document, done: DoneDocument, answers: readonly string[]): void;
};
