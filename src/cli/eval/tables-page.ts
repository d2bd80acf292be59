import { escaped, pageOf, table } from '../html.ts';
import type { ComparisonReport } from './comparison.ts';
import { comparisonNotes, comparisonRows } from './comparison-table.ts';
import type { FactsReport } from './facts-report.ts';
import { copyingTable, factsSection } from './page.ts';

/** Several systems, a row each. */
export function comparisonPage(report: ComparisonReport): string {
  const [head = [], ...rows] = comparisonRows(report);
  const notes = comparisonNotes(report).map((note) => `<p>${escaped(note)}.</p>`);
  return pageOf('How much survives, compared', [table('Systems', head, rows), ...notes].join('\n'));
}

/** Facts without an exam. */
export function factsPage(report: FactsReport): string {
  const body = `${factsSection(report.facts)}<h2>Copying</h2>\n${copyingTable(report)}`;
  return pageOf('How many facts survive', body);
}
