import type { Document } from '../types/document.ts';
import type { Question } from '../types/question.ts';
import type { Arm } from './arms.ts';
import type { Candidate } from './exam.ts';
import { abstractOf, beginningOf, countWords } from './excerpts.ts';
import { grouped } from './grouped.ts';

/** Of a document, what an exam about it needs. */
export type ExamSource = Pick<Document, 'sha256' | 'text' | 'blocks' | 'domain'>;

export type Candidates = {
  candidates: Candidate[];
  /** Documents that questions are about and that are not among the sources, by their ids: nothing is asked about them. */
  withoutSource: { id: string; questions: number }[];
  /** Documents without units: their questions count, and come to nothing. */
  withoutUnits: string[];
};

/**
 * Brings questions, texts and units of one document together, by the digest of its text, in the order of the questions. The control
 * of each document is the next one with units; with fewer than two of those there is no control.
 * @param facts what the units say, as a reader is given it, by the digest of the text
 */
export function candidatesOf(
  questions: readonly Question[],
  documents: readonly ExamSource[],
  facts: ReadonlyMap<string, string>,
): Candidates {
  const sources = new Map(documents.map((document) => [document.sha256, document]));
  const controlOf = controls([...facts.keys()]);
  const found: Omit<Candidates, 'withoutUnits'> = { candidates: [], withoutSource: [] };
  for (const [sha256, ofDocument] of grouped(questions, ({ document }) => document.sha256)) {
    const id = ofDocument[0]?.document.id ?? '';
    const source = sources.get(sha256);
    if (source === undefined) {
      found.withoutSource.push({ id, questions: ofDocument.length });
      continue;
    }
    const control = controlOf(sha256);
    const contexts = contextsFor(
      source,
      facts.get(sha256) ?? null,
      control === null ? null : (facts.get(control) ?? null),
    );
    // The frozen file says it, else the source.
    const domain = ofDocument.find(({ document }) => document.domain !== undefined)?.document.domain ?? source.domain;
    const form = contexts.abstract === undefined ? 'text' : 'paper';
    found.candidates.push({ document: { id, sha256, domain: domain ?? null, form }, questions: ofDocument, contexts });
  }
  return {
    ...found,
    withoutUnits: found.candidates.filter(({ contexts }) => contexts.units === null).map(({ document }) => document.id),
  };
}

/** A full paper is also cut to its abstract, and to as many words of its beginning as its units have. */
function contextsFor(
  source: ExamSource,
  units: string | null,
  other: string | null,
): Partial<Record<Arm, string | null>> {
  const abstract = abstractOf(source);
  return {
    nothing: null,
    options: null,
    text: source.text,
    units,
    ...(other === null ? {} : { other }),
    ...(abstract === null ? {} : { abstract }),
    ...(abstract === null || units === null ? {} : { truncated: beginningOf(source.text, countWords(units)) }),
  };
}

/** Says which document comes after one, in the order of their digests, round and round; null where there is no other. */
function controls(all: readonly string[]): (sha256: string) => string | null {
  const ordered = all.toSorted();
  return (sha256) => {
    const next = ordered[firstAfter(ordered, sha256)] ?? ordered[0];
    return next === undefined || next === sha256 ? null : next;
  };
}

/** The first place, found by halving, of what comes behind a value. */
function firstAfter(ordered: readonly string[], value: string): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] ?? '') <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
