import type { Document } from '../types/document.ts';

/** Documents whose passages a thread may still meet: so many are worked on at the same time, at most. */
const mostRemembered = 64;

/** A passage comes with a copy of its document; the first copy stands for all of them, so that it is read once. */
export function rememberedDocuments(): (document: Document) => Document {
  const known = new Map<string, Document>();
  return (document) => {
    const key = `${document.sha256} ${document.place}`;
    const before = known.get(key) ?? document;
    known.delete(key);
    known.set(key, before);
    const oldest = known.keys().next().value;
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return before;
  };
}
