import { DocumentError } from '../../errors.ts';
import type { Document } from '../../types/document.ts';
import type { Target } from '../../types/engine.ts';
import type { ChatReply } from './chat.ts';

/**
 * Holds, for each passage of a document, what was heard in conversations that came to nothing. Where the passage fails by them, it is
 * taken out of the cache of answers, so that the next run asks anew. Where it does not (a passage that was split, a repair without a
 * use) it stays, and the next run comes to the same. It knows the answers of a document for those as well who keep what came of them.
 */
export type Fruitless = {
  during<Value>(target: Target, ask: (heard: ChatReply[]) => Promise<Value>): Promise<Value>;
  /** Keys of all answers that the document was given, those among them that came to something. */
  keysOf(document: Document): string[];
  /** Of these passages, by their indexes; null: of all. */
  forget(document: Document, passages: ReadonlySet<number> | null): void;
};

export function createFruitless(): Fruitless {
  const heardOf = new WeakMap<Document, { passage: number; reply: ChatReply }[]>();
  const keys = new WeakMap<Document, Set<string>>();
  const remember = (document: Document, heard: ChatReply[]) => {
    const known = keys.get(document) ?? new Set();
    for (const { key } of heard) if (key !== null) known.add(key);
    keys.set(document, known);
  };
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
      } finally {
        remember(document, heard);
      }
    },
    keysOf: (document) => [...(keys.get(document) ?? [])],
    forget(document, passages) {
      for (const { passage, reply } of heardOf.get(document) ?? [])
        if (passages === null || passages.has(passage)) reply.forget();
    },
  };
}
