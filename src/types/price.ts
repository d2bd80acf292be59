import type { Usage } from './usage.ts';

/** What a model costs, in US dollars per million tokens. */
export type Price = { input: number; cachedInput: number; output: number };

/** By the name of the model. */
export type Prices = Record<string, Price>;

/** US dollars, to the billionth. Input that the provider had in its cache has a price of its own. */
export function costOf({ inputTokens, cachedInputTokens, outputTokens }: Usage, price: Price): number {
  const fresh = inputTokens - cachedInputTokens;
  const millionths = fresh * price.input + cachedInputTokens * price.cachedInput + outputTokens * price.output;
  return Math.round(millionths * 1000) / 1e9;
}

/**
 * US dollars without the provider's discount for cached input: whether that cache was warm depends on the hour, and equal
 * answers must give equal units.
 */
export const listCostOf = (usage: Usage, price: Price): number => costOf({ ...usage, cachedInputTokens: 0 }, price);
