import { arms, type Group } from '../eval/index.ts';
import type { EvaluationReport } from './eval-report.ts';
import {
  armNames,
  armRows,
  groupArms,
  groupRows,
  outcomeNames,
  percent,
  points,
  shown,
  verdicts,
} from './eval-words.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '');

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:600}
th,td{padding:.25rem .75rem;border-bottom:1px solid #767676;text-align:right}th:first-child{text-align:left}
svg{width:100%;height:auto}`;

/** The report as one page that opens from disk: no script, nothing from elsewhere. Also well-formed XML. */
export function evaluationPage(report: EvaluationReport): string {
  const { reader, documents, questions, verdict, loss, ratio, retention, groups } = report;
  return `<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<title>How much survives</title><style>${style}</style></head>
<body><main>
<h1>How much survives</h1>
<p>${questions} questions about ${documents} documents, answered by ${escaped(reader.model)}. Intervals are of 95%.</p>
<h2>Answers</h2>
${chart(report)}
${armTable(report)}
${table(
  'What the units lose',
  ['figure', 'value'],
  [
    ['loss in points, text less units', shown(loss, points)],
    ['ratio, units by text', shown(ratio)],
    ['retention of the gain over no context', shown(retention)],
    [`margin of ${points(verdict.margin)} points`, verdicts[verdict.answer]],
  ],
)}
<h2>By question</h2>
${groupTable('By kind', groups.kind)}
${groupTable('By stratum', groups.stratum)}
${groupTable('By the place of the right option', groups.position)}
<h2>Copying</h2>
${copyingTable(report)}
</main></body></html>
`;
}

function table(caption: string, head: string[], rows: string[][]): string {
  const headings = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  const body = rows.map(([first = '', ...cells]) => {
    const others = cells.map((cell) => `<td>${escaped(cell)}</td>`).join('');
    return `<tr><th scope="row">${escaped(first)}</th>${others}</tr>`;
  });
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${headings}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

function armTable(report: EvaluationReport): string {
  return table('Answers by what the reader was given', ['given', 'answers', 'right', ...outcomeNames], armRows(report));
}

function groupTable(caption: string, groups: readonly Group[]): string {
  return table(caption, ['group', 'questions', ...groupArms.map((arm) => armNames[arm])], groupRows(groups));
}

function copyingTable({ audit: { units, total } }: EvaluationReport): string {
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

/** In units of the drawing: where bars begin, how long all is, how far rows stand apart. */
const left = 160;
const full = 400;
const step = 36;

/** A bar for each arm with the interval of its share, from 0 to 100%. */
function chart({ arms: figures }: EvaluationReport): string {
  const sat = arms.flatMap((arm) => {
    const accuracy = figures[arm]?.accuracy;
    return accuracy === undefined || accuracy.value === null ? [] : [{ arm, value: accuracy.value, accuracy }];
  });
  const bars = sat.map(({ arm, value, accuracy: { interval } }, row) => {
    const top = row * step + 8;
    const middle = top + 10;
    const line =
      interval === null
        ? ''
        : `<line x1="${left + full * interval.low}" x2="${left + full * interval.high}" y1="${middle}" y2="${middle}" stroke="#000" stroke-width="2" />`;
    const name = `<text x="0" y="${middle + 5}" font-size="14">${escaped(armNames[arm])}</text>`;
    const figure = `<text x="${left + full + 12}" y="${middle + 5}" font-size="14">${percent(value)}</text>`;
    return `${name}<rect x="${left}" y="${top}" width="${full * value}" height="20" fill="#6aa3d5" />${line}${figure}`;
  });
  const said = sat.map(({ arm, value }) => `${armNames[arm]} ${percent(value)}`).join(', ');
  return `<svg viewBox="0 0 640 ${sat.length * step + 8}" role="img" aria-label="Right answers: ${escaped(said)}">${bars.join('\n')}</svg>`;
}
