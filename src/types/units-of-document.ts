import type { Unit } from './unit.ts';

/** The units of one document: a list, or where there are many, what reads them one by one. `for await` goes through both. */
export type UnitsOfDocument = Unit[] | { readonly length: number; [Symbol.asyncIterator](): AsyncIterator<Unit> };
