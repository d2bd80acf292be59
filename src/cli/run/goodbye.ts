import type { Budget } from '../../engines/openai/budget/budget.ts';
import type { KuError } from '../../errors.ts';
import { printable } from '../../validate/problems.ts';
import { type CommandContext, textFlag } from '../context.ts';
import { auditSummaryOf, spentSummaryOf, summaryOf, type Tally } from '../tally.ts';

type Sum = { tally: Tally; budget: Budget; seconds: number };

export type Ending = Sum & {
  /** What ended the run before its inputs did. */
  limit: KuError | null;
  isInterrupted: boolean;
};

/** The closing words for people: how the run ended, its figures, and what to do next. Machines have the event `end`. */
export function sayGoodbye(context: CommandContext, ending: Ending): void {
  const { terminal } = context;
  const { limit } = ending;
  if (limit !== null) {
    const { code, message, hint } = limit;
    if (terminal.asEvents) terminal.event('error', { code, message, hint });
    else terminal.line(`${terminal.colors.red('stopped')}  ${code}: ${printable(message)}`);
  }
  saySum(context, ending);
  const next = nextStep(context, ending);
  if (!terminal.quiet && !terminal.asEvents && next !== null) terminal.line(next);
}

/** The figures alone; of a run that an error has ended, before that is said. */
export function saySum({ terminal }: CommandContext, { tally, budget, seconds }: Sum): void {
  if (terminal.quiet || terminal.asEvents) return;
  const lines = [summaryOf(tally, seconds), spentSummaryOf(budget), auditSummaryOf(tally)];
  for (const line of lines) if (line !== null) terminal.line(line);
}

function nextStep(context: CommandContext, { tally, limit, isInterrupted }: Ending): string | null {
  const out = textFlag(context, 'out');
  if (limit !== null) return `next: ${limit.hint}`;
  if (isInterrupted) return 'next: the same command again reads the documents that are not done';
  if (tally.failed > 0 && !context.terminal.verbose) return 'next: --verbose says what to do about each failure';
  if (tally.failed > 0) return 'next: --report FILE keeps what was said about each failure';
  return out !== null && tally.units > 0 ? `next: ku validate ${out}` : null;
}
