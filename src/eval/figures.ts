import { type DocumentForm, documentForms } from '../types/exam.ts';
import { kindsInFiles, type Question } from '../types/question.ts';
import { type Letter, letters } from '../types/reader.ts';
import { type Arm, arms, type Mark, type Outcome, outcomes } from './arms.ts';
import type { Candidate } from './exam.ts';
import { grouped } from './grouped.ts';
import { bootstrap, clusteredWilson, type Interval, type Statistic, sumsOf } from './intervals.ts';
import { type Paired, type Verdict, verdictOf } from './verdict.ts';

/** A figure with its interval; the value is null where it means nothing, the interval where it can't be had. */
export type Estimate = { value: number | null; interval: Interval | null };

type ArmFigures = {
  answers: number;
  outcomes: Record<Outcome, number>;
  /** Right ones among all answers, failed and unparsable ones too; its interval is Wilson's, of questions in clusters. */
  accuracy: Estimate;
};

/** The questions of one kind, one domain, or the like; intervals are Wilson's, of questions in clusters. */
export type Group<Name = string> = { name: Name; questions: number; accuracy: Partial<Record<Arm, Estimate>> };

export type Figures = {
  documents: number;
  questions: number;
  arms: Partial<Record<Arm, ArmFigures>>;
  /** Accuracy with the text less that with the units, of the same questions. */
  loss: Estimate;
  /** Accuracy with the units by that with the text. */
  ratio: Estimate;
  /** What of the text's gain over nothing the units keep. */
  retention: Estimate;
  verdict: Verdict;
  groups: {
    kind: Group<Question['kind']>[];
    /** By field of science; empty where no document names one. */
    domain: Group<string | null>[];
    /** Full papers apart from all else: in these alone there is an arm with the abstract. */
    form: Group<DocumentForm>[];
    stratum: Group<Question['stratum']>[];
    position: Group<Letter>[];
  };
};

export type FigureOptions = { draws: number; seed: string; margin: number };

/** Where the text gains less than this over nothing, there is too little to retain. */
const leastGain = 0.2;
/** Shares are no binary fractions: 3/5 less 2/5 is a little less than 0.2. */
const rounding = 1e-9;

/** The figures of an exam. Without a candidate there is nothing to say, and all is null. */
export function figuresOf(
  candidates: readonly Candidate[],
  marks: readonly Mark[],
  { draws, seed, margin }: FigureOptions,
): Figures {
  const questions = candidates.flatMap((candidate) => candidate.questions);
  const scores = scoresOf(marks);
  const clusters = candidates.map(({ questions: own }) => rowOf(own, scores));
  const intervals = bootstrap(clusters, statistics, { draws, seed });
  const sums = sumsOf(clusters);
  const estimate = (name: keyof typeof statistics): Estimate => ({
    value: statistics[name](sums),
    interval: intervals[name],
  });
  const accuracyOf = (arm: Arm): Estimate => ({
    value: accuracyIn(sums, arm),
    interval: clusteredWilson(clusters.map((row) => [row[arms.indexOf(arm)] ?? 0, rightIn(row, arm)])),
  });
  const sat = arms.filter((arm) => marks.some((mark) => mark.arm === arm));
  const loss = estimate('loss');
  return {
    documents: candidates.length,
    questions: questions.length,
    arms: Object.fromEntries(sat.map((arm) => [arm, armFigures(marks, arm, accuracyOf(arm))])),
    loss,
    ratio: estimate('ratio'),
    retention: estimate('retention'),
    verdict: verdictOf(loss.interval, clusters.map(pairedOf), margin),
    groups: groupsOf(candidates, marks, sat),
  };
}

/** The share of right answers of each question in each arm. */
type Scores = ReadonlyMap<string, number>;

const keyOf = (question: string, arm: Arm): string => `${question} ${arm}`;

function scoresOf(marks: readonly Mark[]): Scores {
  const byKey = grouped(marks, ({ question, arm }) => keyOf(question, arm));
  return new Map([...byKey].map(([key, own]) => [key, own.filter(isRight).length / own.length]));
}

const isRight = ({ outcome }: Mark): boolean => outcome === 'right';

/** Of one document: its questions in each arm, then how many were right. */
const rowOf = (questions: readonly Question[], scores: Scores): number[] => [
  ...arms.map((arm) => questions.filter(({ id }) => scores.has(keyOf(id, arm))).length),
  ...arms.map((arm) => questions.reduce((sum, { id }) => sum + (scores.get(keyOf(id, arm)) ?? 0), 0)),
];

