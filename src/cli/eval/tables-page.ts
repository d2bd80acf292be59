import { type Estimate, sides } from '../../eval/index.ts';
import { escaped, pageOf, table } from '../html.ts';
import { type Bar, chart } from './chart.ts';
import type { ComparisonReport } from './comparison.ts';
import { comparisonNotes, comparisonTables, namesOf } from './comparison-table.ts';
import type { FactsReport } from './facts-report.ts';
import { copyingTable, factsSection } from './page.ts';
import { armNames } from './words.ts';

/** Several systems, a row each. */
export function comparisonPage(report: ComparisonReport): string {
  const tables = comparisonTables(report).map(({ name, rows: [head = [], ...rows] }) => table(name, head, rows));
  const notes = comparisonNotes(report).map((note) => `<li>${escaped(note)}</li>`);
  return pageOf(
    'How much survives, compared',
    [`<p>${explained}</p>`, examChart(report), factsChart(report), ...tables, `<ul>${notes.join('\n')}</ul>`].join(
      '\n',
    ),
  );
}

const explained =
  'The same questions were put to one reader with what each system says, and the same facts held against it. ' +
  'Beside it stands what each shares with the wording of the texts.';

/** Between what a reader knows without anything and what it finds in the text. */
function examChart({ exam, systems }: ComparisonReport): string {
  if (exam === null) return '';
  const shared: Partial<Record<string, { accuracy: Estimate; answers: number }>> = exam.arms;
  const barOf = (name: string, one: { accuracy: Estimate; answers: number } | null | undefined): Bar[] =>
    one === null || one === undefined ? [] : [{ name, estimate: one.accuracy, of: one.answers }];
  const names = namesOf(systems);
  return chart('Right answers by what the reader was given', [
    ...barOf(armNames.nothing, shared.nothing),
    ...barOf(armNames.text, shared.text),
    ...systems.flatMap((system, at) => barOf(names[at] ?? '', system.exam?.units)),
  ]);
}

function factsChart({ systems }: ComparisonReport): string {
  const names = namesOf(systems);
  const bars = sides.flatMap((side) =>
    systems.flatMap(({ facts }, at): Bar[] =>
      facts === null ? [] : [{ name: `${names[at]}: ${side}`, estimate: facts[side].share, of: facts[side].facts }],
    ),
  );
  return chart("Recall: the text's facts that are stated. Precision: stated facts that the text has", bars);
}

/** Facts without an exam. */
export function factsPage(report: FactsReport): string {
  const body = `${factsSection(report.facts)}<h2>Copying</h2>\n${copyingTable(report)}`;
  return pageOf('How many facts survive', body);
}
