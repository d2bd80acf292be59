import { describe, expect, it } from 'vitest';
import { passageWork } from '../../src/pipeline/passage-work.ts';
import type { Engine } from '../../src/types/engine.ts';
import { sentDocuments } from '../../src/workers/documents.ts';
import type { ThreadSettings } from '../../src/workers/messages.ts';
import { draftAbout, targetOf } from '../support/targets.ts';

/** The pool as it is built: Node can't load the program of a thread from the sources. */
const built = (file: string) => import(/* @vite-ignore */ new URL(`../../dist/${file}`, import.meta.url).href);
const { createPool } = (await built('workers/pool.js')) as typeof import('../../src/workers/pool.ts');
const { DocumentError, KuError } = (await built('errors.js')) as typeof import('../../src/errors.ts');

const never = new AbortController().signal;
const spent = { usage: { inputTokens: 10, cachedInputTokens: 0, outputTokens: 1 }, attempts: 1 };
const text = 'Bladed kelp grew blue fronds. It was seen in the north.';

/** An engine that plays a model by the name of the document. */
const played: Engine = {
  name: 'played',
  model: 'none',
  prompt: null,
  async extract({ document }, signal) {
    signal.throwIfAborted();
    if (document.id === 'fails') {
      const evidence = { answers: ['no'], finishReason: 'stop', problems: ['p'], ...spent.usage };
      throw new DocumentError('refused', 'declined', 'try another', { attempts: 2, evidence });
    }
    if (document.id === 'ends') throw new KuError('quota', 'no credit', 'add some');
    const draft = draftAbout('kelp');
    if (document.id === 'repaired') draft.entities[0]?.attributes.push(wrong);
    return { draft, ...spent };
  },
  async repair(_target, requests) {
    const fact = { ...wrong, value: 'in the north' };
    return { repairs: requests.map(({ index }) => ({ index, fact })), ...spent };
  },
};

const wrong = {
  name: 'place',
  value: '77 km to the south',
  quantity: null,
  conditions: [],
  polarity: 'affirmed' as const,
  certainty: 'stated' as const,
  evidence: [2],
};

const refinement = { repairs: 2, passes: 1, gate: 'fail', strict: false } as const;
const here = passageWork({ engine: played, version: '1', refinement });
const thread: ThreadSettings = {
  engine: { name: 'played', model: 'none', prompt: null },
  offline: null,
  canRepair: true,
  canComplete: false,
  version: '1',
  price: null,
  refinement,
};
const poolOf = (threads: number) =>
  createPool({ threads, engine: played, here, thread, worksToo: false, start: { passages: 1, busy: 0, documents: 0 } });

async function withPool<Value>(use: (pool: ReturnType<typeof poolOf>) => Promise<Value>): Promise<Value> {
  const pool = poolOf(2);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

describe('threads', () => {
  it('make the units that this thread makes, repairs among them', async () => {
    const ids = ['plain', 'repaired', 'other', 'more'];
    const threaded = await withPool((pool) => Promise.all(ids.map((id) => pool.work(targetOf(text, id), never))));
    const own = await Promise.all(ids.map((id) => here(targetOf(text, id), never)));
    expect(JSON.stringify(threaded)).toBe(JSON.stringify(own));
    expect(own[1]?.unit.audit.repairs).toBe(1);
  });

  it('are helped by this thread where they have enough before them, with the same units', async () => {
    let own = 0;
    const counted: typeof here = (target, signal) => {
      own += 1;
      return here(target, signal);
    };
    const start = { passages: 1, busy: 0, documents: 0 };
    const pool = createPool({ threads: 1, engine: played, here: counted, thread, worksToo: true, start });
    const ids = Array.from({ length: 8 }, (_, at) => `plain ${at}`);
    const made = await Promise.all(ids.map((id) => pool.work(targetOf(text, id), never)));
    await pool.close();
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(ids.length);
    const alone = await Promise.all(ids.map((id) => here(targetOf(text, id), never)));
    expect(JSON.stringify(made)).toBe(JSON.stringify(alone));
  });

  it('are not started for the passages of few documents', async () => {
    let own = 0;
    const counted: typeof here = (target, signal) => {
      own += 1;
      return here(target, signal);
    };
    const start = { passages: 1, busy: 0, documents: 2 };
    const pool = createPool({ threads: 1, engine: played, here: counted, thread, worksToo: false, start });
    const { document, passage } = targetOf(text, 'plain');
    for (const index of [0, 1, 2]) await pool.work({ document, passage: { ...passage, index, of: 3 } }, never);
    expect(own).toBe(3);
    await pool.work(targetOf(text, 'other'), never);
    await pool.close();
    expect(own).toBe(3);
  });

  it('hand on what a document fails with, whole', async () => {
    const failure = await withPool((pool) =>
      pool.work(targetOf(text, 'fails'), never).catch((error: unknown) => error),
    );
    expect(failure).toBeInstanceOf(DocumentError);
    expect(failure).toMatchObject({ code: 'refused', attempts: 2, evidence: { answers: ['no'], problems: ['p'] } });
  });

  it('hand on what ends a run as the very error', async () => {
    const error = await withPool((pool) => pool.work(targetOf(text, 'ends'), never).catch((thrown: unknown) => thrown));
    expect(error).toBeInstanceOf(KuError);
    expect(error).toMatchObject({ code: 'quota', hint: 'add some' });
  });

  it('end a passage with the reason of its signal', async () => {
    const reason = new Error('stopped');
    const work = withPool((pool) => pool.work(targetOf(text), AbortSignal.abort(reason)));
    await expect(work).rejects.toBe(reason);
  });

  it('say it when one of them ends before its work is done', async () => {
    const engine: Engine = { ...played, extract: () => new Promise(() => undefined) };
    const pool = createPool({
      threads: 1,
      engine,
      here,
      thread,
      worksToo: false,
      start: { passages: 1, busy: 0, documents: 0 },
    });
    const work = pool.work(targetOf(text), never);
    const ended = expect(work).rejects.toThrow('a thread ended before its work was done');
    await pool.close();
    await ended;
  });
});

describe('documents', () => {
  it('go to a thread once, before their first passage, and are let go', () => {
    const [one, other] = [targetOf(text, 'one').document, targetOf(text, 'other').document];
    const sent: string[] = [];
    const documents = sentDocuments((message) => {
      sent.push(`${message.kind} ${message.number}`);
    });
    expect([one, other, one].map(documents.numberOf)).toEqual([1, 2, 1]);
    documents.forget(one);
    documents.forget(one);
    expect(documents.numberOf(one)).toBe(3);
    expect(sent).toEqual(['document 1', 'document 2', 'forget 1', 'document 3']);
  });

  it('are there again where a passage comes after they were let go', async () => {
    await withPool(async (pool) => {
      const target = targetOf(text, 'plain');
      const first = await pool.work(target, never);
      pool.release(target.document);
      expect(JSON.stringify(await pool.work(target, never))).toBe(JSON.stringify(first));
    });
  });
});