const rightIn = (row: readonly number[], arm: Arm): number => row[arms.length + arms.indexOf(arm)] ?? 0;

const pairedOf = (row: readonly number[]): Paired => [
  row[arms.indexOf('units')] ?? 0,
  rightIn(row, 'text'),
  rightIn(row, 'units'),
];

function accuracyIn(sums: readonly number[], arm: Arm): number | null {
  const at = arms.indexOf(arm);
  const asked = sums[at] ?? 0;
  return asked === 0 ? null : rightIn(sums, arm) / asked;
}

/** A figure of several accuracies; null where one is. */
const of =
  (needed: Arm[], figure: (...values: number[]) => number | null): Statistic =>
  (sums) => {
    const values = needed.flatMap((arm) => accuracyIn(sums, arm) ?? []);
    return values.length < needed.length ? null : figure(...values);
  };

const statistics: Record<'loss' | 'ratio' | 'retention', Statistic> = {
  loss: of(['text', 'units'], (text = 0, units = 0) => text - units),
  ratio: of(['text', 'units'], (text = 0, units = 0) => (text === 0 ? null : units / text)),
  retention: of(['text', 'units', 'nothing'], (text = 0, units = 0, nothing = 0) =>
    text - nothing < leastGain - rounding ? null : (units - nothing) / (text - nothing),
  ),
};

function armFigures(marks: readonly Mark[], arm: Arm, accuracy: Estimate): ArmFigures {
  const own = marks.filter((mark) => mark.arm === arm);
  const counted = outcomes.map((outcome) => [outcome, own.filter((mark) => mark.outcome === outcome).length]);
  return { answers: own.length, outcomes: Object.fromEntries(counted) as ArmFigures['outcomes'], accuracy };
}

function groupsOf(candidates: readonly Candidate[], marks: readonly Mark[], sat: readonly Arm[]): Figures['groups'] {
  const byId = new Map(
    candidates.flatMap(({ document, questions }) => questions.map((question) => [question.id, { question, document }])),
  );
  const documentOf = (question: string) => byId.get(question)?.document.sha256 ?? '';
  const by = <Name extends string | null>(names: readonly Name[], nameOf: (mark: Mark) => Name | undefined) => {
    const byName = grouped(marks, (mark) => JSON.stringify(nameOf(mark)));
    return names.flatMap((name): Group<Name>[] => {
      const own = byName.get(JSON.stringify(name));
      return own === undefined ? [] : [groupOf(name, own, { sat, documentOf })];
    });
  };
  return {
    kind: by(kindsInFiles, ({ question }) => byId.get(question)?.question.kind),
    domain: by(domainsOf(candidates), ({ question }) => byId.get(question)?.document.domain),
    form: by(documentForms, ({ question }) => byId.get(question)?.document.form),
    stratum: by(['open', 'guessable', 'unscreened'], ({ question }) => byId.get(question)?.question.stratum),
    position: by(letters, ({ position }) => letters[position]),
  };
}

/** In alphabetical order; documents that name none come last, as null. */
function domainsOf(candidates: readonly Candidate[]): (string | null)[] {
  const all = new Set(candidates.map(({ document }) => document.domain));
  const named = [...all].filter((domain) => domain !== null).sort();
  return named.length === 0 || !all.has(null) ? named : [...named, null];
}

type Grouping = { sat: readonly Arm[]; documentOf: (question: string) => string };

function groupOf<Name>(name: Name, marks: readonly Mark[], { sat, documentOf }: Grouping): Group<Name> {
  const scores = scoresOf(marks);
  const questions = [...new Set(marks.map(({ question }) => question))];
  const byDocument = [...grouped(questions, documentOf).values()];
  const accuracy = sat.map((arm): [Arm, Estimate] => {
    const clusters = byDocument.map((ofDocument): [number, number] => {
      const own = ofDocument.flatMap((question) => scores.get(keyOf(question, arm)) ?? []);
      return [own.length, own.reduce((sum, score) => sum + score, 0)];
    });
    const [asked = 0, right = 0] = sumsOf(clusters);
    return [arm, { value: asked === 0 ? null : right / asked, interval: clusteredWilson(clusters) }];
  });
  return { name, questions: questions.length, accuracy: Object.fromEntries(accuracy) };
}
