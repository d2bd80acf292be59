import type { CheckName, Finding } from '../types/finding.ts';
import type { Fact, Field, View } from './fields.ts';
import type { PassageSource, SourceSentence } from './source.ts';

export type CheckOptions = {
  /** What would only be marked as inferred fails. */
  strict: boolean;
};

/** A check: what it looks at, when it speaks, what it says, and the code that does so. */
export type Check = {
  name: CheckName;
  looksAt: string;
  threshold: string;
  says: string;
  run(source: PassageSource, view: View, options: CheckOptions): Finding[];
};

type Said = Pick<Finding, 'check' | 'severity' | 'message' | 'reason'> &
  Partial<Pick<Finding, 'measured' | 'sentence'>>;

/** A finding about one text of a draft. */
export const findingAtField = (
  field: Pick<Field, 'pointer' | 'what' | 'target'>,
  evidence: number[],
  said: Said,
): Finding => ({
  measured: null,
  sentence: null,
  ...said,
  pointer: field.pointer,
  what: field.what,
  target: field.target,
  evidence,
});

/** A finding about a fact as a whole. */
export const findingAtFact = (fact: Fact, said: Said): Finding => ({
  measured: null,
  sentence: null,
  ...said,
  pointer: fact.pointer,
  what: fact.what,
  target: fact.pointer,
  evidence: fact.evidence,
});

/** The sentences that a fact cites. */
export const citedSentences = (source: PassageSource, evidence: readonly number[]): SourceSentence[] =>
  evidence.flatMap((number) => source.sentences[number - 1] ?? []);
