import type { Budget } from '../engines/openai/budget/budget.ts';
import type { Outcome } from '../pipeline/extract.ts';
import { costOf, type Price } from '../types/price.ts';
import { type Spending, totalOf } from '../types/spending.ts';
import { atomicFile } from '../write/atomic-file.ts';
import { factsOf, type Tally } from './tally.ts';

/** How every document ended, written as it ends, as one JSON object. Run times stand here and not in the units. */
export type Ledger = {
  add(outcome: Outcome): Promise<void>;
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
  await file.write(`{"tool":"ku",${JSON.stringify(head).slice(1, -1)},"documents":[`);
  return {
    async add(outcome) {
      if (outcome.kind === 'notice') return;
      await file.write(separator + JSON.stringify(entryOf(outcome, price)));
      separator = ',\n  ';
    },
    async close(totals) {
      await file.write(`\n],"totals":${JSON.stringify(totals)}}\n`);
      await file.commit();
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

function entryOf(outcome: Exclude<Outcome, { kind: 'notice' }>, price: Price | null) {
  if (outcome.kind === 'skipped') {
    const { id, place } = outcome.document;
    return { document: id, place, status: 'skipped', reason: outcome.reason };
  }
  const { spending } = outcome;
  const { calls: attempts, ...tokens } = totalOf(spending);
  const usage = { ...tokens, cost: price === null ? null : costOf(tokens, price), calls: spending };
  if (outcome.kind === 'failure') return { status: 'failed', ...outcome.failure, ...usage };
  const { document, units, notes } = outcome;
  const facts = units.reduce((sum, unit) => sum + factsOf(unit), 0);
  return {
    document: document.id,
    place: document.place,
    status: 'done',
    units: units.map((unit) => unit.id),
    facts,
    attempts,
    notes,
    ...usage,
    audits: units.map(({ audit }) => audit),
  };
}
