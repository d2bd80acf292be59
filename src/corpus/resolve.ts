import { setMaxListeners } from 'node:events';
import { pMapIterable } from 'p-map';
import { KuError, Waiting } from '../errors.ts';
import { openSpool, type Spool } from '../files/spool.ts';
import { byPassage, type Resolved, resolveUnits } from '../resolve/index.ts';
import type { Resolver } from '../types/resolution.ts';
import type { Unit } from '../types/unit.ts';
import type { ValidateOptions } from '../validate/index.ts';
import { readUnits } from './read-units.ts';

export type ResolveOptions = Omit<ValidateOptions, 'signal'> & {
  resolver: Resolver | null;
  concurrency: number;
  /** Aborted when what is in flight is to be given up. */
  signal: AbortSignal;
  /** Aborted when nothing more is to be begun: what is in flight is finished, and where something is left its reason is thrown. */
  drain: AbortSignal;
};

export type ResolvedDocument = Resolved & { document: Unit['document'] };

/**
 * Resolves the documents of unit files, in the order in which they are first met, wherever in the files their units stand. In
 * memory are the units of the documents worked on; all units lie in a temporary file meanwhile. Units that come twice are taken once.
 * What ends it lets what is in flight end first, and the documents that are done come before the error.
 * @throws KuError, see `readUnits` and `openSpool`, and what the resolver throws but DocumentErrors
 */
export async function* resolveFiles(
  sources: readonly string[],
  options: ResolveOptions,
): AsyncGenerator<ResolvedDocument> {
  const { concurrency, drain, resolver, signal } = options;
  const spool = await openSpool<Unit>();
  const now = new AbortController();
  const either = AbortSignal.any([signal, now.signal]);
  // Every request in flight listens to it, so many listeners are no leak.
  setMaxListeners(0, either);
  const errors: unknown[] = [];
  const resolve = async (numbers: number[]): Promise<ResolvedDocument[]> => {
    if (errors.length > 0) return [];
    try {
      drain.throwIfAborted();
      const units = (await Promise.all(numbers.map(spool.read))).sort(byPassage);
      const [first] = units;
      return first === undefined
        ? []
        : [{ document: first.document, ...(await resolveUnits(units, resolver, either)) }];
    } catch (error) {
      errors.push(error instanceof Waiting ? drain.reason : error);
      if (error instanceof KuError && !error.isLimit) now.abort(error);
      return [];
    }
  };
  try {
    const documents = await unitsByDocument(readUnits(sources, { ...options, signal: drain }), spool);
    for await (const done of pMapIterable(documents, resolve, { concurrency, backpressure: concurrency * 2 }))
      yield* done;
    if (errors.length > 0) throw errors.find((error) => error instanceof KuError) ?? errors[0];
  } finally {
    // Who asks for no more wants nothing that is in flight either.
    now.abort();
    await spool.close();
  }
}

/** For each document the numbers of its units in the spool. */
async function unitsByDocument(units: AsyncIterable<Unit>, spool: Spool<Unit>): Promise<Iterable<number[]>> {
  const documents = new Map<string, number[]>();
  const seen = new Set<string>();
  for await (const unit of units) {
    if (seen.has(unit.id)) continue;
    seen.add(unit.id);
    const { sha256 } = unit.document;
    documents.set(sha256, [...(documents.get(sha256) ?? []), await spool.add(unit)]);
  }
  return documents.values();
}
