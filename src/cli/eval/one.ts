import { evaluateUnits } from '../../eval/index.ts';
import { costOfAll, drawingOf, type EvaluationRun, examOptions, factsOf, readerOf } from './asking.ts';
import { factLines, remarksOnFacts } from './facts.ts';
import { factsPart, factsReport } from './facts-report.ts';
import { type Outcome, remarksOnFiles, remarksOnMissing } from './outcome.ts';
import { evaluationPage } from './page.ts';
import { evaluationReport } from './report.ts';
import { auditOf, type System } from './scene.ts';
import { copyingLines, evaluationLines } from './table.ts';
import { factsPage } from './tables-page.ts';

/** One system, by its exam, its facts or both. */
export async function evaluateOne(run: EvaluationRun, system: System): Promise<Outcome> {
  const { context, scene, interruption } = run;
  const { failedSources } = scene;
  const exam = await examOf(run, system);
  const judged = await factsOf(run);
  const facts = judged === null ? null : factsPart(judged.evaluation, judged.judge, drawingOf(run));
  const audit = await auditOf(context, system, scene.readings, interruption.drain);
  const cost = costOfAll(run, [exam?.evaluation.usage, judged?.evaluation.usage]);
  const made = { audit, failedSources, facts, cost };
  const missing = exam?.evaluation ?? { withoutSource: [], withoutUnits: facts?.withoutUnits ?? [] };
  const unlisted = facts?.unlisted ?? [];
  const unread = system.isOthers ? audit.problems : [];
  const beside = {
    remarks: [...remarksOnMissing(missing), ...remarksOnFacts({ unlisted }), ...remarksOnFiles(unread)],
    isIncomplete: failedSources + missing.withoutSource.length + unlisted.length + unread.length > 0,
  };
  if (exam !== null) {
    const protocol = { choices: run.given.choices, shuffles: run.given.shuffles, ...drawingOf(run) };
    const report = evaluationReport(exam.evaluation, { ...made, reader: exam.reader, protocol });
    return { report, lines: (width) => evaluationLines(report, width), page: () => evaluationPage(report), ...beside };
  }
  if (facts === null) throw new Error('neither questions nor facts were asked for');
  const report = factsReport({ ...made, facts });
  const lines = (width: number) => [...factLines(facts, width), '', ...copyingLines(report)];
  return { report, lines, page: () => factsPage(report), ...beside };
}

/** Null without questions. */
async function examOf(run: EvaluationRun, { said }: System) {
  const { file, documents } = run.scene;
  if (file === null) return null;
  const reader = await readerOf(run);
  return { reader, evaluation: await evaluateUnits(file.questions, documents, said, { ...examOptions(run), reader }) };
}
