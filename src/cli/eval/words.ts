import { type Arm, arms, type Estimate, type Group, mostHidden } from '../../eval/index.ts';
import type { EvaluationReport } from './report.ts';

/** What each arm is, for those who meet it for the first time. */
export const armMeanings: Record<Arm, string> = {
  nothing: 'the question and its options alone: what a reader knows beforehand',
  options: 'the options without the question: what their form gives away',
  text: 'the document itself: the most that can be found',
  units: 'what is measured: all that the units of the document say, and nothing else',
  other: 'the control: the units of another document, in which nothing should be found',
  abstract: 'of a full paper, its abstract',
  truncated: 'of a full paper, its beginning, in as many words as its units have',
};

/** What becomes of an answer that is not right; all of them are in the denominator. */
export const outcomeMeanings: Record<string, string> = {
  unquoted: 'the right letter, without words of the context that decide',
  wrong: 'another letter',
  'not said': '"the context does not say"',
  unparsable: 'no answer that can be used',
  failed: 'there are no units of the document',
};

/** The arms for people. */
export const armNames: Record<Arm, string> = {
  nothing: 'no context',
  options: 'options alone',
  text: 'the text',
  units: 'its units',
  other: 'units of another',
  abstract: 'its abstract',
  truncated: 'its beginning',
};

export const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
export const points = (share: number) => (100 * share).toFixed(1);

/** "82.5% (77.0 to 88.1)"; a dash for what means nothing. */
export function shown({ value, interval }: Estimate, write = percent): string {
  if (value === null) return '–';
  return interval === null ? write(value) : `${write(value)} (${points(interval.low)} to ${points(interval.high)})`;
}

/** The loss; where no answer differs the bootstrap sees no spread, and it is said what may hide there all the same. */
export const lossOf = ({ loss, documents }: Pick<EvaluationReport, 'loss' | 'documents'>): string =>
  `${shown(loss, points)} points${isFlat(loss) ? `: ${unseen(documents)}` : ''}`;

export const isFlat = ({ interval }: Estimate): boolean => interval !== null && interval.low === interval.high;

/** What an interval without any width leaves open. */
export const unseen = (documents: number): string =>
  `no document differs, but so few (${documents}) could hide a loss of up to ${points(hiddenAmong(documents))} points`;

const hiddenAmong = (documents: number): number => mostHidden(Array.from({ length: documents }, () => [1, 1, 1]));

/** Names of systems as they are shown: without the folders that all of them share. */
export function shownNames(names: readonly string[]): string[] {
  const [first = [], ...others] = names.map((name) => name.split('/').slice(0, -1));
  const differs = first.findIndex((folder, at) => others.some((own) => own[at] !== folder));
  const shared = differs < 0 ? first.length : differs;
  return names.map((name) => name.split('/').slice(shared).join('/') || name);
}

/** Retention, or why it means nothing. */
export const retentionOf = ({ arms: figures, retention }: Pick<EvaluationReport, 'arms' | 'retention'>): string =>
  retention.value === null && typeof figures.text?.accuracy.value === 'number'
    ? '– (the text gains less than 20 points over no context)'
    : shown(retention);

export const verdicts = {
  held: 'the units lose less than the margin',
  lost: 'the units lose more than the margin',
  open: 'too few questions or documents to tell',
};

/** The columns behind what was given and how often it was answered: right answers, then what else came of them. */
export const outcomeNames = ['unquoted', 'wrong', 'not said', 'unparsable', 'failed'];

/** A row of cells for each arm that was sat. */
export function armRows({ arms: figures }: EvaluationReport): string[][] {
  return arms.flatMap((arm) => {
    const one = figures[arm];
    if (one === undefined) return [];
    const { unquoted, wrong, silent, unparsable, failed } = one.outcomes;
    const counts = [unquoted, wrong, silent, unparsable, failed].map(String);
    return [[armNames[arm], String(one.answers), shown(one.accuracy), ...counts]];
  });
}

/** Groups of questions in the order in which they are shown, each list with its name. */
export const groupLists = ({ groups }: Pick<EvaluationReport, 'groups'>): [name: string, groups: Group[]][] => [
  ['kind', groups.kind],
  ['domain', groups.domain.map((group) => ({ ...group, name: group.name ?? '(none)' }))],
  ['document', formGroups(groups.form)],
  ['stratum', groups.stratum],
  ['right letter', groups.position],
];

const formNames = { paper: 'full paper', text: 'text' };

/** Where there is no full paper, there is nothing to tell apart. */
const formGroups = (groups: EvaluationReport['groups']['form']): Group[] =>
  groups.some(({ name }) => name === 'paper') ? groups.map((group) => ({ ...group, name: formNames[group.name] })) : [];

/** A head and a row of cells for each group, in the arms that say something of it. */
export function groupTable(groups: readonly Group[]): { head: string[]; rows: string[][] } {
  const shownArms = (['nothing', 'text', 'units', 'abstract', 'truncated'] as const).filter((arm) =>
    groups.some(({ accuracy }) => typeof accuracy[arm]?.value === 'number'),
  );
  const rows = groups.map(({ name, questions, accuracy }) => [
    name,
    String(questions),
    ...shownArms.map((arm) => shown(accuracy[arm] ?? { value: null, interval: null })),
  ]);
  return { head: ['questions', ...shownArms.map((arm) => armNames[arm])], rows };
}
