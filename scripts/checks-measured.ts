import { findFindings } from '../src/checks/index.ts';
import { checks } from '../src/checks/table.ts';
import type { CheckName, Finding } from '../src/types/finding.ts';
import { goodUnits } from '../test/support/good-units.ts';
import { mutations, type Planted, plantAll } from '../test/support/mutations.ts';

/** Cases planted, those of them seen, and other cases in which something was found without a cause. */
export type Row = { planted: number; seen: number; falseAlarms: number };

export type Figures = {
  units: number;
  facts: number;
  cases: number;
  /** False alarms in drafts without a fault. */
  onGoodUnits: number;
  all: Row;
  byCheck: Map<CheckName, Row>;
  byMutation: Map<string, { expected: readonly CheckName[]; planted: number; seen: number }>;
};

const emptyRow = (): Row => ({ planted: 0, seen: 0, falseAlarms: 0 });

/** Plants every case in the good units and counts what the checks see of it. */
export function measureChecks(): Figures {
  const units = goodUnits();
  const cases = plantAll(units);
  const byCheck = new Map(checks.map(({ name }) => [name, emptyRow()]));
  const byMutation: Figures['byMutation'] = new Map(
    mutations.map(({ name, expected }) => [name, { expected, planted: 0, seen: 0 }]),
  );
  let onGoodUnits = 0;
  for (const { target, draft } of units) onGoodUnits += countFalse(byCheck, findFindings(target, draft), []);
  for (const planted of cases) count(byCheck, byMutation, planted);
  const all = emptyRow();
  for (const { planted, seen } of byMutation.values())
    Object.assign(all, { planted: all.planted + planted, seen: all.seen + seen });
  for (const { falseAlarms } of byCheck.values()) all.falseAlarms += falseAlarms;
  const facts = units.reduce(
    (sum, { draft }) => sum + draft.relations.length + draft.entities.flatMap(({ attributes }) => attributes).length,
    0,
  );
  return { units: units.length, facts, cases: cases.length, onGoodUnits, all, byCheck, byMutation };
}

function count(byCheck: Map<CheckName, Row>, byMutation: Figures['byMutation'], planted: Planted): void {
  const { unit, draft, target, expected, mutation } = planted;
  const findings = findFindings(unit.target, draft);
  countFalse(byCheck, findings, expected);
  const seenBy = new Set(findings.filter((one) => one.target.startsWith(target)).map(({ check }) => check));
  const [first] = expected;
  const row = byCheck.get(first);
  if (row !== undefined) {
    row.planted += 1;
    row.seen += seenBy.has(first) ? 1 : 0;
  }
  const own = byMutation.get(mutation);
  if (own === undefined) return;
  own.planted += 1;
  own.seen += expected.some((check) => seenBy.has(check)) ? 1 : 0;
}

/** Counts each check that spoke without a cause, once; returns how many did. */
function countFalse(
  byCheck: Map<CheckName, Row>,
  findings: readonly Finding[],
  expected: readonly CheckName[],
): number {
  const wrong = new Set(findings.map(({ check }) => check).filter((check) => !expected.includes(check)));
  for (const check of wrong) {
    const row = byCheck.get(check);
    if (row !== undefined) row.falseAlarms += 1;
  }
  return wrong.size;
}
