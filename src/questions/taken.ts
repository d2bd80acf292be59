import type { Candidate, DropReason } from './candidate.ts';
import { lettered } from './lettered.ts';
import { foldedOption } from './wording.ts';

/** The columns of a row, by their own names. */
type Row = Readonly<Record<string, unknown>>;

/** Usual names of the columns, compared without case, blanks, hyphens and underscores. */
const names = {
  questions: ['question', 'questions', 'stem', 'stems', 'prompt', 'mcq', 'mcqs', 'qa', 'qapairs'],
  options: ['options', 'choices', 'candidates', 'answeroptions', 'answerchoices', 'alternatives'],
  answers: ['answer', 'answers'],
  keys: [
    ...['key', 'keys', 'correct', 'correctanswer', 'correctanswers', 'correctoption', 'correctchoice', 'correctletter'],
    ...['correctindex', 'rightanswer', 'answerkey', 'answerindex', 'answeridx', 'gold', 'label', 'labels', 'solution'],
  ],
} as const;

const letters = ['a', 'b', 'c', 'd'];

/** What a row says of one question. */
type Item = { question: unknown; options: unknown; answer: unknown };

type TakenRow = { questions: (Candidate | DropReason)[]; missing: 'question' | 'answer' | null };

/**
 * The questions of a row: a list of questions with a list of answers, a row for each question, or objects with both. Options stand in a
 * list of their own, in columns A to D, or behind their letters in the question. `missing` names a column that the row lacks.
 */
export function takenFrom(row: Row): TakenRow {
  const columns = canonical(row);
  const questions = firstOf(columns, names.questions);
  if (questions === undefined) return { questions: [], missing: 'question' };
  const items = itemsOf(questions, columns);
  if (items.some(({ answer }) => answer === undefined)) return { questions: [], missing: 'answer' };
  return { questions: items.map(takenOf), missing: null };
}

const canonical = (row: Row): Map<string, unknown> =>
  new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase().replaceAll(/[\s_-]/g, ''), value]));

const firstOf = (columns: ReadonlyMap<string, unknown>, wanted: readonly string[]): unknown => {
  const name = wanted.find((one) => columns.has(one));
  return name === undefined ? undefined : (unpacked(columns.get(name)) ?? null);
};

/** Tables that know no lists hold them as JSON. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function itemsOf(questions: unknown, columns: ReadonlyMap<string, unknown>): Item[] {
  const { answer, options } = answersOf(columns);
  // A row that the writer left empty.
  if (questions === null) return [];
  if (!Array.isArray(questions)) return [{ question: questions, options, answer: one(answer) }];
  const answers = Array.isArray(answer) ? answer : null;
  const lists = listsOf(options, questions.length);
  return questions.map((question, at): Item => {
    if (typeof question !== 'object' || question === null)
      return { question, options: lists[at], answer: answer === undefined ? undefined : (answers?.[at] ?? null) };
    const own = canonical(question as Row);
    return {
      question: firstOf(own, names.questions) ?? null,
      ...answersOf(own),
    };
  });
}

/** The options of each question; a single question may have them as they are. */
function listsOf(options: unknown, questions: number): unknown[] {
  if (!Array.isArray(options)) return [];
  if (questions === 1 && options.length > 1) return [options];
  return options.every((list) => list === null || typeof list === 'object') ? options : [];
}

/** Where right ones are named apart, "answers" may well be all that there are to choose from. */
function answersOf(columns: ReadonlyMap<string, unknown>): Omit<Item, 'question'> {
  const answers = firstOf(columns, names.answers);
  const keys = firstOf(columns, names.keys);
  const options = firstOf(columns, names.options) ?? columnsAToD(columns);
  if (options !== undefined || keys === undefined || !Array.isArray(answers))
    return { options, answer: answers === undefined ? keys : answers };
  return { options: answers, answer: keys };
}

/** A list of one answer is that answer. */
const one = (answer: unknown): unknown => (Array.isArray(answer) && answer.length === 1 ? answer[0] : answer);

function columnsAToD(columns: ReadonlyMap<string, unknown>): unknown {
  for (const prefix of ['', 'option', 'choice', 'answer']) {
    const found = letters.map((letter) => columns.get(`${prefix}${letter}`));
    if (found.every((value) => typeof value === 'string')) return found;
  }
  return undefined;
}

function takenOf({ question, options, answer }: Item): Candidate | DropReason {
  if (typeof question !== 'string' || question.trim() === '') return 'empty';
  const apart =
    Array.isArray(options) || isLettered(options) ? { stem: question, options: listOf(options) } : lettered(question);
  if (apart === null || apart.options.length !== 4) return 'options';
  const place = placeOf(answer, apart.options);
  const key = place === null ? undefined : apart.options[place];
  if (key === undefined) return 'no-key';
  const wrong = apart.options.filter((_, at) => at !== place).map((option) => option.trim());
  return { kind: 'unsorted', evidence: [], stem: apart.stem.trim(), key: key.trim(), wrong };
}

const isLettered = (options: unknown): boolean => typeof options === 'object' && options !== null;

/** Letters that all options carry are no part of them. */
function listOf(options: unknown): string[] {
  const values = Array.isArray(options) ? options : valuesOf(canonical(options as Row));
  const texts = values.map((value) => (typeof value === 'string' ? value : String(value ?? '')));
  const marked = /^\s*[([]?([A-Da-d])[)\].:]\s+/;
  const carry = texts.every((text, at) => marked.exec(text)?.[1]?.toLowerCase() === letters[at]);
  return carry ? texts.map((text) => text.replace(marked, '')) : texts;
}

/** By their letters, or all under `text`. */
function valuesOf(options: ReadonlyMap<string, unknown>): unknown[] {
  const texts = options.get('text');
  return Array.isArray(texts) ? texts : [...options].sort().map(([, value]) => value);
}

/** Which option is right: its own words, its letter (also "B)", ";B;" or "B. ..."), or its place from 0. Null where these are not one option. */
function placeOf(answer: unknown, options: readonly string[]): number | null {
  if (typeof answer !== 'string' && typeof answer !== 'number' && typeof answer !== 'bigint') return null;
  const byWords = placesOf(String(answer), options);
  const named = typeof answer === 'string' ? letterIn(answer) : Number(answer);
  // "C. elegans" is no letter where it is an option.
  const isOnlyWords = named === null || (byWords.length > 0 && /\p{L}\P{L}+\p{L}/u.test(String(answer)));
  const places = new Set(isOnlyWords || options[named] === undefined ? byWords : [...byWords, named]);
  return places.size === 1 ? ([...places][0] ?? null) : null;
}

/** As it stands, else in another form of the same ("40 %"). */
function placesOf(answer: string, options: readonly string[]): number[] {
  const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
  const same = options.findIndex((option) => plain(option) === plain(answer));
  if (same >= 0) return [same];
  return options.flatMap((option, at) => (foldedOption(option) === foldedOption(answer) ? [at] : []));
}

function letterIn(answer: string): number | null {
  const letter = /^[\s;*_(["']*(?:(?:answer|option)\s*:?\s*)?([A-D])(?:[\s;*_)\]"'.:]*$|[;)\].:]\s)/i.exec(answer)?.[1];
  return letter === undefined ? null : letters.indexOf(letter.toLowerCase());
}
