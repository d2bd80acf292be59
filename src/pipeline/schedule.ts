import { setMaxListeners } from 'node:events';
import pMap from 'p-map';
import { DocumentError, Waiting } from '../errors.ts';
import type { Layout } from '../passages/index.ts';
import type { Document } from '../types/document.ts';
import type { Target } from '../types/engine.ts';
import type { PassageFailure } from '../types/failure.ts';
import type { Passage } from '../types/passage.ts';
import { addCalls, addSpending, noUsage, type Spending } from '../types/spending.ts';
import type { Gate } from './gate.ts';
import type { PassageWork } from './passage-work.ts';
import type { Shelf } from './shelf.ts';

export type Mode = 'parallel' | 'sequential';

type Work = {
  document: Document;
  layout: Layout;
  /** Where the units of the passages are put. */
  shelf: Shelf;
  work: PassageWork;
  mode: Mode;
  /** Passages worked on at the same time. */
  concurrency: number;
  gate: Gate;
  signal: AbortSignal;
  /** What the passages took is added to it, also where one fails. */
  spending: Spending;
};

/** What there is to say of the passages, and those that failed, in their order; and whether none failed and no call for any came to nothing. */
export type PassagesDone = { notes: string[]; failures: PassageFailure[]; isSettled: boolean };

type Ended = { notes: string[]; isSettled: boolean } | { failure: PassageFailure } | { waiting: Waiting };

/**
 * Puts the units of the passages of a document on the shelf. A passage that fails keeps no other from its unit; anything else that is
 * thrown ends those that are under way.
 * @throws Waiting where a passage waits for a batch, and what is no failure of a document
 */
export async function workOnPassages(work: Work): Promise<PassagesDone> {
  const ended =
    work.mode === 'sequential' || work.layout.length === 1 ? await inSequence(work) : await atTheSameTime(work);
  const notes: string[] = [];
  const failures: PassageFailure[] = [];
  let isSettled = true;
  for (const one of ended) {
    if ('waiting' in one) throw one.waiting;
    isSettled &&= 'isSettled' in one && one.isSettled;
    if ('failure' in one) failures.push(one.failure);
    else for (const note of one.notes) notes.push(note);
  }
  return { notes, failures, isSettled };
}

async function atTheSameTime(work: Work): Promise<Ended[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  // Every request of the document listens to it, so many listeners are no leak.
  setMaxListeners(0, signal);
  try {
    const { concurrency } = work;
    return await pMap(numbersBelow(work.layout.length), (index) => workOn(index, {}, work, signal), { concurrency });
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

function* numbersBelow(end: number): Generator<number> {
  for (let at = 0; at < end; at += 1) yield at;
}

/** Units whose names a passage is told in a sequential run, as the paper on Knowledge Units does it. */
const unitsRemembered = 10;

async function inSequence(work: Work): Promise<Ended[]> {
  const all: Ended[] = [];
  const named: string[][] = [];
  for (const index of numbersBelow(work.layout.length)) {
    const names = work.mode === 'sequential' ? { names: [...new Set(named.slice(-unitsRemembered).flat())] } : {};
    const ended = await workOn(index, names, work, work.signal);
    all.push(ended);
    // Later passages are to be told its names.
    if ('waiting' in ended) break;
    if ('notes' in ended) named.push((await work.shelf.unit(index)).entities.map(({ name }) => name));
  }
  return all;
}

function workOn(index: number, names: Pick<Target, 'names'>, context: Work, signal: AbortSignal): Promise<Ended> {
  const { document, layout, shelf, work, gate, spending } = context;
  return gate(async () => {
    signal.throwIfAborted();
    const passage = layout.passage(index);
    try {
      const { unit, notes, spending: spent, isSettled } = await work({ document, passage, ...names }, signal);
      addSpending(spending, spent);
      await shelf.put(index, unit);
      return { notes: notes.map((note) => placed(note, passage)), isSettled };
    } catch (error) {
      if (error instanceof Waiting) return { waiting: error };
      if (!(error instanceof DocumentError)) throw error;
      addCalls(spending, 'extract', error.evidence ?? noUsage(), error.attempts);
      return { failure: failureOf(passage, error) };
    }
  });
}

function failureOf({ index, of, setting }: Passage, error: DocumentError): PassageFailure {
  const { code, message, hint, attempts, evidence } = error;
  return { index, of, section: setting?.section ?? [], code, message, hint, attempts, evidence };
}

const placed = (note: string, { index, of }: Passage): string =>
  of === 1 ? note : `passage ${index + 1} of ${of}: ${note}`;
