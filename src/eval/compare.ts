import type { Document } from '../types/document.ts';
import type { Question } from '../types/question.ts';
import { addUsage, noUsage } from '../types/spending.ts';
import type { Arm, Mark } from './arms.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { type Candidate, type Exam, type ExamOptions, sheetsOf, sitExam } from './exam.ts';
import { type Estimate, type FigureOptions, type Figures, figuresOf } from './figures.ts';
import { grouped } from './grouped.ts';
import { differenceOf, type Row } from './paired.ts';
import { contextsOf, type SaidByDocument } from './said.ts';
import { startsOf } from './sheet.ts';

type SystemFigures = {
  figures: Figures;
  /** Accuracy with what it says less that with what the first says, of the same questions; null of the first. */
  difference: Estimate | null;
  withoutUnits: string[];
  /** Its own answers; those that owe nothing to it are in `shared`. */
  marks: Mark[];
};

export type Comparison = Pick<Candidates, 'withoutSource'> &
  Omit<Exam, 'marks'> & {
    /** Of each system, in their order. */
    systems: SystemFigures[];
    /** Answers that are the same for all: with no context, with the options alone, with the text. */
    shared: Mark[];
  };

type CompareOptions = Omit<ExamOptions, 'starts'> &
  FigureOptions & {
    /** Told, before it begins, how often the reader will be asked. */
    begin: (documents: number, sheets: number) => void;
  };

/**
 * Has a reader sit one exam with what several systems say: the same questions in the same orders. What does not depend on a system is
 * asked once. There is no control with the units of another document: each system alone has one.
 * @param systems what each says; the others are compared with the first
 * @throws what the reader throws but DocumentErrors
 */
export async function compareSystems(
  questions: readonly Question[],
  documents: readonly Document[],
  systems: readonly SaidByDocument[],
  options: CompareOptions,
): Promise<Comparison> {
  const all = systems.map((said) => candidatesOf(questions, documents, contextsOf(said)));
  const candidates = all[0]?.candidates ?? [];
  const exams = [
    candidates.map((one) => withArms(one, (arm) => !ownArms.includes(arm))),
    ...all.map((own) => own.candidates.map((one) => withArms(one, (arm) => arm === 'units'))),
  ];
  const asked = exams.reduce((sum, exam) => sum + sheetsOf(exam, options.shuffles), 0);
  options.begin(candidates.length, asked);
  const { shared, own, ...spent } = await sitAll(exams, { ...options, starts: startsOf(questions) });
  const rows = own.map((marks) => rowsOf(candidates, marks));
  return {
    withoutSource: all[0]?.withoutSource ?? [],
    ...spent,
    shared,
    systems: own.map((marks, at) => ({
      figures: figuresOf(candidates, [...shared, ...marks], options),
      difference: at === 0 ? null : differenceOf(rows[0] ?? [], rows[at] ?? [], options),
      withoutUnits: all[at]?.withoutUnits ?? [],
      marks,
    })),
  };
}

/** What depends on what a system says. */
const ownArms: readonly Arm[] = ['units', 'other', 'truncated'];

function withArms(candidate: Candidate, isWanted: (arm: Arm) => boolean): Candidate {
  const wanted = Object.entries(candidate.contexts).filter(([arm]) => isWanted(arm as Arm));
  return { ...candidate, contexts: Object.fromEntries(wanted) };
}

/** The first exam is the one that all share. */
async function sitAll(exams: readonly Candidate[][], options: ExamOptions) {
  const sat: Exam[] = [];
  for (const exam of exams) sat.push(await sitExam(exam, options));
  const [shared, ...own] = sat.map(({ marks }) => marks);
  return { shared: shared ?? [], own, ...spentOn(sat) };
}

function spentOn(exams: readonly Exam[]): Omit<Exam, 'marks'> {
  const spent = { usage: noUsage(), attempts: 0 };
  for (const { usage, attempts } of exams) {
    addUsage(spent.usage, usage);
    spent.attempts += attempts;
  }
  return spent;
}

/** Of each document, its questions and how many were answered right; a question in several orders counts by its share. */
function rowsOf(candidates: readonly Candidate[], marks: readonly Mark[]): Row[] {
  const byQuestion = grouped(marks, ({ question }) => question);
  const scoreOf = ({ id }: Question): number => {
    const own = byQuestion.get(id) ?? [];
    return own.length === 0 ? 0 : own.filter(({ outcome }) => outcome === 'right').length / own.length;
  };
  return candidates.map(({ questions }) => [
    questions.length,
    questions.reduce((sum, question) => sum + scoreOf(question), 0),
  ]);
}
