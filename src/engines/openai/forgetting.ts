import { DocumentError } from '../../errors.ts';
import type { Document } from '../../types/document.ts';
import type { ChatReply } from './chat.ts';

/**
 * Holds, for each document, what was heard in conversations that came to nothing. Where the document fails by them, it is taken out
 * of the cache of answers, so that the next run asks anew. Where it does not (a passage that was split, a repair without a use)
 * it stays, and the next run comes to the same.
 */
export type Fruitless = {
  during<Value>(document: Document, ask: (heard: ChatReply[]) => Promise<Value>): Promise<Value>;
  forget(document: Document): void;
};

export function createFruitless(): Fruitless {
  const replies = new WeakMap<Document, ChatReply[]>();
  return {
    async during(document, ask) {
      const heard: ChatReply[] = [];
      try {
        return await ask(heard);
      } catch (error) {
        if (error instanceof DocumentError) replies.set(document, [...(replies.get(document) ?? []), ...heard]);
        throw error;
      }
    },
    forget(document) {
      for (const reply of replies.get(document) ?? []) reply.forget();
    },
  };
}
