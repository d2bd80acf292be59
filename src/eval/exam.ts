import { DocumentError } from '../errors.ts';
import type { DocumentForm } from '../types/exam.ts';
import type { Question } from '../types/question.ts';
import { letters, type Reader } from '../types/reader.ts';
import { addUsage, noUsage } from '../types/spending.ts';
import type { Usage } from '../types/usage.ts';
import { type Arm, hasContext, type Mark } from './arms.ts';
import { type Mapping, mapAll } from './map-all.ts';
import { type Choices, grade, put } from './sheet.ts';

/** What is asked about one document, and what a reader may be given of it. */
export type Candidate = {
  document: { id: string; sha256: string; domain: string | null; form: DocumentForm };
  questions: Question[];
  /** By arm; null where there is nothing to give, so that every answer has failed. An arm that is absent is not sat. */
  contexts: Partial<Record<Arm, string | null>>;
};

export type ExamOptions = Mapping & {
  reader: Reader;
  choices: Choices;
  shuffles: number;
  /** By the id of a question, where its right option stands in the first order. */
  starts: ReadonlyMap<string, number>;
};

export type Exam = {
  marks: Mark[];
  /** What the answers took, also those that were kept from before; unusable ones included. */
  usage: Usage;
  attempts: number;
};

type Sitting = { question: Question; arm: Arm; shuffle: number; context: string | null };

/** How often the reader will be asked. */
export const sheetsOf = (candidates: readonly Candidate[], shuffles: number): number =>
  [...sittingsOf(candidates, shuffles)].filter(isAsked).length;

/**
 * Puts every question in every arm and every shuffle to the reader. Marks stand in the order of documents, questions, arms and
 * shuffles. What the reader throws ends it, but DocumentErrors: those answers are unparsable.
 */
export async function sitExam(candidates: readonly Candidate[], options: ExamOptions): Promise<Exam> {
  const spent = { usage: noUsage(), attempts: 0 };
  const sitOne = (sitting: Sitting, signal: AbortSignal) => sit(sitting, { ...options, signal }, spent);
  const marks = await mapAll(sittingsOf(candidates, options.shuffles), sitOne, options);
  return { marks, ...spent };
}

function* sittingsOf(candidates: readonly Candidate[], shuffles: number): Generator<Sitting> {
  for (const { questions, contexts } of candidates) {
    for (const question of questions) {
      for (const [arm, context] of Object.entries(contexts) as [Arm, string | null][]) {
        for (let shuffle = 0; shuffle < shuffles; shuffle += 1) yield { question, arm, shuffle, context };
      }
    }
  }
}

const isAsked = ({ arm, context }: Sitting): boolean => !hasContext(arm) || context !== null;

async function sit(
  sitting: Sitting,
  { reader, choices, starts, signal }: ExamOptions,
  spent: Omit<Exam, 'marks'>,
): Promise<Mark> {
  const { question, arm, shuffle, context } = sitting;
  const given = put(question, arm, context, { shuffle, start: starts.get(question.id) ?? 0, choices });
  const place = { question: question.id, arm, shuffle, position: given.position };
  if (!isAsked(sitting)) return { ...place, outcome: 'failed', answered: null };
  try {
    const response = await reader.answer(given.sheet, signal);
    addUsage(spent.usage, response.usage);
    spent.attempts += response.attempts;
    const answered = letters.indexOf(response.answer);
    return { ...place, outcome: grade(arm, given, response, choices), answered };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    if (error.evidence !== null) addUsage(spent.usage, error.evidence);
    spent.attempts += error.attempts;
    return { ...place, outcome: 'unparsable', answered: null };
  }
}
