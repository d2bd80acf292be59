import { expect, it } from 'vitest';
import { extractUnits } from '../../src/pipeline/extract.ts';
import type { Reading } from '../../src/types/document.ts';
import type { Engine } from '../../src/types/engine.ts';
import { draftAbout, targetOf } from '../support/targets.ts';

const spent = { usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 }, attempts: 1 };

async function* readings(): AsyncGenerator<Reading> {
  for (const id of ['slow', 'quick', 'quicker']) {
    yield { kind: 'document', document: targetOf('Kelp grew blue fronds.', id).document };
  }
}

it('documents that wait for one before them have ended, and come out behind it', async () => {
  let ended = 0;
  let goOn: () => void = () => undefined;
  const othersEnded = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const engine: Engine = {
    name: 'played',
    model: 'none',
    prompt: null,
    async extract({ document }) {
      if (document.id === 'slow') await othersEnded;
      return { draft: draftAbout('kelp'), ...spent };
    },
  };
  const outcomes = extractUnits(readings(), {
    engine,
    version: '1',
    concurrency: 3,
    refinement: { passes: 1, repairs: 0 },
    ended: () => {
      ended += 1;
      if (ended === 2) goOn();
    },
  });
  const order: string[] = [];
  const endedBefore: number[] = [];
  for await (const outcome of outcomes) {
    if (outcome.kind === 'units') order.push(outcome.document.id);
    endedBefore.push(ended);
  }
  expect(order).toEqual(['slow', 'quick', 'quicker']);
  expect(endedBefore).toEqual([3, 3, 3]);
});
