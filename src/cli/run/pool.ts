import { availableParallelism } from 'node:os';
import type { Configuration } from '../../config/load.ts';
import { passageWork } from '../../pipeline/passage-work.ts';
import type { Refinement } from '../../pipeline/refine.ts';
import type { Engine } from '../../types/engine.ts';
import type { Price } from '../../types/price.ts';
import { createPool, type Pool, type Start } from '../../workers/pool.ts';
import { version } from '../version.ts';

/** The embedded engine waits for nothing; each start of it loads a tagger. */
const offlineStart: Start = { passages: 100, busy: 0.8, documents: 1 };

/** A run that waits for an endpoint is never as busy as this; one that is answered from the cache is. */
const cachedStart: Start = { passages: 1000, busy: 0.95, documents: 100 };

/** What one thread reads, asks the cache for and writes keeps no more of them busy. */
const mostBesideCache = 2;

/** The threads of a run, as the settings want them. */
export function openPool(settings: Configuration, engine: Engine, refinement: Refinement, price: Price | null): Pool {
  const { name, model, prompt } = engine;
  const isOffline = name === 'offline';
  const spare = availableParallelism() - 1;
  return createPool({
    threads: settings.workers ?? (isOffline ? spare : Math.min(spare, mostBesideCache)),
    start: isOffline || settings.workers !== null ? offlineStart : cachedStart,
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
