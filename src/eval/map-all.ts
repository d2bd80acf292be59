import pMap from 'p-map';
import { KuError } from '../errors.ts';

export type Mapping = {
  concurrency: number;
  /** Aborted when what is in flight is to be given up. */
  signal: AbortSignal;
  /** Aborted when nothing more is to be begun; what is in flight is finished, and then the reason is thrown. */
  drain?: AbortSignal;
};

/**
 * Works on all, some at a time. What ends it begins nothing more and waits for what is in flight, so that no answer is lost that was paid for;
 * but for a limit and a drain that is given up first.
 */
export async function mapAll<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  { concurrency, signal, drain }: Mapping,
): Promise<Result[]> {
  const now = new AbortController();
  const either = AbortSignal.any([signal, now.signal]);
  const errors: unknown[] = [];
  const attempt = async (item: Item): Promise<Result[]> => {
    if (errors.length > 0 || drain?.aborted) return [];
    try {
      return [await work(item, either)];
    } catch (error) {
      errors.push(error);
      if (error instanceof KuError && !error.isLimit) now.abort(error);
      return [];
    }
  };
  const results = await pMap(items, attempt, { concurrency });
  if (errors.length > 0) throw errors[0];
  const flat = results.flat();
  if (flat.length < results.length) throw drain?.reason;
  return flat;
}
