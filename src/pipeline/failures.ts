import { DocumentError } from '../errors.ts';
import type { Document } from '../types/document.ts';
import type { Failure, PassageFailure } from '../types/failure.ts';
import { type Spending, totalOf } from '../types/spending.ts';

/** A document that has no units, as it is listed; `spending` has all that it took. */
export function failureOfDocument(document: Document, error: DocumentError, spending: Spending): Failure {
  const { code, message, hint, evidence } = error;
  const attempts = totalOf(spending).calls;
  return { document: document.id, place: document.place, code, message, hint, attempts, evidence };
}

/**
 * A document of which some passages failed, as it is listed; null where none did. Where no passage has a unit, or most are in a
 * language that the engine does not read, the document has failed as a whole.
 * @throws DocumentError what the first of these passages failed with
 */
export function failureOfSome(
  document: Document,
  passages: readonly PassageFailure[],
  spending: Spending,
): Failure | null {
  const [first] = passages;
  if (first === undefined) return null;
  const foreign = passages.filter(({ code }) => code === 'language');
  const [whole] = passages.length === first.of ? passages : foreign.length * 2 > first.of ? foreign : [];
  if (whole !== undefined) {
    const { code, message, hint, attempts, evidence } = whole;
    throw new DocumentError(code, message, hint, { attempts, evidence });
  }
  const { code, hint, evidence } = first;
  const message = `${passages.length} of ${first.of} passages failed, the units of the others are kept`;
  const attempts = totalOf(spending).calls;
  return {
    ...{ document: document.id, place: document.place, code, message, hint, attempts, evidence },
    passages: [...passages],
  };
}
