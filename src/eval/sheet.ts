import { isContentWord, wordTexts } from '../text/words.ts';
import type { Question } from '../types/question.ts';
import { letters, type Response, type Sheet } from '../types/reader.ts';
import { type Arm, hasContext, type Outcome } from './arms.ts';
import { randomOf, shuffled } from './random.ts';

export type Choices = 4 | 5;

/** The fifth option: neither a guess nor a success. */
export const notSaid = 'the context does not say';

/** A question as it is put: its options in an order of chance. */
export type Put = { sheet: Sheet; position: number };

/**
 * Where the right option of each question stands in its first order: evenly over the four places, whatever the keys of the file are,
 * as the order of the ids has it.
 */
export const startsOf = (questions: readonly Question[]): ReadonlyMap<string, number> =>
  new Map(
    questions
      .map(({ id }) => id)
      .toSorted()
      .map((id, rank) => [id, rank % 4]),
  );

type How = { shuffle: number; start: number; choices: Choices };

/**
 * Puts a question in the order of one shuffle; the id and the number of the shuffle decide the order of the wrong options. Over each
 * four shuffles the right one stands in each place once, so that a reader who always gives one letter is right in a quarter of them.
 */
export function put(question: Question, arm: Arm, context: string | null, how: How): Put {
  const { id, options, key, stem } = question;
  const position = (how.start + how.shuffle) % options.length;
  const others = options.filter((_, at) => at !== key);
  const ordered = shuffled(others, randomOf(`${id} ${how.shuffle}`));
  ordered.splice(position, 0, ...options.slice(key, key + 1));
  if (how.choices === 5) ordered.push(notSaid);
  return { sheet: { context, stem: arm === 'options' ? null : stem, options: ordered }, position };
}

/** How an answer counts. With four options, as in the paper, no words are asked for. */
export function grade(arm: Arm, { sheet, position }: Put, response: Response, choices: Choices): Outcome {
  const answered = letters.indexOf(response.answer);
  if (answered === 4) return 'silent';
  if (answered !== position) return 'wrong';
  if (choices === 4 || !hasContext(arm)) return 'right';
  return isQuoted(response.words, sheet.context ?? '') ? 'right' : 'unquoted';
}

/**
 * Whether every piece of the words (an ellipsis parts them) stands in the context, whatever its case and punctuation, signs aside. Words like
 * "the" and "of" alone decide nothing.
 */
export function isQuoted(words: string, context: string): boolean {
  const within = joined(context);
  const pieces = words
    .split(/\s*(?:…|\.{3}|\[\.{3}\])\s*/)
    .map(joined)
    .filter((piece) => piece.trim() !== '');
  const tells = wordTexts(words).some(isContentWord);
  return tells && pieces.every((piece) => within.includes(piece));
}

/** Signs that turn what is said round, as words of their own: "-5" is not "5", nor "p > 0.05" "p < 0.05". */
const signs: [RegExp, string][] = [
  [/<\s?=|[≤⩽]/g, ' atmostsign '],
  [/>\s?=|[≥⩾]/g, ' atleastsign '],
  [/</g, ' lesssign '],
  [/>/g, ' moresign '],
  [/[%﹪％]/g, ' percentsign '],
  [/‰/g, ' permillesign '],
  [/±/g, ' plusminussign '],
  // A hyphen before a number, but not that of a range or a name.
  [/(?<![\p{L}\p{N}%°)\]]\s?)[-−–](?=[\d.])|(?<=\s)[-−–](?=[\d.])/gu, ' minussign '],
];

const withSigns = (text: string): string => signs.reduce((made, [sign, word]) => made.replace(sign, word), text);

/** Blanks at both ends keep a piece from ending inside of a word. */
const joined = (text: string): string => {
  const texts = wordTexts(withSigns(text));
  return texts.length === 0 ? '' : ` ${texts.join(' ')} `;
};
