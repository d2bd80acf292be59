import type { Document } from '../types/document.ts';
import type { Question } from '../types/question.ts';
import type { Unit } from '../types/unit.ts';
import { contextOf } from './context.ts';
import type { Candidate } from './exam.ts';
import { grouped } from './grouped.ts';

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
 */
export function candidatesOf(
  questions: readonly Question[],
  documents: readonly Pick<Document, 'sha256' | 'text'>[],
  units: readonly Unit[],
): Candidates {
  const texts = new Map(documents.map(({ sha256, text }) => [sha256, text]));
  const asked = [...grouped(questions, ({ document }) => document.sha256).values()];
  const present = asked.filter(([first]) => first !== undefined && texts.has(first.document.sha256));
  const facts = factsByDocument(units);
  const candidates = present.flatMap((ofDocument): Candidate[] => {
    const [first] = ofDocument;
    if (first === undefined) return [];
    const { document } = first;
    const own = facts.get(document.sha256) ?? null;
    const other = nextOf(document.sha256, [...facts.keys()]);
    const control = other === null ? {} : { other: facts.get(other) ?? null };
    const text = texts.get(document.sha256) ?? null;
    return [
      { document, questions: ofDocument, contexts: { nothing: null, options: null, text, units: own, ...control } },
    ];
  });
  const missing = asked.filter((ofDocument) => !present.includes(ofDocument));
  return {
    candidates,
    withoutSource: missing.map((ofDocument) => ({
      id: ofDocument[0]?.document.id ?? '',
      questions: ofDocument.length,
    })),
    withoutUnits: candidates.filter(({ contexts }) => contexts.units === null).map(({ document }) => document.id),
  };
}

function factsByDocument(units: readonly Unit[]): Map<string, string> {
  const byDocument = grouped(units, ({ document }) => document.sha256);
  return new Map([...byDocument].map(([sha256, own]) => [sha256, contextOf(own)]));
}

/** The document after this one, in the order of their digests, round and round; null where there is no other. */
function nextOf(sha256: string, all: readonly string[]): string | null {
  const others = all.filter((one) => one !== sha256).sort();
  return others.find((one) => one > sha256) ?? others[0] ?? null;
}
