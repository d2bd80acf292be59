import { questionKinds } from '../types/question.ts';
import type { Candidate, DropReason } from './candidate.ts';
import { type Plan, planOf } from './plan.ts';

/** How much of its share a stretch of sentences may have, and which part of all questions one kind may. */
const ofShare = 2;
const ofKinds = 1 / 3;
/** So many of one kind are always taken. */
const fewOfKind = 2;

type Placed = Pick<Candidate, 'kind' | 'evidence'>;

/** Holds the questions of one document to their plan, as they come. */
export type Spread = {
  /** Why there are too many of its like already; null where it is taken. */
  take(question: Placed): DropReason | null;
  /** What is left to ask for, where so many are missing: kinds with room, and stretches that nothing was asked about. */
  rest(missing: number): Plan;
};

/**
 * Spreads questions over sentences and kinds. Each stretch of the plan may have twice its share of the questions, so that a document with
 * fewer sentences than questions has more about each; each kind a third of all, and two in any case. A question that several
 * stretches decide counts for the one of them that has the fewest.
 */
export function spreadOver(sentences: number, questions: number): Spread {
  const { stretches } = planOf(sentences, questions);
  const mostOfStretch = Math.ceil((ofShare * questions) / stretches.length);
  const mostOfKind = Math.max(fewOfKind, Math.ceil(ofKinds * questions));
  const ofStretch = stretches.map(() => 0);
  const ofKind = new Map<string, number>();
  const hasRoom = (kind: string): boolean => (ofKind.get(kind) ?? 0) < mostOfKind;
  const stretchOf = (sentence: number): number =>
    stretches.findIndex(([from, to]) => sentence >= from && sentence <= to);
  return {
    take({ kind, evidence }) {
      const [place = -1] = evidence
        .map(stretchOf)
        .sort((one, other) => (ofStretch[one] ?? 0) - (ofStretch[other] ?? 0));
      const own = ofStretch[place] ?? 0;
      if (own >= mostOfStretch) return 'same-sentences';
      if (!hasRoom(kind)) return 'same-kind';
      ofStretch[place] = own + 1;
      ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1);
      return null;
    },
    rest(missing) {
      const empty = stretches.filter((_, at) => ofStretch[at] === 0);
      const open = stretches.filter((_, at) => (ofStretch[at] ?? 0) < mostOfStretch);
      return {
        questions: missing,
        kinds: questionKinds.filter(hasRoom),
        stretches: empty.length > 0 ? empty : open,
      };
    },
  };
}

/** What says that a question was one too many of its like. */
export const isCrowded = (reason: DropReason): boolean => reason === 'same-sentences' || reason === 'same-kind';
