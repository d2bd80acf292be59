import { checks } from '../src/checks/table.ts';
import type { CheckName } from '../src/types/finding.ts';
import type { Figures, Row } from './checks-measured.ts';
import { cell, table } from './markdown.ts';

/** What no threshold would let a check see. */
const blindTo: Record<CheckName, string> = {
  'copied-wording': 'runs of five words and less, other orders of the same words, and copies from other documents',
  'near-copy': 'texts under twelve words, and sentences retold in an order of their own',
  numbers:
    'a number that stands in a cited sentence and says something else there; numbers between one and twelve that are said in passing ("both", "first")',
  quantity: 'what the wording itself has wrong, and units that it knows by no symbol',
  grounding: 'a name of the passage given to something else',
  support:
    'made-up facts in words of the passage, or in one or two words of their own; fresh wording that shares no word is marked as well',
  polarity: 'denials by meaning ("was spared"), and those whose words the fact says in other words',
  certainty:
    'hedges of another sentence than the cited ones, and those whose words the fact says in other words; a hedge too much is only seen where the sentence has nothing of the kind',
  direction:
    'sides that the sentence does not name on either side of a verb or of "than", and relations said with a noun',
  evidence: 'a wrong sentence that shares words with the fact, and a fact in words of its own',
  context: 'facts of the context whose words the passage has as well, and those in words of their own',
};

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`);

const head = ['planted', 'seen', 'recall', 'false alarms', 'precision'];

const figuresOf = ({ planted, seen, falseAlarms }: Row): string[] => [
  String(planted),
  String(seen),
  percent(seen, planted),
  String(falseAlarms),
  percent(seen, seen + falseAlarms),
];

const checkTable = (): string =>
  table(
    ['check', 'looks at', 'threshold', 'says'],
    checks.map((check) => [check.name, check.looksAt, check.threshold, check.says].map(cell)),
  );

const resultTable = ({ byCheck }: Figures): string =>
  table(
    ['check', ...head, 'blind to'],
    [...byCheck].map(([name, row]) => [name, ...figuresOf(row), cell(blindTo[name])]),
  );

const mutationTable = ({ byMutation }: Figures): string =>
  table(
    ['what was made wrong', 'seen by', 'planted', 'seen', 'recall'],
    [...byMutation].map(([name, { expected, planted, seen }]) => [
      cell(name),
      expected.join(', '),
      String(planted),
      String(seen),
      percent(seen, planted),
    ]),
  );

/** The text of `docs/checks.md`, measured anew. */
export function checksDocument(figures: Figures): string {
  const { units, facts, cases, onGoodUnits, all } = figures;
  return `# The checks

<!-- Written by \`npm run generate\`; a test holds it to what the code says and does. -->

Every draft is held against the text that it was made of before it becomes a unit. What fails is repaired or dropped and
listed in the unit's audit; what warns is published and counted. The checks are plain code: they ask no model, and give the
same answer each time. They compare wordings, and know no meanings: each has a blind side, which stands in the second table.

## What they look at

${checkTable()}

## What they see

Measured on ${units} passages with drafts in which, by hand, nothing is wrong (\`test/fixtures/checks\`, ${facts} facts), and on
${cases} cases planted in them by ${figures.byMutation.size} mutations (\`test/support/mutations.ts\`), each of which makes one thing
wrong. A case is *planted* for the check that has to see it, and *seen* when that check speaks of the fact, name or summary that is
wrong. A *false alarm* is a case, planted for something else, or a draft without a fault, in which a check speaks that has no cause
to; findings that warn count as well as those that fail. Recall is seen / planted, precision is seen / (seen + false alarms).

${resultTable(figures)}

All together: ${all.seen} of ${all.planted} cases are seen (${percent(all.seen, all.planted)}), ${all.falseAlarms} false alarms (precision
${percent(all.seen, all.seen + all.falseAlarms)}), ${onGoodUnits} of them in the ${units} drafts without a fault. The drafts without a fault are also
those on which the checks were made, so that a text of another kind may raise more.

Of each mutation, seen by any of the checks that are right to speak, the first of which has to:

${mutationTable(figures)}

A check that compares wordings stays silent where it can't tell: a finding costs a call to a model, and may in the end drop a fact
that was true. That is why recall is low where a draft says in its own words what the text hedges or compares.

## Run it again

\`npm run generate\` writes this page anew; \`npx vitest run test/checks\` compares it, and holds the least recall and precision of
each check. A threshold is moved in the file of its check (\`src/checks\`), on the evidence of these tables.
`;
}
