import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import { keepDone } from '../../src/pipeline/done-documents.ts';
import { extractUnits } from '../../src/pipeline/extract.ts';
import type { Reading } from '../../src/types/document.ts';
import type { DoneDocument } from '../../src/types/kept-documents.ts';
import type { Unit } from '../../src/types/unit.ts';
import { targetOf } from '../support/targets.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

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

const never = () => Promise.reject(new Error('it is not asked'));

it('puts the units of documents that are kept on the shelf, most on the disk where they are many', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'ku-test-'));
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(temporary, { recursive: true });
  });
  const indexes = Array.from({ length: 64 }, (_, index) => index);
  const units = indexes.map((index) => ({ passage: { index } }) as Unit);
  const kept = {
    find: () => ({ units, spending: {}, notes: ['a note'] }),
    keep: () => expect.fail('it was kept again'),
  };
  const readings = Array.from(
    { length: 20 },
    (_, at): Reading => ({ kind: 'document', document: { ...document, id: `d${at}` } }),
  );
  const engine = { name: 'played', model: null, prompt: null, extract: never };
  let most = 0;
  const ids: string[] = [];
  for await (const outcome of extractUnits(Readable.from(readings), { engine, version: '1', concurrency: 16, kept })) {
    if (outcome.kind !== 'units') throw new Error(outcome.kind);
    await new Promise((done) => setTimeout(done, 20));
    most = Math.max(most, temporaryFiles(temporary).length);
    ids.push(outcome.document.id);
    const read: number[] = [];
    for await (const { passage } of outcome.units) read.push(passage.index);
    expect([read, outcome.units.length, outcome.notes]).toEqual([indexes, 64, ['a note']]);
  }
  expect(ids).toEqual(readings.map((_, at) => `d${at}`));
  expect(most).toBeGreaterThan(3);
  expect(temporaryFiles(temporary)).toEqual([]);
});

it('keeps a document with all units, and with what they took but for calls: another run sends none', async () => {
  const [done, ...more] = await keptOf(64);
  expect(more).toEqual([]);
  expect(done?.units.map(({ passage }) => passage.index)).toEqual(Array.from({ length: 64 }, (_, index) => index));
  expect(done).toMatchObject({ notes: ['a note'], spending: { extract: { calls: 0, inputTokens: 5 } } });
});

it('keeps no document of so many units that they would fill the memory', async () => {
  expect(await keptOf(65)).toEqual([]);
});
