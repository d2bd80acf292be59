import { indexSource, type SourceIndex } from '../text/copying.ts';
import { wordTexts } from '../text/words.ts';
import type { Candidate, DropReason, Source } from './candidate.ts';
import { foldedOption, isCatchAll, namesText } from './wording.ts';

/** Words in a row that no question may share with the text: a run of eight is an expression, not a term. */
const longestRun = 7;
/** Bounds of the length of the right option against the mean of the wrong ones, in characters. */
const [shortest, longest] = [0.75, 1.33];

const lengthOf = (text: string): number => [...text.trim()].length;

type Check = (candidate: Candidate, source: Source, index: SourceIndex) => boolean;

/** Checks that a question taken from elsewhere may be let through: they are about its quality, not its soundness. */
export const qualityChecks = ['length', 'text-named', 'copied'] as const satisfies DropReason[];
export type QualityCheck = (typeof qualityChecks)[number];

/** What can be said before there are wrong options, so that none are written for a question that is dropped anyway. */
const stemChecks: Partial<Record<DropReason, Check>> = {
  empty: (candidate) => textsOf(candidate).every((text) => text.trim() !== ''),
  evidence: ({ evidence }, { sentences }) =>
    evidence.length > 0 && evidence.every((number) => number >= 1 && number <= sentences.length),
  'text-named': ({ stem }) => !namesText(stem),
  copied: (candidate, _source, index) =>
    !textsOf(candidate).some((text) => index.sharedRuns(wordTexts(text), longestRun + 1).length > 0),
};

/** In this order; the first that fails names the reason. Each has a planted case in the tests. */
const checks: Partial<Record<DropReason, Check>> = {
  ...stemChecks,
  options: (candidate) => candidate.wrong.length === 3 && new Set(optionsOf(candidate).map(foldedOption)).size === 4,
  'all-of-above': (candidate) => !optionsOf(candidate).some((option) => isCatchAll(option)),
  length: ({ key, wrong }) => {
    const ratio = lengthOf(key) / (wrong.reduce((sum, option) => sum + lengthOf(option), 0) / wrong.length);
    return ratio >= shortest && ratio <= longest;
  },
};

const optionsOf = ({ key, wrong }: Candidate): string[] => [key, ...wrong];

const textsOf = (candidate: Candidate): string[] => [candidate.stem, ...optionsOf(candidate)];

/** A question before there are wrong options. */
type Unanswered = Omit<Candidate, 'wrong'>;

/** Says why a question can't be used; null where nothing is wrong with it. */
export type Checker = {
  stem(stem: Unanswered): DropReason | null;
  /** Of one wrong option, whatever the others are. */
  option(stem: Unanswered, option: string): DropReason | null;
  whole(candidate: Candidate): DropReason | null;
};

/**
 * Makes what checks questions about a document, which it indexes once.
 * @param left checks that are left out
 */
export function checkerOf(source: Source, left: ReadonlySet<string> = new Set()): Checker {
  const index = indexSource(wordTexts(source.sentences.join('\n')));
  const firstFailing = (table: typeof checks, candidate: Candidate): DropReason | null => {
    const failing = Object.entries(table).find(([name, check]) => !left.has(name) && !check(candidate, source, index));
    return failing === undefined ? null : (failing[0] as DropReason);
  };
  return {
    stem: (stem) => firstFailing(stemChecks, { ...stem, wrong: [] }),
    option: (stem, option) => {
      if (foldedOption(option) === foldedOption(stem.key)) return 'options';
      return isCatchAll(option) ? 'all-of-above' : firstFailing(stemChecks, { ...stem, wrong: [option] });
    },
    whole: (candidate) => firstFailing(checks, candidate),
  };
}
