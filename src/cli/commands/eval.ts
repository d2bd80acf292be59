import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AuditReport, auditUnits } from '../../audit/index.ts';
import type { Configuration } from '../../config/load.ts';
import { readUnits } from '../../corpus/read-units.ts';
import { exitStatus, KuError } from '../../errors.ts';
import { evaluateUnits, parseQuestions } from '../../eval/index.ts';
import type { Reading } from '../../types/document.ts';
import type { Unit } from '../../types/unit.ts';
import { atomicFile } from '../../write/atomic-file.ts';
import { createAnswers } from '../answers.ts';
import { type CommandContext, choiceFlag, listFlag, pathFlag, textFlag } from '../context.ts';
import { chooseReader, openBudget } from '../engine.ts';
import { evaluationPage } from '../eval-page.ts';
import { type EvaluationReport, evaluationReport } from '../eval-report.ts';
import { evaluationLines } from '../eval-table.ts';
import { readingsOf } from '../inputs.ts';
import { onInterrupt } from '../interruption.ts';
import { writePieces } from '../output.ts';
import { counted, spentSummaryOf } from '../tally.ts';

/** Resamples of the documents. */
const draws = 10_000;

/** `ku eval`: how much of a text a reader finds in its units, with the copying audit of the same units beside it. */
export async function evaluate(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const protocol = protocolOf(context);
  const given = givenTo(context);
  const settings = await context.settings();
  const interruption = onInterrupt(io, terminal.notice, settings.timeout);
  try {
    const report = await reportOf(context, settings, { ...given, ...protocol, signal: interruption.drain });
    await present(report, context);
    return report.withoutSource.length + report.failedSources > 0 ? exitStatus.incomplete : exitStatus.done;
  } catch (error) {
    // Answers are kept, so that the next run begins where this one ended.
    const status = interruption.status();
    if (status === null || error instanceof KuError) throw error;
    return status;
  } finally {
    interruption.release();
  }
}

type Given = ReturnType<typeof givenTo> & ReturnType<typeof protocolOf> & { signal: AbortSignal };

async function reportOf(context: CommandContext, settings: Configuration, given: Given): Promise<EvaluationReport> {
  const { io, terminal } = context;
  const { choices, shuffles, margin, signal } = given;
  const file = parseQuestions(await questionsText(context, given.questions), given.questions);
  const units = await unitsOf(given.units, context);
  const readings = await readingsAll(context, settings, given.sources, signal);
  const documents = readings.flatMap((reading) => (reading.kind === 'document' ? [reading.document] : []));
  const answers = createAnswers(context, settings);
  try {
    const budget = await openBudget(settings);
    const reader = await chooseReader(settings, { budget, answers }, io.env, terminal.notice);
    const seed = file.end.sha256;
    const evaluation = await evaluateUnits(file.questions, documents, units, {
      ...{ reader, choices, shuffles, draws, seed, margin: margin / 100, signal },
      concurrency: settings.concurrency,
      begin: (candidates, sheets) =>
        terminal.notice(`${counted(sheets, 'question')} to put, about ${counted(candidates, 'document')}`),
    });
    const audit = await auditOf(context, given.units, readings, signal);
    const spent = spentSummaryOf(budget);
    if (spent !== null && !terminal.quiet) terminal.line(spent);
    const failedSources = readings.filter(({ kind }) => kind === 'failure').length;
    const protocol = { choices, shuffles, draws, seed };
    return evaluationReport(evaluation, { reader, protocol, audit, failedSources, cost: budget.cost() });
  } finally {
    answers.close();
  }
}

function auditOf(
  { io }: CommandContext,
  units: string[],
  readings: readonly Reading[],
  drain: AbortSignal,
): Promise<AuditReport> {
  return auditUnits(units, replayed(readings), {
    ...{ stdin: io.stdin, cwd: io.cwd(), match: 'digest', strict: false, showText: false },
    ...{ rebuild: null, concurrency: 1, drain },
  });
}

async function* replayed(readings: readonly Reading[]): AsyncGenerator<Reading> {
  yield* readings;
}

/** All in memory: the exam and the audit both read them, and the other document of a control may be any. */
async function readingsAll(
  context: CommandContext,
  settings: Configuration,
  inputs: string[],
  signal: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of readingsOf(context, settings, { inputs, signal })) {
    if (reading.kind === 'notice') context.terminal.notice(reading.message);
    if (reading.kind === 'failure') context.terminal.failure(reading.failure);
    readings.push(reading);
  }
  return readings;
}

async function unitsOf(files: string[], { io }: CommandContext): Promise<Unit[]> {
  const units: Unit[] = [];
  for await (const unit of readUnits(files, { stdin: io.stdin, cwd: io.cwd() })) units.push(unit);
  return units;
}

async function questionsText({ io }: CommandContext, name: string): Promise<string> {
  try {
    return await readFile(resolve(io.cwd(), name), 'utf8');
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new KuError('missing-input', `${name} can't be read (${why})`, 'name a file that ku questions wrote', {
      cause,
    });
  }
}

async function present(report: EvaluationReport, context: CommandContext): Promise<void> {
  const { io, terminal, flags } = context;
  const json = `${JSON.stringify(report, null, 2)}\n`;
  await written(pathFlag(context, 'out'), () => json);
  await written(pathFlag(context, 'html'), () => evaluationPage(report));
  const lines = evaluationLines(report).map((line) => `${line}\n`);
  await writePieces(io.stdout, flags.json === true ? [json] : lines);
  for (const { id, questions } of report.withoutSource) {
    terminal.line(`${id}: ${counted(questions, 'question')} left out: no source has the digest of its text`);
  }
  for (const id of report.withoutUnits) terminal.line(`${id}: no units: its questions count as not answered`);
}

async function written(path: string | null, text: () => string): Promise<void> {
  if (path === null) return;
  const file = await atomicFile(path);
  await file.write(text());
  await file.commit();
}

function givenTo(context: CommandContext) {
  const units = context.arguments;
  const sources = listFlag(context, 'source');
  const questions = textFlag(context, 'questions');
  const example = 'ku eval units.jsonl --source papers/ --questions questions.jsonl';
  if (units.length === 0) throw new KuError('usage', 'no unit file was given', example);
  if (sources.length === 0) throw new KuError('usage', 'no --source was given', example);
  if (questions === null) throw new KuError('usage', 'no --questions were given', example);
  if (units.includes('-')) throw new KuError('usage', 'units are read twice, and standard input is not', example);
  return { units, sources, questions };
}

function protocolOf(context: CommandContext) {
  const choices = choiceFlag(context, 'choices', ['5', '4']) === '5' ? (5 as const) : (4 as const);
  const shuffles = Number(numberFlag(context, 'shuffles', /^[1-9]\d{0,2}$/, 'a whole number from 1 to 999', '1'));
  const margin = Number(numberFlag(context, 'margin', /^\d{1,2}(?:\.\d+)?$/, 'points of a hundred, like 2', '2'));
  return { choices, shuffles, margin };
}

function numberFlag(context: CommandContext, name: string, form: RegExp, wanted: string, fallback: string): string {
  const text = textFlag(context, name) ?? fallback;
  if (!form.test(text)) throw new KuError('usage', `--${name} is "${text}"`, `give ${wanted}`);
  return text;
}
