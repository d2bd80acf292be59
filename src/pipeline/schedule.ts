import pMap from 'p-map';
import { Waiting } from '../errors.ts';
import type { Document } from '../types/document.ts';
import type { Target } from '../types/engine.ts';
import type { Passage } from '../types/passage.ts';
import { addSpending, type Spending } from '../types/spending.ts';
import type { Unit } from '../types/unit.ts';
import type { Gate } from './gate.ts';
import type { PassageWork } from './passage-work.ts';

export type Mode = 'parallel' | 'sequential';

type Work = {
  document: Document;
  passages: Passage[];
  work: PassageWork;
  mode: Mode;
  /** Passages worked on at the same time. */
  concurrency: number;
  gate: Gate;
  signal: AbortSignal;
  /** What the passages took is added to it, also where a later one fails. */
  spending: Spending;
};

/** The unit of one passage, and what there is to say of it. */
export type PassageDone = { unit: Unit; notes: string[] };

/**
 * The units of the passages of a document, in their order. The first that fails ends those that are under way.
 * @throws what the engine throws
 */
export async function unitsOfPassages(work: Work): Promise<PassageDone[]> {
  if (work.mode === 'sequential' || work.passages.length === 1) return inSequence(work);
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  try {
    const done = await pMap(work.passages, (passage) => doneOrWaiting(passage, work, signal), {
      concurrency: work.concurrency,
    });
    return done.map((one) => {
      if (one instanceof Waiting) throw one;
      return one;
    });
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

/** What waits for a batch must not keep the other passages from going into the same one. */
async function doneOrWaiting(passage: Passage, work: Work, signal: AbortSignal): Promise<PassageDone | Waiting> {
  try {
    return await workOn({ document: work.document, passage }, work, signal);
  } catch (error) {
    if (error instanceof Waiting) return error;
    throw error;
  }
}

/** Units whose names a passage is told in a sequential run, as the paper on Knowledge Units does it. */
const unitsRemembered = 10;

async function inSequence(work: Work): Promise<PassageDone[]> {
  const done: PassageDone[] = [];
  for (const passage of work.passages) {
    const before = done.slice(-unitsRemembered).flatMap(({ unit }) => unit.entities.map(({ name }) => name));
    const names = work.mode === 'sequential' ? { names: [...new Set(before)] } : {};
    const target = { document: work.document, passage, ...names };
    done.push(await workOn(target, work, work.signal));
  }
  return done;
}

function workOn(target: Target, { work, gate, spending }: Work, signal: AbortSignal): Promise<PassageDone> {
  return gate(async () => {
    signal.throwIfAborted();
    const { unit, notes, spending: spent } = await work(target, signal);
    addSpending(spending, spent);
    return { unit, notes: notes.map((note) => placed(note, target.passage)) };
  });
}

const placed = (note: string, { index, of }: Passage): string =>
  of === 1 ? note : `passage ${index + 1} of ${of}: ${note}`;
