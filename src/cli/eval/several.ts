import type { AuditReport } from '../../audit/index.ts';
import { compareSystems } from '../../eval/index.ts';
import { costOfAll, drawingOf, type EvaluationRun, examOptions, factsOf, readerOf } from './asking.ts';
import { type ComparisonReport, comparisonReport } from './comparison.ts';
import { comparisonLines } from './comparison-table.ts';
import { remarksOnFacts } from './facts.ts';
import { type Outcome, remarksOnFiles, remarksOnMissing } from './outcome.ts';
import { auditOf } from './scene.ts';
import { comparisonPage } from './tables-page.ts';

/** Several systems, on the same questions and facts. */
export async function evaluateSeveral(run: EvaluationRun): Promise<Outcome> {
  const { scene, given } = run;
  const { systems, failedSources } = scene;
  const exam = await examOf(run);
  const facts = await factsOf(run);
  const audits = await auditsOf(run);
  const protocol = { choices: given.choices, shuffles: given.shuffles, ...drawingOf(run) };
  const cost = costOfAll(run, [exam?.comparison.usage, facts?.evaluation.usage]);
  const report = comparisonReport({ systems, audits, exam, facts, protocol, failedSources, cost });
  const unread = systems.flatMap(({ isOthers }, at) => (isOthers ? (audits[at]?.problems ?? []) : []));
  const unlisted = [...new Set(report.systems.flatMap((system) => system.facts?.unlisted ?? []))];
  const withoutSource = report.exam?.withoutSource ?? [];
  return {
    report,
    lines: (width) => comparisonLines(report, width),
    page: () => comparisonPage(report),
    remarks: [
      ...remarksOnMissing({ withoutSource, withoutUnits: [] }),
      ...report.systems.flatMap(remarksOnSystem),
      ...remarksOnFacts({ unlisted }),
      ...remarksOnFiles(unread),
    ],
    isIncomplete: failedSources + withoutSource.length + unlisted.length + unread.length > 0,
  };
}

const remarksOnSystem = ({ name, exam, facts }: ComparisonReport['systems'][number]): string[] =>
  remarksOnMissing({ withoutSource: [], withoutUnits: (exam ?? facts)?.withoutUnits ?? [] }, `${name}: `);

/** Null without questions. */
async function examOf(run: EvaluationRun) {
  const { file, documents, systems } = run.scene;
  if (file === null) return null;
  const reader = await readerOf(run);
  const said = systems.map((system) => system.said);
  const comparison = await compareSystems(file.questions, documents, said, { ...examOptions(run), reader });
  return { reader, comparison };
}

async function auditsOf({ context, scene, interruption }: EvaluationRun): Promise<AuditReport[]> {
  const audits: AuditReport[] = [];
  for (const system of scene.systems) audits.push(await auditOf(context, system, scene.readings, interruption.drain));
  return audits;
}
