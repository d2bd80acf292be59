import type { AnswerStore } from '../types/answer-store.ts';
import type { KeptDocuments } from '../types/kept-documents.ts';
import {
  adviceFor,
  isUnwritable,
  nowInSeconds,
  type OpenDatabase,
  openToRead,
  usedAgainAfterSeconds,
  whileItCan,
} from './database.ts';
import { documentsIn, noDocuments, type OpenDocuments } from './documents.ts';

export type AnswerCache = AnswerStore & {
  /** The documents that are kept beside the answers, of runs with this digest of all that decides their units. */
  documents(digestOfRun: () => string | null): KeptDocuments;
  close(): void;
};

/**
 * The answers kept in a folder. Where it can't be opened (corrupt, locked for long), and where it fails later, that is said once
 * through `notify` and the run goes on without; null where it can't be opened. Where it can't be written (no permission, a full disk) it
 * still answers.
 */
export async function openAnswers(folder: string, notify: (message: string) => void): Promise<AnswerCache | null> {
  const giveUp = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    const advice = adviceFor(folder, error);
    notify(`the cache of answers in ${folder} can't be used (${why}); going on without it: ${advice}`);
  };
  const keepNoMore = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    notify(`the cache of answers in ${folder} can't be written (${why}): what it has is used, nothing new is kept`);
  };
  const damaged = () => notify(`documents that are kept in ${folder} are damaged: they are made anew from the answers`);
  try {
    return guarded(await openToRead(folder), { giveUp, keepNoMore, damaged });
  } catch (error) {
    giveUp(error);
    return null;
  }
}

type Voices = { giveUp(error: unknown): void; keepNoMore(error: unknown): void; damaged(): void };

function guarded(database: OpenDatabase, { giveUp, keepNoMore, damaged }: Voices): AnswerCache {
  const attempt = untilItFails(giveUp);
  const opened: OpenDocuments[] = [];
  return {
    ...safely(whileWritable(answersIn(database), keepNoMore), attempt),
    documents(digestOfRun) {
      const documents = attempt(() => documentsIn(database, digestOfRun, damaged), noDocuments);
      opened.push(documents);
      return {
        find: (document) => attempt(() => documents.find(document), null),
        keep: (...what) => attempt(() => documents.keep(...what), undefined),
      };
    },
    close() {
      for (const documents of opened) attempt(() => documents.flush(), undefined);
      database.close();
    },
  };
}

function answersIn(database: OpenDatabase): AnswerStore {
  const select = database.prepare('SELECT answer, used FROM answers WHERE key = ?').raw();
  const insert = database.prepare('INSERT INTO answers (key, used, answer) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const update = database.prepare('UPDATE answers SET used = ? WHERE key = ?');
  const touch = whileItCan((now: number, key: string) => update.run([now, key]));
  const remove = database.prepare('DELETE FROM answers WHERE key = ?');
  const rowOf = (key: string) => select.get([key]) as [answer: string, used: number] | undefined;
  return {
    find(key) {
      const row = rowOf(key);
      if (row === undefined) return null;
      const now = nowInSeconds();
      if (now - row[1] > usedAgainAfterSeconds) touch(now, key);
      return row[0];
    },
    keep(key, answer) {
      if (insert.run([key, nowInSeconds(), answer]).changes > 0) return answer;
      return rowOf(key)?.[0] ?? answer;
    },
    forget: (key) => void remove.run([key]),
  };
}

/** Where nothing more can be written that is said, once; what is there is still found. */
function whileWritable(answers: AnswerStore, keepNoMore: (error: unknown) => void): AnswerStore {
  let isWritable = true;
  function attempt<Value>(write: () => Value, otherwise: Value): Value {
    if (!isWritable) return otherwise;
    try {
      return write();
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      isWritable = false;
      keepNoMore(error);
      return otherwise;
    }
  }
  return {
    ...answers,
    keep: (key, answer) => attempt(() => answers.keep(key, answer), answer),
    forget: (key) => attempt(() => answers.forget(key), undefined),
  };
}

type Attempt = <Value>(work: () => Value, otherwise: Value) => Value;

/** Whatever fails says so, once; from then on nothing is found and nothing kept. */
function untilItFails(giveUp: (error: unknown) => void): Attempt {
  let works = true;
  return (work, otherwise) => {
    if (!works) return otherwise;
    try {
      return work();
    } catch (error) {
      works = false;
      giveUp(error);
      return otherwise;
    }
  };
}

const safely = (answers: AnswerStore, attempt: Attempt): AnswerStore => ({
  find: (key) => attempt(() => answers.find(key), null),
  keep: (key, answer) => attempt(() => answers.keep(key, answer), answer),
  forget: (key) => attempt(() => answers.forget(key), undefined),
});
