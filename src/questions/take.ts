import { DocumentError } from '../errors.ts';
import type { Document } from '../types/document.ts';
import type { QuestionModel } from '../types/question-step.ts';
import type { Candidate, DropReason } from './candidate.ts';
import { checkerOf, type QualityCheck } from './checks.ts';
import { type DocumentQuestions, sourceOf, type Written, withStratum } from './write.ts';
import { allOf } from './wrong-options.ts';

export type TakeOptions = {
  /** What screens the questions; null where they are not screened. */
  model: QuestionModel | null;
  /** Questions that are taken of a document, at most. */
  perDocument: number;
  /** Checks that a question may fail. */
  keep: readonly QualityCheck[];
  from: { name: string; sha256: string };
  signal: AbortSignal;
};

/**
 * Checks and screens questions about a document that somebody else wrote, as ours are. Which sentences decide them nobody says, so that
 * this is not checked.
 */
export async function takeQuestions(
  document: Document,
  taken: readonly (Candidate | DropReason)[],
  { model, perDocument, keep, from, signal }: TakeOptions,
): Promise<DocumentQuestions> {
  const source = sourceOf(document);
  const check = checkerOf(source, new Set(['evidence', ...keep]));
  const dropped: DropReason[] = [];
  const sound: Candidate[] = [];
  const seen = new Set<string>();
  for (const candidate of taken) {
    const reason = typeof candidate === 'string' ? candidate : (twice(candidate, seen) ?? check.whole(candidate));
    if (reason !== null) dropped.push(reason);
    else if (typeof candidate !== 'string') sound.push(candidate);
  }
  const asking = model === null ? null : { model, source, check, signal };
  const results = await allOf(
    sound
      .slice(0, perDocument)
      .map((candidate): Promise<Written | DropReason> => answered(withStratum(candidate, asking))),
  );
  const isReason = (result: Written | DropReason): result is DropReason => typeof result === 'string';
  return {
    source,
    written: results.filter((result): result is Written => !isReason(result)),
    dropped: [...dropped, ...sound.slice(perDocument).map((): DropReason => 'surplus'), ...results.filter(isReason)],
    from,
  };
}

function twice({ stem, key, wrong }: Candidate, seen: Set<string>): DropReason | null {
  const asked = JSON.stringify([stem.toLowerCase(), key, [...wrong].sort()]);
  if (seen.has(asked)) return 'twice';
  seen.add(asked);
  return null;
}

/** What the model can't answer costs the question. */
async function answered(result: Promise<Written | DropReason>): Promise<Written | DropReason> {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return 'no-answer';
  }
}
