import type { AuditProblem } from '../../audit/index.ts';
import { counted } from '../tally.ts';

/** What came of an evaluation, in every form in which it may be shown. */
export type Outcome = {
  report: object;
  /** For a terminal of so many columns. */
  lines: (width: number) => string[];
  page: () => string;
  /** What people are told beside it, on standard error. */
  remarks: string[];
  /** Whether something was left out, could not be read or found no source. */
  isIncomplete: boolean;
};

type Missing = { withoutSource: readonly { id: string; questions: number }[]; withoutUnits: readonly string[] };

/** @param system what the remarks begin with, where there are several */
export const remarksOnMissing = ({ withoutSource, withoutUnits }: Missing, system = ''): string[] => [
  ...withoutSource.map(
    ({ id, questions }) => `${id}: ${counted(questions, 'question')} left out: no source has the digest of its text`,
  ),
  ...withoutUnits.map((id) => `${system}${id}: no units: all that is asked about it counts as not answered`),
];

const nameIt = 'call the file, its folder, the id of its record or its key by the id of the document';

/** What another extractor wrote and no document took, or nobody can read: a remark for each file. */
export function remarksOnFiles(problems: readonly Pick<AuditProblem, 'file' | 'code' | 'message' | 'hint'>[]) {
  const byFile = new Map(problems.map((problem) => [`${problem.file} ${problem.code} ${problem.message}`, problem]));
  return [...byFile.values()].map(
    ({ file, code, message, hint }) =>
      `${file}: left out: ${code}: ${message} (${code === 'no-source' ? nameIt : hint})`,
  );
}
