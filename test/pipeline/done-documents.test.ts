import { expect, it } from 'vitest';
import { keepDone } from '../../src/pipeline/done-documents.ts';
import type { DoneDocument } from '../../src/types/kept-documents.ts';
import type { Unit } from '../../src/types/unit.ts';
import { targetOf } from '../support/targets.ts';

const { document } = targetOf('Kelp is blue.');

/** Units as they are read from the disk. */
async function* read(count: number): AsyncGenerator<Unit> {
  for (let index = 0; index < count; index += 1) yield { passage: { index } } as Unit;
}

async function keptOf(count: number): Promise<DoneDocument[]> {
  const all: DoneDocument[] = [];
  const kept = { find: () => null, keep: (_: unknown, done: DoneDocument) => void all.push(done) };
  const units = { length: count, [Symbol.asyncIterator]: () => read(count) };
  const calls = { calls: 3, inputTokens: 5, cachedInputTokens: 1, outputTokens: 2 };
  await keepDone(kept, document, { units, spending: { extract: calls }, notes: ['a note'] }, []);
  return all;
}

it('keeps a document with all units, and with what they took but for calls: another run sends none', async () => {
  const [done, ...more] = await keptOf(64);
  expect(more).toEqual([]);
  expect(done?.units.map(({ passage }) => passage.index)).toEqual(Array.from({ length: 64 }, (_, index) => index));
  expect(done).toMatchObject({ notes: ['a note'], spending: { extract: { calls: 0, inputTokens: 5 } } });
});

it('keeps no document of so many units that they would fill the memory', async () => {
  expect(await keptOf(65)).toEqual([]);
});
