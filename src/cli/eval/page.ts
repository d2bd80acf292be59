import { type Arm, arms } from '../../eval/index.ts';
import { escaped, meanings, pageOf, table } from '../html.ts';
import { counted, dollarsOf } from '../tally.ts';
import { chart } from './chart.ts';
import { factHeads, factRows, judgeLine } from './facts.ts';
import type { FactsPart } from './facts-report.ts';
import type { EvaluationReport } from './report.ts';
import {
  armMeanings,
  armNames,
  armRows,
  groupLists,
  groupTable,
  lossOf,
  outcomeMeanings,
  outcomeNames,
  percent,
  points,
  retentionOf,
  shown,
  verdicts,
} from './words.ts';

/** The report as one page that opens from disk: no script, nothing from elsewhere. Also well-formed XML. */
export function evaluationPage(report: EvaluationReport): string {
  const { verdict, ratio } = report;
  return pageOf(
    'How much survives',
    `${leadOf(report)}
<h2>Answers</h2>
${armChart(report)}
${meanings(satBy(report).map((arm) => [armNames[arm], armMeanings[arm]]))}
${armTable(report)}
${table(
  'What the units lose',
  ['figure', 'value'],
  [
    ['loss, text less units', lossOf(report)],
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
  const caption = 'Answers by what the reader was given';
  const wrong = outcomeNames.map((name): [string, string] => [name, outcomeMeanings[name] ?? '']);
  return `${table(caption, ['given', 'answers', 'right (95%)', ...outcomeNames], armRows(report))}
<p>What is not right is one of these, and counts against it:</p>
${meanings(wrong)}`;
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

/** Both promises in two sentences. */
function leadOf(report: EvaluationReport): string {
  const { reader, documents, questions, verdict, audit, arms: figures } = report;
  const shareIn = (arm: 'units' | 'text') => percentOf(figures[arm]?.accuracy.value ?? null);
  return `<p class="lead">Given only the units, the reader answers ${shareIn('units')} of the questions; given the text, ${shareIn('text')}.
The loss is ${escaped(lossOf(report))}. For a margin of ${points(verdict.margin)} points: ${verdicts[verdict.answer]}.</p>
<p class="lead">The longest run of words that the units share with their texts has ${counted(audit.total.longestCopiedRun, 'word')};
${percent(audit.total.copiedShare)} of their words stand in copied runs.</p>
<p>${counted(questions, 'question')} about ${counted(documents, 'document')}, put to ${escaped(reader.model)}. All intervals are of 95%, with documents as clusters:
those of shares are Wilson's, those of losses, ratios and retention come from a bootstrap over documents.</p>`;
}

const percentOf = (share: number | null): string => (share === null ? 'none' : percent(share));

const satBy = ({ arms: figures }: EvaluationReport): Arm[] => arms.filter((arm) => figures[arm] !== undefined);

/** Right answers by what the reader was given. */
function armChart(report: EvaluationReport): string {
  const bars = satBy(report).flatMap((arm) => {
    const one = report.arms[arm];
    return one === undefined ? [] : [{ name: armNames[arm], estimate: one.accuracy, of: one.answers }];
  });
  return chart('Right answers by what the reader was given', bars);
}

/** Right answers from the units, by kind of question. */
function kindChart({ groups }: EvaluationReport): string {
  const bars = groups.kind.flatMap(({ name, questions, accuracy }) =>
    accuracy.units === undefined ? [] : [{ name, estimate: accuracy.units, of: questions }],
  );
  return chart('Right answers from the units, by kind of question', bars);
}

/** What stands behind the figures, and what they cost. */
function runTable({ version, reader, protocol, spent, withoutUnits, withoutSource }: EvaluationReport): string {
  return table(
    'The exam',
    ['of', 'value'],
    [
      ['reader', reader.model],
      ['prompt', reader.prompt.id],
      ['options', protocol.choices === 5 ? '4, and "the context does not say"' : '4'],
      ['orders of the options', String(protocol.shuffles)],
      ['file of questions, by its hash', protocol.seed.slice(0, 16)],
      ['draws of the bootstrap', String(protocol.draws)],
      ['made with', `ku ${version}`],
      ['documents without units', String(withoutUnits.length)],
      ['documents without a source', String(withoutSource.length)],
      ['answers of the model', String(spent.attempts)],
      ['tokens in and out', `${spent.inputTokens} and ${spent.outputTokens}`],
      ['cost', spent.cost === null ? 'not known' : dollarsOf(spent.cost)],
    ],
  );
}
