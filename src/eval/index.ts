import type { Question } from '../types/question.ts';
import type { Mark } from './arms.ts';
import { type Candidates, candidatesOf, type ExamSource } from './candidates.ts';
import { type Exam, type ExamOptions, sheetsOf, sitExam } from './exam.ts';
import { type FigureOptions, type Figures, figuresOf } from './figures.ts';
import { contextsOf, type SaidByDocument } from './said.ts';
import { startsOf } from './sheet.ts';

export { type Arm, arms } from './arms.ts';
export { type Comparison, compareSystems } from './compare.ts';
export { evaluateFacts, type FactsEvaluation } from './facts/index.ts';
export { factOutcomes, sides } from './facts/marks.ts';
export type { Estimate, Group } from './figures.ts';
export { parseQuestions } from './questions-file.ts';
export { type SaidByDocument, saidByOthers, saidByUnits } from './said.ts';
export { mostHidden } from './verdict.ts';

export type Evaluation = Omit<Candidates, 'candidates'> &
  Omit<Exam, 'marks'> & {
    figures: Figures;
    /** Every answer, so that all figures can be computed again. */
    marks: Mark[];
  };

type EvaluateOptions = Omit<ExamOptions, 'starts'> &
  FigureOptions & {
    /** Told, before it begins, how often the reader will be asked. */
    begin: (candidates: number, sheets: number) => void;
  };

/**
 * Has a reader sit an exam: each question with no context, with its options alone, with the text, the units, the units of another
 * document, and of a full paper its abstract and its beginning. All that is given is in memory; `said` is what `saidByUnits` makes of
 * units, or another extractor wrote. What fails is counted as not known; questions without their source are left out and named.
 * @throws what the reader throws but DocumentErrors
 */
export async function evaluateUnits(
  questions: readonly Question[],
  documents: readonly ExamSource[],
  said: SaidByDocument,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const { candidates, ...missing } = candidatesOf(questions, documents, contextsOf(said));
  options.begin(candidates.length, sheetsOf(candidates, options.shuffles));
  const { marks, ...spent } = await sitExam(candidates, { ...options, starts: startsOf(questions) });
  return { figures: figuresOf(candidates, marks, options), ...missing, ...spent, marks };
}
