import { measureDraft } from '../checks/index.ts';
import { DocumentError, KuError } from '../errors.ts';
import { rougeL } from '../text/nearness.ts';
import { wordTexts } from '../text/words.ts';
import type { Measured } from './measure.ts';
import type { AuditProblem, Reconstruction } from './report.ts';
import { draftOfTexts } from './texts-of-record.ts';

/** Asks a model to write the text again, with nothing but the content of a unit (as JSON) to go by. */
export type Rebuild = (unitJson: string) => Promise<string>;

/** Pairs of words that are compared at most; longer texts have no ROUGE-L. */
const mostPairs = 400_000_000;

/**
 * The attack of the paper (Schuhmann et al., arXiv 2502.19413): how much of the source's wording comes back from the unit
 * alone. A model that gives no text is a problem, not an end.
 */
export async function reconstruct(
  measured: Measured,
  rebuild: Rebuild,
  drain: AbortSignal,
): Promise<Reconstruction | AuditProblem> {
  const { audit, content, target } = measured;
  if (drain.aborted) return notReconstructed(audit, 'the audit was interrupted', 'run it again');
  try {
    const text = await rebuild(content());
    const { copying, exemptRuns } = measureDraft(target, draftOfTexts([{ text }]));
    const words = wordTexts(text);
    const source = wordTexts(target.passage.text);
    const overlap = words.length * source.length > mostPairs ? null : rougeL(words, source);
    return { ...copying, exemptRuns, words: words.length, rougeL: overlap && Math.round(overlap * 10_000) / 10_000 };
  } catch (error) {
    if (error instanceof DocumentError || (error instanceof KuError && error.isLimit)) {
      return notReconstructed(audit, error.message, error.hint);
    }
    if (drain.aborted && !(error instanceof KuError)) return notReconstructed(audit, 'it was given up', 'run it again');
    throw error;
  }
}

function notReconstructed({ file, line, pointer }: Measured['audit'], why: string, hint: string): AuditProblem {
  return { file, line, pointer, code: 'not-reconstructed', message: `the text was not reconstructed: ${why}`, hint };
}
