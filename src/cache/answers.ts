import type { AnswerStore } from '../types/answer-store.ts';
import { adviceFor, nowInSeconds, type OpenDatabase, openDatabase } from './database.ts';

export type AnswerCache = AnswerStore & { close(): void };

/** The time of use is written again when it is this old: writing it at every use would cost as much as an answer. */
const usedAgainAfterSeconds = 24 * 60 * 60;

/**
 * The answers kept in a folder. Where it can't be opened (corrupt, locked for long, not to be written), and where it fails later
 * (a full disk), that is said once through `notify` and the run goes on without; null where it can't be opened.
 */
export async function openAnswers(folder: string, notify: (message: string) => void): Promise<AnswerCache | null> {
  const giveUp = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    const advice = adviceFor(folder, error);
    notify(`the cache of answers in ${folder} can't be used (${why}); going on without it: ${advice}`);
  };
  try {
    return untilItFails(answersIn(await openDatabase(folder)), giveUp);
  } catch (error) {
    giveUp(error);
    return null;
  }
}

function answersIn(database: OpenDatabase): AnswerCache {
  const select = database.prepare('SELECT answer, used FROM answers WHERE key = ?').raw();
  const insert = database.prepare('INSERT INTO answers (key, used, answer) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const touch = database.prepare('UPDATE answers SET used = ? WHERE key = ?');
  const remove = database.prepare('DELETE FROM answers WHERE key = ?');
  const rowOf = (key: string) => select.get([key]) as [answer: string, used: number] | undefined;
  return {
    find(key) {
      const row = rowOf(key);
      if (row === undefined) return null;
      const now = nowInSeconds();
      if (now - row[1] > usedAgainAfterSeconds) touch.run([now, key]);
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
