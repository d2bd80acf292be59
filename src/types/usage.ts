/** Tokens of the answers that were used. `cachedInputTokens` is the part of the input that the provider had in its own cache. */
export type Usage = { inputTokens: number; cachedInputTokens: number; outputTokens: number };
