/** Gathers the text of one document, and lets it go once it is sure to be over the limit. */
export type Collector = {
  /** `whole` is false where what follows was left out for its size. */
  add(text: string, whole: boolean): void;
  isBlank(): boolean;
  /** Null when it went over the limit. */
  text(): string | null;
};

/** Blank ends do not count for the size of a document; so much of them may be. */
const slack = 1024;

export function collector(maxBytes: number): Collector {
  let parts: string[] = [];
  let bytes = 0;
  const text = () => (bytes > maxBytes + slack ? null : parts.join(''));
  return {
    add(part, whole) {
      bytes += whole ? Buffer.byteLength(part) : Number.POSITIVE_INFINITY;
      if (bytes > maxBytes + slack) parts = [];
      else parts.push(part);
    },
    isBlank: () => text()?.trim() === '',
    text,
  };
}
