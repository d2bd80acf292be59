import { KuError } from '../errors.ts';
import type { Price, Prices } from '../types/price.ts';

/** What a price may name; cached input costs what input does where it has no price of its own. */
const priceKeys = ['input', 'cachedInput', 'output'] as const;

const example =
  'write prices: {gpt-4.1-mini: {input: 0.4, cachedInput: 0.1, output: 1.6}}, in US dollars per million tokens';

/**
 * The value of the key `prices` of `ku.yaml`: by the name of the model, US dollars per million tokens.
 * @throws KuError `config` that names the key
 */
export function parsePrices(value: unknown, file: string): Prices {
  return Object.fromEntries(
    Object.entries(members(value, 'prices', file)).map(([model, price]) => [model, priceOf(model, price, file)]),
  );
}

function priceOf(model: string, value: unknown, file: string): Price {
  const key = `prices.${model}`;
  const given = members(value, key, file);
  const unknown = Object.keys(given).find((name) => !priceKeys.some((known) => known === name));
  if (unknown !== undefined) {
    throw new KuError('config', `${file} has an unknown key: ${key}.${unknown}`, `it may hold ${priceKeys.join(', ')}`);
  }
  const amount = (name: (typeof priceKeys)[number]) => amountOf(given[name], `${key}.${name} in ${file}`);
  const input = amount('input');
  return {
    input,
    cachedInput: given.cachedInput === undefined ? input : amount('cachedInput'),
    output: amount('output'),
  };
}

function amountOf(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  const found = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
  throw new KuError('config', `${place} ${found}, expected a number from 0`, example);
}

function members(value: unknown, key: string, file: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new KuError('config', `${key} in ${file} holds no prices`, example);
}
