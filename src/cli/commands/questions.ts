import type { Budget } from '../../engines/openai/budget/budget.ts';
import { exitStatus, KuError } from '../../errors.ts';
import { dropReasons, type Frozen, freeze } from '../../questions/index.ts';
import type { QuestionStep } from '../../types/question-step.ts';
import { atomicFile } from '../../write/atomic-file.ts';
import { createAnswers } from '../answers.ts';
import { type CommandContext, numberFlag, pathFlag } from '../context.ts';
import { chooseQuestionModel, openBudget } from '../engine.ts';
import { onInterrupt } from '../interruption.ts';
import { writePieces } from '../output.ts';
import { askAll, type Run } from '../question-run.ts';
import { counted, spentSummaryOf } from '../tally.ts';

const quickSteps: QuestionStep[] = ['quick'];
const fullSteps: QuestionStep[] = ['stems', 'proposer', 'selector', 'evaluator', 'refiner'];

type Wanted = Run['wanted'] & { seed: number };

/** `ku questions`: documents in, one frozen file of questions out; whole, or not there at all. */
export async function questions(context: CommandContext): Promise<number> {
  const wanted = wantedOf(context);
  const settings = await context.settings();
  const answers = createAnswers(context, settings);
  const path = pathFlag(context, 'out');
  // Opened at once: a place that can't be written is known before anything is paid for.
  const file = path === null ? null : await atomicFile(path);
  const interruption = onInterrupt(context.io, context.terminal.notice, settings.timeout);
  try {
    const budget = await openBudget(settings);
    const model = await chooseQuestionModel(settings, { budget, answers }, context.io.env, context.terminal.notice);
    const { done, failed } = await askAll({ context, settings, interruption, model, wanted });
    const stopped = interruption.status();
    if (stopped !== null) {
      context.terminal.line('nothing was written: the file is frozen as a whole; answers that came are in the cache');
      return stopped;
    }
    const steps = [...(wanted.quick ? quickSteps : fullSteps), ...(wanted.screened ? (['answer'] as const) : [])];
    const frozen = freeze(done, { model, steps, seed: wanted.seed });
    await (file === null ? writePieces(context.io.stdout, [frozen.text]) : file.write(frozen.text));
    await file?.commit();
    if (!context.terminal.quiet) sayWhatCame(context, done.length, frozen, budget);
    return failed > 0 ? exitStatus.incomplete : exitStatus.done;
  } finally {
    await file?.discard();
    interruption.release();
    answers.close();
  }
}

function wantedOf(context: CommandContext): Wanted {
  const wanted = {
    perDocument: numberFlag(context, 'per-document', 8),
    quick: context.flags.quick === true,
    screened: context.flags['no-screen'] !== true,
    seed: numberFlag(context, 'seed', 1),
    limit: numberFlag(context, 'limit', Number.MAX_SAFE_INTEGER),
  };
  for (const [name, value] of [['per-document', wanted.perDocument] as const, ['limit', wanted.limit] as const]) {
    if (value === 0) throw new KuError('usage', `--${name} is 0`, 'give a whole number from 1');
  }
  return wanted;
}

function sayWhatCame(
  { terminal }: CommandContext,
  documents: number,
  { questions, end }: Frozen,
  budget: Budget,
): void {
  const parts = [counted(documents, 'document'), counted(end.questions, 'question')];
  const guessable = questions.filter(({ stratum }) => stratum === 'guessable').length;
  if (guessable > 0) parts.push(`${guessable} guessable`);
  const reasons = Object.entries(end.dropped);
  const all = reasons.reduce((sum, [, count]) => sum + count, 0);
  const named = reasons.map(([reason, count]) => `${reason} ${count}`).join(', ');
  terminal.line([...parts, `${all} dropped${all > 0 ? ` (${named})` : ''}`].join(' · '));
  if (terminal.verbose) {
    for (const [reason, meaning] of Object.entries(dropReasons))
      if (Object.hasOwn(end.dropped, reason)) terminal.line(`        ${reason}: ${meaning}`);
  }
  const spent = spentSummaryOf(budget);
  if (spent !== null) terminal.line(spent);
}
