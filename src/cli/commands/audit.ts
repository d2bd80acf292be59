import { Chalk } from 'chalk';
import { type AuditReport, auditUnits, isClean, matches, worstFindings } from '../../audit/index.ts';
import type { Configuration } from '../../config/load.ts';
import { exitStatus, KuError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import { printable } from '../../validate/problems.ts';
import { createAnswers } from '../answers.ts';
import { figuresTable, findingLines, placeText, reconstructionTable } from '../audit-table.ts';
import { type CommandContext, choiceFlag, inputsOf, listFlag, numberFlag } from '../context.ts';
import { chooseReconstructor, openBudget } from '../engine.ts';
import { readingsOf } from '../inputs.ts';
import { type Interruption, onInterrupt, uninterrupted } from '../interruption.ts';
import { writePieces } from '../output.ts';
import { counted } from '../tally.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';

/** Said each time, whatever is quiet: no figure is a legal conclusion. */
const disclaimer = 'a diagnostic, not legal advice';

/** `ku audit`: units, ours or others', held against their sources. */
export async function audit(context: CommandContext): Promise<number> {
  const failOn = choiceFlag(context, 'fail-on', ['fail', 'warn']);
  const worst = numberFlag(context, 'worst', 10);
  const settings = await context.settings();
  // Without a model to wait for, Ctrl-C ends the process as it does for any other.
  const interruption =
    context.flags.reconstruct === true
      ? onInterrupt(context.io, context.terminal.notice, settings.timeout)
      : uninterrupted;
  try {
    const report = await reportOf(context, settings, interruption);
    const stopped = interruption.status();
    const status = await present(report, { failOn, worst, isStopped: stopped !== null }, context);
    return stopped ?? status;
  } finally {
    interruption.release();
  }
}

type Shown = { failOn: 'fail' | 'warn'; worst: number; isStopped: boolean };

async function present(
  report: AuditReport,
  { failOn, worst, isStopped }: Shown,
  context: CommandContext,
): Promise<number> {
  const { io, terminal } = context;
  for (const problem of report.problems) {
    terminal.line(`${placeText(problem)}: ${terminal.colors.red(problem.code)}: ${printable(problem.message)}`);
    if (terminal.verbose) terminal.line(`        ${printable(problem.hint)}`);
  }
  const asJson = context.flags.json === true;
  await writePieces(io.stdout, asJson ? jsonPieces(report) : tablePieces(report, worst, context));
  const clean = isClean(report, failOn);
  terminal.line(terminal.quiet ? disclaimer : closingLine(report));
  if (isStopped) terminal.line(goingOn(context));
  else if (!terminal.quiet && !clean) sayNext(report, context);
  return clean ? exitStatus.done : exitStatus.incomplete;
}

async function reportOf(
  context: CommandContext,
  settings: Configuration,
  { drain, signal }: Interruption,
): Promise<AuditReport> {
  const { io, terminal, flags } = context;
  const { units, sources } = inputs(context);
  const match = choiceFlag(context, 'match', matches);
  const answers = createAnswers(context, settings);
  try {
    const wallet = { answers, budget: await openBudget(settings), drain };
    const ask =
      flags.reconstruct === true ? await chooseReconstructor(settings, wallet, io.env, terminal.notice) : null;
    return await auditUnits(units, told(readingsOf(context, settings, { signal: drain, inputs: sources }), terminal), {
      stdin: io.stdin,
      cwd: io.cwd(),
      match,
      strict: flags.strict === true,
      showText: flags['show-text'] === true,
      rebuild: ask === null ? null : (unitJson) => ask(unitJson, signal),
      concurrency: settings.concurrency,
      drain,
    });
  } finally {
    answers.close();
  }
}

function inputs(context: CommandContext): { units: string[]; sources: string[] } {
  const sources = listFlag(context, 'source');
  const example = 'name unit files first, then their documents: ku audit units.jsonl --source papers/';
  if (sources.length === 0) throw new KuError('usage', 'no --source was given', example);
  if (context.arguments.length === 0 && context.io.stdin.isTTY === true) {
    throw new KuError('usage', 'no unit file was given', example);
  }
  const units = inputsOf(context);
  if (units.includes('-') && sources.includes('-')) {
    throw new KuError('usage', 'standard input is both units and sources', 'name a file for one of them');
  }
  return { units, sources };
}

/** Says what the readers say on the way. */
async function* told(readings: AsyncIterable<Reading>, terminal: Terminal): AsyncGenerator<Reading> {
  for await (const reading of readings) {
    if (reading.kind === 'notice') terminal.notice(reading.message);
    if (reading.kind === 'failure') terminal.failure(reading.failure);
    yield reading;
  }
}

/** One object in pieces, unit by unit: a report can be longer than a string may be. */
function* jsonPieces({ units, total, documents, ...rest }: AuditReport): Generator<string> {
  const { match, sources, problems } = rest;
  const head = JSON.stringify({ tool: 'ku', version, notice: disclaimer, match, sources, problems });
  yield `${head.slice(0, -1)},\n"units":[`;
  for (const [at, unit] of units.entries()) yield `${at === 0 ? '\n' : ',\n'}${JSON.stringify(unit)}`;
  yield `\n],\n"documents":${JSON.stringify(documents)},\n"total":${JSON.stringify(total)}}\n`;
}

function* tablePieces(report: AuditReport, worst: number, { io, terminal }: CommandContext): Generator<string> {
  if (report.units.length === 0) return;
  // Standard output may go elsewhere than the voice, which decides about colour.
  const colors = io.stdout.isTTY === true ? terminal.colors : new Chalk({ level: 0 });
  const shown = worstFindings(report, worst);
  const lines = [...figuresTable(report, colors), ...reconstructionTable(report, colors)];
  if (shown.length > 0) lines.push('', colors.bold('worst findings'), ...findingLines(shown, colors));
  for (const line of lines) yield `${line}\n`;
}

function closingLine({ units, documents, total, problems, sources }: AuditReport): string {
  const parts = [
    `${counted(units.length, 'unit')} of ${counted(documents.length, 'document')}`,
    `${total.fail} fail`,
    `${total.warn} warn`,
  ];
  if (problems.length > 0) parts.push(counted(problems.length, 'problem'));
  if (sources.failed > 0) parts.push(`${counted(sources.failed, 'source')} failed`);
  if (sources.withoutUnits > 0) parts.push(`${counted(sources.withoutUnits, 'source')} without units`);
  return [...parts, disclaimer].join(' · ');
}

const goingOn = ({ flags }: CommandContext): string =>
  `next: the same command again audits all${flags['no-cache'] === true ? '' : ', from the answers in the cache'}`;

function sayNext({ total, problems }: AuditReport, { flags, terminal }: CommandContext): void {
  if (problems.length > 0 && !terminal.verbose) terminal.line('next: --verbose says what to do about each problem');
  else if (total.fail + total.warn > 0 && flags['show-text'] !== true) {
    terminal.line('next: --show-text shows the words that the findings are about');
  }
}
