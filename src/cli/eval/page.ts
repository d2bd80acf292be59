import { arms } from '../../eval/index.ts';
import { escaped, pageOf, table } from '../html.ts';
import { dollarsOf } from '../tally.ts';
import { chart } from './chart.ts';
import { factHeads, factRows, judgeLine } from './facts.ts';
import type { FactsPart } from './facts-report.ts';
import type { EvaluationReport } from './report.ts';
import {
  armNames,
  armRows,
  groupLists,
  groupTable,
  outcomeNames,
  percent,
  points,
  retentionOf,
  shown,
  verdicts,
} from './words.ts';

/** The report as one page that opens from disk: no script, nothing from elsewhere. Also well-formed XML. */
export function evaluationPage(report: EvaluationReport): string {
  const { reader, documents, questions, verdict, loss, ratio } = report;
  return pageOf(
    'How much survives',
    `<p>${questions} questions about ${documents} documents, answered by ${escaped(reader.model)}. Intervals are of 95%,
with documents as clusters.</p>
<h2>Answers</h2>
${armChart(report)}
${armTable(report)}
${table(
  'What the units lose',
  ['figure', 'value'],
  [
    ['loss in points, text less units', shown(loss, points)],
    ['ratio, units by text', shown(ratio)],
    ['retention of the gain over no context', retentionOf(report)],
    [`margin of ${points(verdict.margin)} points`, verdicts[verdict.answer]],
  ],
)}
<h2>By question</h2>
${kindChart(report)}
${groupTables(report)}
${factsSection(report.facts)}<h2>Copying</h2>
${copyingTable(report)}
<p>These are measurements, and not legal advice.</p>
<h2>How it was measured</h2>
${runTable(report)}`,
  );
}

function armTable(report: EvaluationReport): string {
  return table('Answers by what the reader was given', ['given', 'answers', 'right', ...outcomeNames], armRows(report));
}

function groupTables(report: EvaluationReport): string {
  const lists = groupLists(report).filter(([, groups]) => groups.length > 0);
  const tables = lists.map(([name, groups]) => {
    const { head, rows } = groupTable(groups);
    return table(`By ${name}`, [name, ...head], rows);
  });
  return tables.join('\n');
}

/** Nothing where no facts were judged. */
export function factsSection(facts: FactsPart | undefined): string {
  if (facts === undefined) return '';
  const caption = 'Facts by what was found of them';
  return `<h2>Facts</h2>\n<p>${escaped(judgeLine(facts))}.</p>\n${table(caption, ['facts', ...factHeads], factRows(facts))}\n`;
}

export function copyingTable({ audit: { units, total } }: Pick<EvaluationReport, 'audit'>): string {
  return table(
    `Of ${units} units, against their texts`,
    ['figure', 'value'],
    [
      ['longest copied run in words', String(total.longestCopiedRun)],
      ['copied share', percent(total.copiedShare)],
      ['5-grams shared', percent(total.ngram5)],
      ['7-grams shared', percent(total.ngram7)],
      ['11-grams shared', percent(total.ngram11)],
      ['findings that fail', String(total.fail)],
      ['findings that warn', String(total.warn)],
    ],
  );
}

/** Right answers by what the reader was given. */
function armChart({ arms: figures }: EvaluationReport): string {
  const bars = arms.flatMap((arm) => {
    const estimate = figures[arm]?.accuracy;
    return estimate === undefined ? [] : [{ name: armNames[arm], estimate }];
  });
  return chart('Right answers', bars);
}

/** Right answers from the units, by kind of question. */
function kindChart({ groups }: EvaluationReport): string {
  const bars = groups.kind.flatMap(({ name, accuracy }) =>
    accuracy.units === undefined ? [] : [{ name, estimate: accuracy.units }],
  );
  return chart('Right answers from the units, by kind of question', bars);
}

/** What stands behind the figures, and what they cost. */
function runTable({ reader, protocol, spent, withoutUnits, withoutSource }: EvaluationReport): string {
  return table(
    'The exam',
    ['of', 'value'],
    [
      ['reader', reader.model],
      ['prompt', reader.prompt.id],
      ['options', protocol.choices === 5 ? '4, and "the context does not say"' : '4'],
      ['orders of the options', String(protocol.shuffles)],
      ['documents without units', String(withoutUnits.length)],
      ['documents without a source', String(withoutSource.length)],
      ['requests', String(spent.attempts)],
      ['tokens in and out', `${spent.inputTokens} and ${spent.outputTokens}`],
      ['cost', spent.cost === null ? 'not known' : dollarsOf(spent.cost)],
    ],
  );
}
