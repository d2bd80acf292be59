import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measureChecks } from '../../scripts/checks-measured.ts';
import { checksDocument } from '../../scripts/checks-table.ts';
import type { CheckName } from '../../src/types/finding.ts';

const figures = measureChecks();

/** What each check has to reach: the least recall and precision. What is missing is told in docs/checks.md. */
const floors: Record<CheckName, { recall: number; precision: number }> = {
  'copied-wording': { recall: 1, precision: 1 },
  'near-copy': { recall: 1, precision: 1 },
  numbers: { recall: 0.97, precision: 1 },
  quantity: { recall: 1, precision: 1 },
  grounding: { recall: 1, precision: 1 },
  support: { recall: 0.95, precision: 0.95 },
  polarity: { recall: 0.83, precision: 0.94 },
  certainty: { recall: 0.38, precision: 0.98 },
  direction: { recall: 0.42, precision: 0.92 },
  evidence: { recall: 0.9, precision: 1 },
  context: { recall: 0.85, precision: 1 },
};

/** Mutations of which some cases are not seen, as in "it would stabilise it"; of all others every case is. */
const leastSeen: Record<string, number> = {
  'change a digit': 0.98,
  'change a unit': 0.95,
  'make up a value': 0.95,
  'drop a "not"': 0.65,
  'flip the polarity': 0.84,
  'strengthen a hedge': 0.5,
  'hedge a statement': 0.38,
  'swap the arguments': 0.28,
  'reverse a direction': 0.88,
  'take a fact from around the passage': 0.9,
  'cite a wrong sentence': 0.92,
};

describe('the checks, measured on planted cases', () => {
  test('there are enough cases', () => {
    expect(figures.cases).toBeGreaterThanOrEqual(200);
    expect([...figures.byMutation.values()].filter(({ planted }) => planted < 3)).toEqual([]);
  });

  test.each([...figures.byCheck])('%s reaches its recall and precision', (name, { planted, seen, falseAlarms }) => {
    expect(planted).toBeGreaterThan(0);
    expect(seen / planted).toBeGreaterThanOrEqual(floors[name].recall);
    expect(seen / (seen + falseAlarms)).toBeGreaterThanOrEqual(floors[name].precision);
  });

  test.each([...figures.byMutation])('sees the mutation: %s', (name, { planted, seen }) => {
    expect(seen / planted).toBeGreaterThanOrEqual(leastSeen[name] ?? 1);
  });

  test('nothing is found in drafts without a fault', () => expect(figures.onGoodUnits).toBe(0));

  test('docs/checks.md says what was measured', () => {
    const written = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');
    expect(written, 'npm run generate').toBe(checksDocument(figures));
  });
});
