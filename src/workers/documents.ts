import type { Document } from '../types/document.ts';

/** What a thread is told of documents: each is sent once, before its first passage, and let go when it is done. */
export type DocumentMessage =
  | { kind: 'document'; number: number; document: Document }
  | { kind: 'forget'; number: number };

/** The documents that a thread has, as the main thread knows it. */
export type SentDocuments = {
  /** The number of a document, which is sent where the thread does not have it. */
  numberOf(document: Document): number;
  forget(document: Document): void;
};

export function sentDocuments(send: (message: DocumentMessage) => void): SentDocuments {
  const numbers = new Map<Document, number>();
  let last = 0;
  return {
    numberOf(document) {
      const known = numbers.get(document);
      if (known !== undefined) return known;
      last += 1;
      numbers.set(document, last);
      send({ kind: 'document', number: last, document });
      return last;
    },
    forget(document) {
      const number = numbers.get(document);
      if (number === undefined) return;
      numbers.delete(document);
      send({ kind: 'forget', number });
    },
  };
}
