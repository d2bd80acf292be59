import type { Outcome } from '../pipeline/extract.ts';
import { atomicFile } from '../write/atomic-file.ts';
import { factsOf, type Tally } from './tally.ts';

/** How every document ended, written as it ends, as one JSON object. Run times stand here and not in the units. */
export type Ledger = {
  add(outcome: Outcome): Promise<void>;
  close(tally: Tally, seconds: number): Promise<void>;
  abandon(): Promise<void>;
};

const noLedger: Ledger = { add: async () => undefined, close: async () => undefined, abandon: async () => undefined };

export type RunHead = { version: string; engine: string; model: string | null };

export async function openLedger(path: string | null, head: RunHead): Promise<Ledger> {
  if (path === null) return noLedger;
  const file = await atomicFile(path);
  let separator = '\n  ';
  await file.write(`{"tool":"ku",${JSON.stringify(head).slice(1, -1)},"documents":[`);
  return {
    async add(outcome) {
      if (outcome.kind === 'notice') return;
      await file.write(separator + JSON.stringify(entryOf(outcome)));
      separator = ',\n  ';
    },
    async close(tally, seconds) {
      await file.write(`\n],"totals":${JSON.stringify({ ...tally, seconds: Number(seconds.toFixed(3)) })}}\n`);
      await file.commit();
    },
    abandon: () => file.discard(),
  };
}

function entryOf(outcome: Exclude<Outcome, { kind: 'notice' }>) {
  if (outcome.kind === 'failure') return { status: 'failed', ...outcome.failure };
  const { id, place } = outcome.document;
  if (outcome.kind === 'interrupted') return { document: id, place, status: 'interrupted' };
  const { units, attempts, notes, usage } = outcome;
  const facts = units.reduce((sum, unit) => sum + factsOf(unit), 0);
  return {
    document: id,
    place,
    status: 'done',
    units: units.map((unit) => unit.id),
    facts,
    attempts,
    notes,
    ...usage,
    audits: units.map(({ audit }) => audit),
  };
}
