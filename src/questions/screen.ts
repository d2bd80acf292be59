import type { Question } from '../types/question.ts';
import type { Candidate, DropReason } from './candidate.ts';
import { questionId } from './candidate.ts';
import { shuffled } from './shuffle.ts';
import type { Asking } from './wrong-options.ts';

/** Shuffles of the options that a question is tried in. With the text most of them must be right, without it not all. */
const shuffles = [0, 1, 2];
const neededWithText = 2;

type Arm = 'text' | 'options' | 'nothing';

/** Sits the exam of one question with the text and without, and says what comes of it. */
export async function screen(candidate: Candidate, asking: Asking): Promise<Question['stratum'] | DropReason> {
  let right = 0;
  for (const [tried, shuffle] of shuffles.entries()) {
    if (right >= neededWithText || right + shuffles.length - tried < neededWithText) break;
    if (await isAnswered(candidate, 'text', shuffle, asking)) right += 1;
  }
  if (right < neededWithText) return 'broken';
  for (const arm of ['options', 'nothing'] as const) {
    if (await isAlwaysAnswered(candidate, arm, asking)) return 'guessable';
  }
  return 'open';
}

/** The first wrong answer settles it. */
async function isAlwaysAnswered(candidate: Candidate, arm: Arm, asking: Asking): Promise<boolean> {
  for (const shuffle of shuffles) if (!(await isAnswered(candidate, arm, shuffle, asking))) return false;
  return true;
}

async function isAnswered(candidate: Candidate, arm: Arm, shuffle: number, asking: Asking): Promise<boolean> {
  const { model, source, signal } = asking;
  const options = optionsIn(candidate, questionId(source, candidate), shuffle);
  const lettered = Object.fromEntries(options.map((option, at) => ['ABCD'.charAt(at), option]));
  const task = arm === 'options' ? { options: lettered } : { stem: candidate.stem, options: lettered };
  const input = { sentences: arm === 'text' ? source.sentences : [], task };
  const { answer } = await model.ask('answer', input, signal);
  return lettered[answer] === candidate.key;
}

/** The right option stands on another letter in each shuffle, so that no preference for a letter passes for knowledge. */
function optionsIn({ key, wrong }: Candidate, id: string, shuffle: number): string[] {
  const places = shuffled([0, 1, 2, 3], `${id} screening`);
  const others = shuffled(wrong, `${id} screening ${shuffle}`);
  const place = places[shuffle] ?? 0;
  return [...others.slice(0, place), key, ...others.slice(place)];
}
