import type { ComparisonReport } from './eval-comparison.ts';
import { comparisonNotes, comparisonRows } from './eval-comparison-table.ts';
import type { FactsReport } from './eval-facts-report.ts';
import { copyingTable, factsSection } from './eval-page.ts';
import { escaped, pageOf, table } from './html.ts';

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
