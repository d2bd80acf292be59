/** Gathers the text of one document, and lets it go once it is sure to be over the limit. */
export type Collector = {
  add(text: string): void;
  overflow(): void;
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
  const overflow = () => {
    bytes = Number.POSITIVE_INFINITY;
    parts = [];
  };
  return {
    add(part) {
      bytes += Buffer.byteLength(part);
      if (bytes > maxBytes + slack) overflow();
      else parts.push(part);
    },
    overflow,
    isBlank: () => text()?.trim() === '',
    text,
  };
}
