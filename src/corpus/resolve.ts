import { pMapIterable } from 'p-map';
import { openSpool } from '../files/spool.ts';
import { byPassage, type Resolved, resolveUnits } from '../resolve/index.ts';
import type { Resolver } from '../types/resolution.ts';
import type { Unit } from '../types/unit.ts';
import type { ValidateOptions } from '../validate/index.ts';
import { readUnits } from './read-units.ts';

export type ResolveOptions = ValidateOptions & { resolver: Resolver | null; concurrency: number; signal: AbortSignal };

export type ResolvedDocument = Resolved & { document: Unit['document'] };

/**
 * Resolves the documents of unit files, in the order in which they are first met, wherever in the files their units stand. In
 * memory are the units of the documents worked on; all units lie in a temporary file meanwhile. Units that come twice are taken once.
 * @throws KuError, see `readUnits` and `openSpool`, and what the resolver throws but DocumentErrors
 */
export async function* resolveFiles(
  sources: readonly string[],
  options: ResolveOptions,
): AsyncGenerator<ResolvedDocument> {
  const spool = await openSpool<Unit>();
  try {
    const documents = new Map<string, number[]>();
    const seen = new Set<string>();
    for await (const unit of readUnits(sources, options)) {
      if (seen.has(unit.id)) continue;
      seen.add(unit.id);
      const { sha256 } = unit.document;
      documents.set(sha256, [...(documents.get(sha256) ?? []), await spool.add(unit)]);
    }
    const resolve = async (numbers: number[]): Promise<ResolvedDocument[]> => {
      const units = (await Promise.all(numbers.map(spool.read))).sort(byPassage);
      const [first] = units;
      if (first === undefined) return [];
      return [{ document: first.document, ...(await resolveUnits(units, options.resolver, options.signal)) }];
    };
    const { concurrency } = options;
    for await (const done of pMapIterable(documents.values(), resolve, { concurrency, backpressure: concurrency * 2 }))
      yield* done;
  } finally {
    await spool.close();
  }
}
