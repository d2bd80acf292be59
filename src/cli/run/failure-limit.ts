import type { FailureLimit } from '../../config/parsers.ts';
import { KuError } from '../../errors.ts';
import { counted, type Tally } from '../tally.ts';

/** Documents that must have ended before a share of them is judged: one failure of three is no third of a corpus. */
const judgedFrom = 50;

/** What ends a run that goes wrong; null while it does not. */
export function failuresPassed(limit: FailureLimit | null, { documents, skipped, failed }: Tally): KuError | null {
  if (limit === null) return null;
  const ended = documents - skipped;
  const isPassed =
    'documents' in limit ? failed > limit.documents : ended >= judgedFrom && failed * 100 > limit.percent * ended;
  if (!isPassed) return null;
  const allowed = 'documents' in limit ? String(limit.documents) : `${limit.percent}%`;
  return new KuError(
    'failures',
    `${counted(failed, 'document')} of ${ended} failed, more than --max-failures ${allowed} allows`,
    'see what they have in common; the same command again, or --retry-failed REPORT, goes on',
  );
}
