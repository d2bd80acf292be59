/**
 * Keeps what a model answered, as text, by the digest of what it was asked. No function throws: a store that fails says so
 * once and holds nothing from then on.
 */
export type AnswerStore = {
  find(key: string): string | null;
  /**
   * Writes an answer before it returns. Where the key has one already, of another process that asked at the same time, that
   * one stays. Returns the one that is kept.
   */
  keep(key: string, answer: string): string;
  forget(key: string): void;
};
