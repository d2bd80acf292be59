import type { AnswerStore } from '../types/answer-store.ts';
import { adviceFor, isUnwritable, nowInSeconds, type OpenDatabase, openToRead } from './database.ts';

export type AnswerCache = AnswerStore & { close(): void };

/** The time of use is written again when it is this old: writing it at every use would cost as much as an answer. */
const usedAgainAfterSeconds = 24 * 60 * 60;

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
  try {
    return untilItFails(whileWritable(answersIn(await openToRead(folder)), keepNoMore), giveUp);
  } catch (error) {
    giveUp(error);
    return null;
  }
}

function answersIn(database: OpenDatabase): AnswerCache {
  const select = database.prepare('SELECT answer, used FROM answers WHERE key = ?').raw();
  const insert = database.prepare('INSERT INTO answers (key, used, answer) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const touch = whileItCan(database.prepare('UPDATE answers SET used = ? WHERE key = ?'));
  const remove = database.prepare('DELETE FROM answers WHERE key = ?');
  const rowOf = (key: string) => select.get([key]) as [answer: string, used: number] | undefined;
  return {
    find(key) {
      const row = rowOf(key);
      if (row === undefined) return null;
      const now = nowInSeconds();
      if (now - row[1] > usedAgainAfterSeconds) touch([now, key]);
      return row[0];
    },
    keep(key, answer) {
      if (insert.run([key, nowInSeconds(), answer]).changes > 0) return answer;
      return rowOf(key)?.[0] ?? answer;
    },
    forget: (key) => void remove.run([key]),
    close: () => database.close(),
  };
}

/** Runs it until nothing can be written, which matters to nobody here. */
function whileItCan(statement: ReturnType<OpenDatabase['prepare']>): (parameters: unknown[]) => void {
  let works = true;
  return (parameters) => {
    try {
      if (works) statement.run(parameters);
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      works = false;
    }
  };
}

/** Where nothing more can be written that is said, once; what is there is still found. */
function whileWritable(answers: AnswerCache, keepNoMore: (error: unknown) => void): AnswerCache {
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

/** Whatever fails says so, once; from then on nothing is found and nothing kept. */
function untilItFails(answers: AnswerCache, giveUp: (error: unknown) => void): AnswerCache {
  let works = true;
  function attempt<Value>(work: () => Value, otherwise: Value): Value {
    if (!works) return otherwise;
    try {
      return work();
    } catch (error) {
      works = false;
      giveUp(error);
      return otherwise;
    }
  }
  return {
    find: (key) => attempt(() => answers.find(key), null),
    keep: (key, answer) => attempt(() => answers.keep(key, answer), answer),
    forget: (key) => attempt(() => answers.forget(key), undefined),
    close: () => answers.close(),
  };
}
