import { KuError } from '../../../errors.ts';
import { costOf, type Price } from '../../../types/price.ts';
import { addCalls, type Spending, totalOf } from '../../../types/spending.ts';
import type { ChatReply, ChatRequest, Transport } from '../chat.ts';
import { onAbort } from '../on-abort.ts';
import type { Estimate, Estimator } from './estimate.ts';

export type BudgetOptions = {
  /** Of the model of the run; null where it is not known. */
  price: Price | null;
  /** In US dollars, and in tokens of input and output together; null is no limit. */
  limits: { cost: number | null; tokens: number | null };
  /** Null where there is no limit to hold. */
  estimator: Estimator | null;
};

/** What a run sends and what it may spend. Answers from the cache never come here. */
export type Budget = {
  /** A transport that counts what it spends, and throws KuError `budget` before a request that would pass a limit. */
  guard(transport: Transport): Transport;
  /** What was sent so far, by kind of call. */
  spent(): Spending;
  /** In US dollars; null where the price is not known. */
  cost(): number | null;
};

type Amount = { cost: number; tokens: number };

type Account = BudgetOptions & {
  spending: Spending;
  /** Estimates of what is in flight. */
  reserved: Set<Amount>;
  /** Called once when a request comes back. */
  waiting: (() => void)[];
};

export function createBudget(options: BudgetOptions): Budget {
  const account: Account = { ...options, spending: {}, reserved: new Set(), waiting: [] };
  return {
    guard: (transport) => (request, signal) => sendWithin(account, transport, request, signal),
    spent: () => account.spending,
    cost: () => (account.price === null ? null : costOf(totalOf(account.spending), account.price)),
  };
}

async function sendWithin(
  account: Account,
  transport: Transport,
  request: ChatRequest,
  signal: AbortSignal,
): Promise<ChatReply> {
  const { estimator, spending } = account;
  if (estimator === null) {
    const reply = await transport(request, signal);
    addCalls(spending, request.kind, reply.usage, 1);
    return reply;
  }
  const { estimated, reservation } = await reserve(account, estimator, request, signal);
  try {
    const reply = await transport(request, signal);
    addCalls(spending, request.kind, reply.usage, 1);
    estimator.learn(request.kind, estimated, reply.usage);
    return reply;
  } finally {
    account.reserved.delete(reservation);
    for (const wake of account.waiting.splice(0)) wake();
  }
}

/** Waits while a request that is in flight may turn out cheaper than was reserved for it. */
async function reserve(account: Account, estimator: Estimator, request: ChatRequest, signal: AbortSignal) {
  const foretold = estimator.foretell(request);
  for (;;) {
    signal.throwIfAborted();
    const estimated = foretold();
    const reservation = amountOf(account, estimated);
    const passed = limitPassed(account, reservation);
    if (passed === null) {
      account.reserved.add(reservation);
      return { estimated, reservation };
    }
    if (account.reserved.size === 0) throw passed;
    await nextSettlement(account, signal);
  }
}

function amountOf({ price }: Account, { inputTokens, outputTokens }: Estimate): Amount {
  const usage = { inputTokens, cachedInputTokens: 0, outputTokens };
  return { cost: price === null ? 0 : costOf(usage, price), tokens: inputTokens + outputTokens };
}

function limitPassed(account: Account, next: Amount): KuError | null {
  const { price, limits, reserved, spending } = account;
  const total = totalOf(spending);
  const used = { cost: price === null ? 0 : costOf(total, price), tokens: total.inputTokens + total.outputTokens };
  const held = [...reserved, next].reduce(
    (sum, { cost, tokens }) => ({ cost: sum.cost + cost, tokens: sum.tokens + tokens }),
    {
      cost: 0,
      tokens: 0,
    },
  );
  if (limits.cost !== null && used.cost + held.cost > limits.cost) {
    return endOfBudget(
      `--max-cost ${limits.cost}`,
      `$${used.cost.toFixed(4)} spent, $${next.cost.toFixed(4)} expected`,
    );
  }
  if (limits.tokens !== null && used.tokens + held.tokens > limits.tokens) {
    return endOfBudget(`--max-tokens ${limits.tokens}`, `${used.tokens} spent, ${next.tokens} expected`);
  }
  return null;
}

const endOfBudget = (limit: string, figures: string): KuError =>
  new KuError('budget', `the next request would pass ${limit} (${figures})`, 'raise it and run the same command again');

function nextSettlement(account: Account, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      forget();
      resolve();
    };
    const forget = onAbort(signal, done);
    account.waiting.push(done);
  });
}
