import type { Word } from '../text/words.ts';
import { remembered } from './remembered.ts';
import type { SourceSentence } from './source.ts';

export const list = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** Words that end the reach of what stands before them; "yet" only behind a comma, "as" only before a clause. */
const turns = list('but whereas while whilst although though however because unless until who');

/** After a comma these begin a clause of its own. */
const starts =
  list(`yet we it they this these those our here he she its their which and or so thus therefore hence thereby
  indicating showing leading resulting making allowing enabling reaching reducing increasing improving demonstrating
  providing yielding confirming revealing since as when where if with the a an`);

/** Whether a word begins a clause of its own behind a comma. */
export const beginsClause = (word: string): boolean => starts.has(word);

/** Whether what stands between two words parts them: a stop, a semicolon, a colon, a dash. */
export const endsClause = (gap: string): boolean => /[;:—]|\.\s/u.test(gap);

/** Whether a word turns to something else than what was said before it. */
export function isTurn(words: readonly Word[], at: number): boolean {
  const word = words[at]?.text ?? '';
  const next = words[at + 1]?.text ?? '';
  if (word === 'and') return next === 'that' || next === 'we' || joinsClause(words, at);
  return (
    turns.has(word) ||
    (word === 'as' && /^(?:the|it|we|they|this|these|its|their|our|there|all|both|most|no)$/.test(next))
  );
}

const determiners = list('the a an this these all both each our their its');
const auxiliaries = list('is are was were has have had can will did does do');

/** Other verbs that are nothing else in this form. */
const verbs = list('exists contains consists comprises includes depends occurs belongs becomes became requires');
const opening = list('and or that which');
const pronouns = list('it he she we they you who');

/** Whether "and" joins a clause with a subject and a verb of its own: "no mice were used and the tests were run in one room". */
function joinsClause(words: readonly Word[], and: number): boolean {
  if (!determiners.has(words[and + 1]?.text ?? '')) return false;
  const behind = words.slice(and + 2, and + 12).map(({ text }) => text);
  const at = behind.findIndex((word, step) => (step < 7 && auxiliaries.has(word)) || verbs.has(word));
  if (at <= 0) return false;
  const subject = behind.slice(0, at);
  return (
    !subject.some((word) => opening.has(word)) &&
    !(verbs.has(behind[at] ?? '') && subject.some((word) => pronouns.has(word)))
  );
}

const finite = list('is are was were has had does did will');

/** Whether "and" joins a finite verb to the subject: "could be faster and was tested". No hedge before it reaches that. */
export const joinsVerb = (words: readonly Word[], at: number): boolean =>
  (words[at]?.text === 'and' || words[at]?.text === 'or') && finite.has(words[at + 1]?.text ?? '');

/** Verbs before which "as" says in which part, and words that go together with it: "serves as", "such as", "as well". */
const beforeRole =
  /^(?:act|serv|us|function|work|known|regard|consider|describ|treat|view|classif|defin|identif|emerg|interpret|such|so|as|same|far|well|just)/;
const comparing = list('a an well low high many much large small early late long soon far in for to such');

/** Whether "as" begins a reason: "is not lost, as frames keep it". It denies nothing behind a denial. */
export const isReason = (words: readonly Word[], at: number): boolean =>
  words[at]?.text === 'as' &&
  words[at + 2]?.text !== 'as' &&
  !comparing.has(words[at + 1]?.text ?? '') &&
  !beforeRole.test(words[at - 1]?.text ?? '');

/** Of each word of a sentence the number of its clause; read at the first question. */
export const clausesOf = remembered(readClauses);

function readClauses({ whole, words }: SourceSentence): Uint16Array {
  const clauses = new Uint16Array(words.length);
  let clause = 0;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const gap = before === undefined ? '' : whole.slice(before.end, word.start);
    if (
      before !== undefined &&
      (isTurn(words, at) || endsClause(gap) || (gap.includes(',') && beginsClause(word.text)))
    )
      clause += 1;
    clauses[at] = clause;
  }
  return clauses;
}
