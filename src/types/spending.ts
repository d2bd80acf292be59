import type { Usage } from './usage.ts';

/**
 * What a call of a run is for: facts, facts rewritten, what is missing, which names are one thing, a text rebuilt, questions about a
 * text, their answers, facts listed, facts judged. Its cost is counted by it.
 */
const callKinds = [
  'extract',
  'repair',
  'missing',
  'resolve',
  'reconstruct',
  'question',
  'answer',
  'facts',
  'entailment',
] as const;

export type CallKind = (typeof callKinds)[number];

/** What calls took. */
export type Calls = Usage & { calls: number };

/** By kind of call; a kind that was not asked is absent. */
export type Spending = Partial<Record<CallKind, Calls>>;

export const noUsage = (): Usage => ({ inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 });

const noCalls = (): Calls => ({ calls: 0, ...noUsage() });

export function addUsage(total: Usage, more: Usage): void {
  total.inputTokens += more.inputTokens;
  total.cachedInputTokens += more.cachedInputTokens;
  total.outputTokens += more.outputTokens;
}

export function addCalls(spending: Spending, kind: CallKind, usage: Usage, calls: number): void {
  const total = spending[kind] ?? noCalls();
  total.calls += calls;
  addUsage(total, usage);
  spending[kind] = total;
}

export function addSpending(total: Spending, more: Spending): void {
  for (const [kind, { calls, ...usage }] of Object.entries(more)) addCalls(total, kind as CallKind, usage, calls);
}

/** The same with its kinds in an order that does not depend on which call was over first. */
export function inOrder(spending: Spending): Spending {
  const kinds = callKinds.filter((kind) => spending[kind] !== undefined);
  return Object.fromEntries(kinds.map((kind) => [kind, spending[kind]]));
}

/** All kinds together. */
export function totalOf(spending: Spending): Calls {
  const total = noCalls();
  for (const { calls, ...usage } of Object.values(spending)) {
    total.calls += calls;
    addUsage(total, usage);
  }
  return total;
}
