import { availableParallelism } from 'node:os';
import type { Configuration } from '../../config/load.ts';
import { passageWork } from '../../pipeline/passage-work.ts';
import type { Refinement } from '../../pipeline/refine.ts';
import type { Engine } from '../../types/engine.ts';
import type { Price } from '../../types/price.ts';
import { createPool, type Pool } from '../../workers/pool.ts';
import { version } from '../version.ts';

/** The threads of a run, as the settings want them. */
export function openPool(settings: Configuration, engine: Engine, refinement: Refinement, price: Price | null): Pool {
  const { name, model, prompt } = engine;
  return createPool({
    threads: settings.workers ?? (name === 'offline' ? availableParallelism() - 1 : 0),
    worksToo: name === 'offline',
    engine,
    here: passageWork({ engine, version, price, refinement }),
    thread: {
      engine: { name, model, prompt },
      offline: name === 'offline' ? { minConfidence: settings['min-confidence'] } : null,
      canRepair: engine.repair !== undefined,
      canComplete: engine.complete !== undefined,
      version,
      price,
      refinement,
    },
  });
}
