import { availableParallelism } from 'node:os';
import type { Configuration } from '../../config/load.ts';
import type { Budget } from '../../engines/openai/budget/budget.ts';
import { passageWork } from '../../pipeline/passage-work.ts';
import type { Refinement } from '../../pipeline/refine.ts';
import type { Engine } from '../../types/engine.ts';
import type { Price } from '../../types/price.ts';
import { totalOf } from '../../types/spending.ts';
import { createPool, type Pool, type Start } from '../../workers/pool.ts';
import { version } from '../version.ts';

/** The embedded engine waits for nothing; each start of it loads a tagger. */
const offlineStart: Start = { passages: 100, busy: 0.8, documents: 1 };

/**
 * A run that is answered from the cache. One that waits for an endpoint is hardly ever as busy; where the machine is slow, threads would cost it
 * more than they bring.
 */
const cachedStart = (budget: Budget): Start => ({
  passages: 1000,
  busy: 0.95,
  documents: 100,
  isWanted: (passages) => totalOf(budget.spent()).calls < passages / 10,
});

/** What one thread reads, asks the cache for and writes keeps no more of them busy. */
const mostBesideCache = 2;

/** The threads of a run, as the settings want them. */
export function openPool(
  settings: Configuration,
  { engine, budget }: { engine: Engine; budget: Budget },
  refinement: Refinement,
  price: Price | null,
): Pool {
  const { name, model, prompt } = engine;
  const isOffline = name === 'offline';
  const spare = availableParallelism() - 1;
  return createPool({
    threads: settings.workers ?? (isOffline ? spare : Math.min(spare, mostBesideCache)),
    start: isOffline || settings.workers !== null ? offlineStart : cachedStart(budget),
    worksToo: isOffline,
    engine,
    here: passageWork({ engine, version, price, refinement }),
    thread: {
      engine: { name, model, prompt },
      offline: isOffline ? { minConfidence: settings['min-confidence'] } : null,
      canRepair: engine.repair !== undefined,
      canComplete: engine.complete !== undefined,
      version,
      price,
      refinement,
    },
  });
}
