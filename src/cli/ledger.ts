import type { Budget } from '../engines/openai/budget/budget.ts';
import type { Outcome } from '../pipeline/extract.ts';
import { costOf, type Price } from '../types/price.ts';
import { type Spending, totalOf } from '../types/spending.ts';
import type { Unit } from '../types/unit.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';
import { atomicFile } from '../write/atomic-file.ts';
import { factsOf, type Tally } from './tally.ts';

/** How every document ended, written as it ends, as one JSON object. Run times stand here and not in the units. */
export type Ledger = {
  add(outcome: Outcome): Promise<void>;
  /** Where that fails nothing of it is left behind. */
  close(totals: object): Promise<void>;
  abandon(): Promise<void>;
};

const noLedger: Ledger = { add: async () => undefined, close: async () => undefined, abandon: async () => undefined };

export type RunHead = { version: string; engine: string; model: string | null };

/** @param price of the model, null where it is not known: what the answers cost, discount for cached input included */
export async function openLedger(path: string | null, head: RunHead, price: Price | null): Promise<Ledger> {
  if (path === null) return noLedger;
  const file = await atomicFile(path);
  let separator = '\n  ';
  try {
    await file.write(`{"tool":"ku",${JSON.stringify(head).slice(1, -1)},"documents":[`);
  } catch (error) {
    await file.discard();
    throw error;
  }
  return {
    async add(outcome) {
      if (outcome.kind === 'notice') return;
      await file.write(separator);
      separator = ',\n  ';
      for await (const piece of entryOf(outcome, price)) await file.write(piece);
    },
    async close(totals) {
      try {
        await file.write(`\n],"totals":${JSON.stringify(totals)}}\n`);
        await file.commit();
      } catch (error) {
        await file.discard();
        throw error;
      }
    },
    abandon: () => file.discard(),
  };
}

/**
 * The figures of a run. `usage` is what the answers took, also those that came from the cache; `sent` what this run sent.
 * Both are by model, then by kind of call.
 */
export function totalsOf(tally: Tally, seconds: number, { model }: RunHead, budget: Budget, price: Price | null) {
  const { spending, ...counts } = tally;
  const byModel = (of: Spending) => (model === null ? {} : { [model]: costed(of, price) });
  return {
    ...counts,
    ...costed({ all: totalOf(spending) }, price).all,
    usage: byModel(spending),
    sent: byModel(budget.spent()),
    seconds: Number(seconds.toFixed(3)),
  };
}

function costed(spending: Record<string, ReturnType<typeof totalOf>>, price: Price | null) {
  return Object.fromEntries(
    Object.entries(spending).map(([kind, calls]) => [
      kind,
      { ...calls, cost: price === null ? null : costOf(calls, price) },
    ]),
  );
}

/** An entry as JSON, in pieces: a document may have more units than memory holds. */
async function* entryOf(
  outcome: Exclude<Outcome, { kind: 'notice' }>,
  price: Price | null,
): AsyncGenerator<string, void> {
  if (outcome.kind === 'skipped' || outcome.kind === 'duplicate') {
    yield JSON.stringify(skippedEntry(outcome));
    return;
  }
  const { calls: attempts, ...tokens } = totalOf(outcome.spending);
  const usage = { ...tokens, cost: price === null ? null : costOf(tokens, price), calls: outcome.spending };
  const failed = { status: 'failed', ...outcome.failure, ...usage };
  if (outcome.kind === 'failure') {
    yield JSON.stringify(failed);
    return;
  }
  const { document, units, notes, failure } = outcome;
  const done = { document: document.id, place: document.place, status: 'done' };
  yield `${withoutEnd(failure === null ? done : failed)},"units":[`;
  let facts = 0;
  yield* listed(units, (unit) => {
    facts += factsOf(unit);
    return unit.id;
  });
  const rest = { facts, ...(failure === null ? { attempts } : {}), notes, ...(failure === null ? usage : {}) };
  yield `],${withoutEnd(rest).slice(1)},"audits":[`;
  yield* listed(units, ({ audit }) => audit);
  yield ']}';
}

/** Why a document has no result and is no failure, for reports and events. */
export function skippedEntry(outcome: Extract<Outcome, { kind: 'skipped' | 'duplicate' }>) {
  const { id, place } = outcome.document;
  const entry = { document: id, place, status: 'skipped' } as const;
  return outcome.kind === 'skipped'
    ? { ...entry, reason: outcome.reason }
    : { ...entry, reason: duplicateReason, of: outcome.of };
}

/** Why a document is skipped that was read before. */
export const duplicateReason = 'duplicate';

/** An object that goes on. */
const withoutEnd = (value: object): string => JSON.stringify(value).slice(0, -1);

async function* listed(units: UnitsOfDocument, make: (unit: Unit) => unknown): AsyncGenerator<string> {
  let separator = '';
  for await (const unit of units) {
    yield separator + JSON.stringify(make(unit));
    separator = ',';
  }
}
