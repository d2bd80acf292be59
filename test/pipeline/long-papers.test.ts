import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KuError } from '../../src/errors.ts';
import { type ExtractOptions, extractUnits } from '../../src/pipeline/extract.ts';
import { passageWork } from '../../src/pipeline/passage-work.ts';
import { createShelves } from '../../src/pipeline/shelf.ts';
import { resolveUnits } from '../../src/resolve/index.ts';
import type { Reading } from '../../src/types/document.ts';
import type { Engine, Target } from '../../src/types/engine.ts';
import type { Unit } from '../../src/types/unit.ts';
import { sampleUnit } from '../support/sample-unit.ts';
import { draftAbout, targetOf } from '../support/targets.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

/** What lies in the folder for temporary files: nothing else uses it here. */
let temporary = '';
const before = process.env.TMPDIR;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'ku-test-'));
  process.env.TMPDIR = temporary;
});
afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(temporary, { recursive: true, force: true });
});

const passages = 600;
const long = Array.from({ length: passages }, (_, at) => `Kelp number ${at} is blue.`).join(' ');

/** Names kelp by the number in its passage; 50 of the first passages answer last, in the reverse order. */
function engineOn(fail: (target: Target) => void = () => undefined): Engine {
  return {
    name: 'played',
    model: null,
    prompt: null,
    async extract(target) {
      const { index } = target.passage;
      for (let turn = 0; turn < Math.max(0, 50 - index); turn += 1) await new Promise((done) => setImmediate(done));
      fail(target);
      const name = /number (\d+)/.exec(target.passage.text)?.[0] ?? 'kelp';
      return {
        draft: draftAbout(name),
        usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 },
        attempts: 1,
      };
    },
  };
}

const optionsFor = (engine: Engine, more: Partial<ExtractOptions> = {}): ExtractOptions => ({
  engine,
  version: '1',
  concurrency: 8,
  passages: { words: 5, contextWords: 5 },
  refinement: { repairs: 0, passes: 1 },
  ...more,
});

async function* documents(count = 1): AsyncGenerator<Reading> {
  for (let at = 0; at < count; at += 1) yield { kind: 'document', document: targetOf(long, `long-${at}`).document };
}

async function listed(units: AsyncIterable<Unit> | Unit[]): Promise<Unit[]> {
  const all: Unit[] = [];
  for await (const unit of units) all.push(unit);
  return all;
}

describe('a long paper', () => {
  it('has its units in the order of the passages, again and again, most of them from the disk', async () => {
    const released: string[] = [];
    let filesMeanwhile = 0;
    for await (const outcome of extractUnits(
      documents(),
      optionsFor(engineOn(), { release: ({ id }) => released.push(id) }),
    )) {
      if (outcome.kind !== 'units') throw new Error(outcome.kind);
      filesMeanwhile = temporaryFiles(temporary).length;
      expect(outcome.units).not.toBeInstanceOf(Array);
      expect(outcome.units.length).toBe(passages);
      const units = await listed(outcome.units);
      expect(units.map(({ passage }) => passage.index)).toEqual(Array.from({ length: passages }, (_, at) => at));
      expect(units[599]?.entities[0]?.name).toBe('number 599');
      expect(new Set(units.map(({ resolution }) => resolution?.sha256)).size).toBe(1);
      expect(JSON.stringify(await listed(outcome.units))).toBe(JSON.stringify(units));
    }
    expect(filesMeanwhile).toBe(1);
    expect(temporaryFiles(temporary)).toEqual([]);
    expect(released).toEqual(['long-0']);
  });

  it('leaves nothing on the disk where the reader of the units stops, or an error ends the run', async () => {
    for await (const outcome of extractUnits(documents(3), optionsFor(engineOn()))) {
      if (outcome.kind === 'units') break;
    }
    expect(temporaryFiles(temporary)).toEqual([]);
    const wrongKey = engineOn(({ passage }) => {
      if (passage.index === 500) throw new KuError('key', 'it is wrong', 'mend it');
    });
    await expect(
      (async () => {
        for await (const _ of extractUnits(documents(), optionsFor(wrongKey)));
      })(),
    ).rejects.toThrow('it is wrong');
    expect(temporaryFiles(temporary)).toEqual([]);
  });

  it('ends the run where the disk takes no more', async () => {
    process.env.TMPDIR = join(temporary, 'gone');
    await expect(
      (async () => {
        for await (const _ of extractUnits(documents(), optionsFor(engineOn())));
      })(),
    ).rejects.toMatchObject({ code: 'output', hint: expect.stringContaining('TMPDIR') });
  });

  it('gives the units that are made where all of it is in memory', async () => {
    const work = passageWork({ engine: engineOn(), version: '1', refinement: { repairs: 0, passes: 1 } });
    const raw: Unit[] = [];
    const keeping: ExtractOptions['work'] = async (target, signal) => {
      const result = await work(target, signal);
      raw.push(result.unit);
      return result;
    };
    for await (const outcome of extractUnits(documents(), optionsFor(engineOn(), { work: keeping }))) {
      if (outcome.kind !== 'units') throw new Error(outcome.kind);
      const { units } = await resolveUnits(raw, null, new AbortController().signal);
      expect(JSON.stringify(await listed(outcome.units))).toBe(JSON.stringify(units));
    }
  });
});

describe('shelves', () => {
  const unit = sampleUnit();

  it('hold so many units in memory together, and a few of each document in any case', async () => {
    const shelves = createShelves(6);
    const [one, other] = [shelves.open(), shelves.open()];
    for (let at = 0; at < 6; at += 1) await one.put(at, unit);
    expect(one.inMemory()).toHaveLength(6);
    for (let at = 0; at < 5; at += 1) await other.put(at, unit);
    expect(other.inMemory()).toBeNull();
    expect(other.indexes()).toEqual([0, 1, 2, 3, 4]);
    expect(await other.unit(4)).toEqual(unit);
    await one.close();
    const next = shelves.open();
    for (let at = 5; at >= 0; at -= 1) await next.put(at, unit);
    expect(next.inMemory()).toBeNull();
    expect(next.indexes()).toEqual([0, 1, 2, 3, 4, 5]);
    await shelves.close();
    expect(temporaryFiles(temporary)).toEqual([]);
  });

  it('take nothing and give nothing once they are closed', async () => {
    const shelf = createShelves(0).open();
    for (let at = 0; at < 6; at += 1) await shelf.put(at, unit);
    await shelf.close();
    await shelf.put(6, unit);
    await expect(shelf.unit(5)).rejects.toThrow('until the next outcome is asked for');
    await shelf.close();
    expect(temporaryFiles(temporary)).toEqual([]);
  });
});
