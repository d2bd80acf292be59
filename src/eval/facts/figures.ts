import type { Estimate } from '../figures.ts';
import { differenceOf, type Row, shareOf } from '../paired.ts';
import type { Judged, Trial } from './judging.ts';
import { type FactMark, type FactOutcome, factOutcomes, type Side } from './marks.ts';
import type { DocumentTrials } from './trials.ts';

type SideFigures = {
  facts: number;
  outcomes: Record<FactOutcome, number>;
  /** Supported ones among all, failed and unparsable ones too; its interval is Wilson's, of facts in clusters. */
  share: Estimate;
  /** The share less that of the first system; null of the first. */
  difference: Estimate | null;
};

export type FactFigures = {
  documents: number;
  recall: SideFigures;
  precision: SideFigures;
  /** Facts of other documents that were put among the facts of each text, and those that the judge found in the units all the same. */
  decoys: { asked: number; supported: number };
  /** Documents about which nothing is said: their facts are in the denominator of recall. */
  withoutUnits: string[];
  /** Documents with pieces of which no facts could be listed: those are in no denominator. */
  unlisted: string[];
  /** Those of the marks that no reader should miss. */
  contradicted: FactMark[];
  marks: FactMark[];
};

type How = {
  first: readonly DocumentTrials[];
  judged: ReadonlyMap<Trial, Judged>;
  draws: number;
  seed: string;
};

/** The figures of one system, with what it has more or less than the first. */
export function factFiguresOf(own: readonly DocumentTrials[], how: How): FactFigures {
  const { judged } = how;
  const marksOf = (trial: Trial) => judged.get(trial)?.marks ?? [];
  const decoys = own.flatMap(({ recall }) => judged.get(recall)?.decoys ?? []);
  const marks = own.flatMap(({ recall, precision }) => [...marksOf(recall), ...marksOf(precision)]);
  return {
    documents: own.length,
    recall: sideFigures('recall', own, how),
    precision: sideFigures('precision', own, how),
    decoys: {
      asked: decoys.reduce((sum, { asked }) => sum + asked, 0),
      supported: decoys.reduce((sum, { supported }) => sum + supported, 0),
    },
    withoutUnits: own.filter(({ isSaid }) => !isSaid).map(({ document }) => document),
    unlisted: own.filter(({ unlisted }) => unlisted > 0).map(({ document }) => document),
    contradicted: marks.filter(({ outcome }) => outcome === 'contradicted'),
    marks,
  };
}

function sideFigures(side: Side, own: readonly DocumentTrials[], how: How): SideFigures {
  const { first, judged, draws, seed } = how;
  const rowsOf = (trials: readonly DocumentTrials[]): Row[] =>
    trials.map((trial) => {
      const marks = judged.get(trial[side])?.marks ?? [];
      return [marks.length, marks.filter(({ outcome }) => outcome === 'supported').length];
    });
  const marks = own.flatMap((trial) => judged.get(trial[side])?.marks ?? []);
  const counted = factOutcomes.map((outcome) => [outcome, marks.filter((mark) => mark.outcome === outcome).length]);
  return {
    facts: marks.length,
    outcomes: Object.fromEntries(counted) as SideFigures['outcomes'],
    share: shareOf(rowsOf(own)),
    difference: own === first ? null : differenceOf(rowsOf(first), rowsOf(own), { draws, seed }),
  };
}
