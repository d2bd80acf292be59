import { DocumentError } from '../../errors.ts';
import type { Document } from '../../types/document.ts';
import type { Target } from '../../types/engine.ts';
import type { ChatReply } from './chat.ts';

/**
 * Holds, for each passage of a document, what was heard in conversations that came to nothing. Where the passage fails by them, it is
 * taken out of the cache of answers, so that the next run asks anew. Where it does not (a passage that was split, a repair without a
 * use) it stays, and the next run comes to the same.
 */
export type Fruitless = {
  during<Value>(target: Target, ask: (heard: ChatReply[]) => Promise<Value>): Promise<Value>;
  /** Of these passages, by their indexes; null: of all. */
  forget(document: Document, passages: ReadonlySet<number> | null): void;
};

export function createFruitless(): Fruitless {
  const heardOf = new WeakMap<Document, { passage: number; reply: ChatReply }[]>();
  return {
    async during({ document, passage }, ask) {
      const heard: ChatReply[] = [];
      try {
        return await ask(heard);
      } catch (error) {
        if (error instanceof DocumentError) {
          const own = heard.map((reply) => ({ passage: passage.index, reply }));
          heardOf.set(document, [...(heardOf.get(document) ?? []), ...own]);
        }
        throw error;
      }
    },
    forget(document, passages) {
      for (const { passage, reply } of heardOf.get(document) ?? [])
        if (passages === null || passages.has(passage)) reply.forget();
    },
  };
}
