import type { Configuration } from '../../config/load.ts';
import type { Budget } from '../../engines/openai/budget/budget.ts';
import { exitStatus, KuError } from '../../errors.ts';
import { dropReasons, type Frozen, freeze, writeQuestions } from '../../questions/index.ts';
import type { QuestionStep } from '../../types/question-step.ts';
import { createAnswers } from '../answers.ts';
import { type CommandContext, numberFlag } from '../context.ts';
import { chooseQuestionModel, openBudget } from '../engine.ts';
import { readingsOf } from '../inputs.ts';
import { onInterrupt } from '../interruption.ts';
import { writePieces } from '../output.ts';
import { askAll, type Run } from '../question-run.ts';
import { fromFlags, type Taking, takingOf } from '../questions-from.ts';
import { counted, spentSummaryOf } from '../tally.ts';
import { openFiles } from '../whole-files.ts';

const quickSteps: QuestionStep[] = ['quick'];
const fullSteps: QuestionStep[] = ['stems', 'proposer', 'selector', 'evaluator', 'refiner'];

type Wanted = ReturnType<typeof wantedOf>;

/** `ku questions`: documents in, one frozen file of questions out; whole, or not there at all. */
export async function questions(context: CommandContext): Promise<number> {
  const wanted = wantedOf(context);
  const settings = await context.settings();
  const taking = wanted.from === null ? null : await takingOf(context, settings, { ...wanted, ...wanted.from });
  const answers = createAnswers(context, settings);
  // Opened at once: a place that can't be written is known before anything is paid for.
  const files = await openFiles(context, ['out', 'write-texts']);
  const interruption = onInterrupt(context.io, context.terminal.notice, settings.timeout);
  try {
    const budget = await openBudget(settings);
    const orElse = taking === null ? null : '--no-screen takes the questions without asking a model';
    const { drain } = interruption;
    const ways = [settings, { budget, answers, drain }, context.io.env, context.terminal.notice, orElse] as const;
    const model = wanted.steps.length > 0 ? await chooseQuestionModel(...ways) : null;
    const work = taking ?? writing(context, settings, wanted);
    const { concurrency } = settings;
    const { done, failed } = await askAll({ ...work, context, interruption, model, concurrency, limit: wanted.limit });
    const stopped = interruption.status();
    if (stopped !== null) {
      const kept = context.flags['no-cache'] === true ? '' : ': the same command goes on from the answers in the cache';
      context.terminal.line(`nothing was written, as the file is frozen as a whole${kept}`);
      return stopped;
    }
    const frozen = freeze(done, { model, steps: wanted.steps, seed: wanted.seed });
    await files.write({
      out: frozen.text,
      ...(taking === null ? {} : { 'write-texts': taking.textsOf(frozen.questions) }),
    });
    if (!files.has('out')) await writePieces(context.io.stdout, [frozen.text]);
    if (!context.terminal.quiet) sayWhatCame(context, { documents: done.length, frozen, budget, taking });
    if (frozen.questions.length === 0) context.terminal.line("no question is left: the file can't be used for an exam");
    return failed > 0 || frozen.questions.length === 0 ? exitStatus.incomplete : exitStatus.done;
  } finally {
    await files.discard();
    interruption.release();
    answers.close();
  }
}

function writing(context: CommandContext, settings: Configuration, wanted: Wanted): Pick<Run, 'readings' | 'about'> {
  return {
    readings: (signal) => readingsOf(context, settings, { signal }),
    about: async (document, model, signal) => {
      if (model === null) throw new KuError('bug', 'questions are written without a model', 'please report it');
      return writeQuestions(document, { ...wanted, model, signal });
    },
  };
}

function wantedOf(context: CommandContext) {
  const from = fromFlags(context);
  const quick = context.flags.quick === true;
  const screened = context.flags['no-screen'] !== true;
  const writingSteps = quick ? quickSteps : fullSteps;
  const wanted = {
    from,
    perDocument: numberFlag(context, 'per-document', from === null ? 8 : Number.MAX_SAFE_INTEGER),
    quick,
    screened,
    steps: [...(from === null ? writingSteps : []), ...(screened ? (['answer'] as const) : [])],
    seed: numberFlag(context, 'seed', 1),
    limit: numberFlag(context, 'limit', Number.MAX_SAFE_INTEGER),
  };
  for (const [name, value] of [['per-document', wanted.perDocument] as const, ['limit', wanted.limit] as const]) {
    if (value === 0) throw new KuError('usage', `--${name} is 0`, 'give a whole number from 1');
  }
  return wanted;
}

type Came = { documents: number; frozen: Frozen; budget: Budget; taking: Taking | null };

function sayWhatCame({ terminal }: CommandContext, { documents, frozen, budget, taking }: Came): void {
  const { questions, end } = frozen;
  const parts = [counted(documents, 'document'), counted(end.questions, 'question')];
  const guessable = questions.filter(({ stratum }) => stratum === 'guessable').length;
  if (guessable > 0) parts.push(`${guessable} guessable`);
  const reasons = Object.entries(end.dropped);
  const all = reasons.reduce((sum, [, count]) => sum + count, 0);
  const named = reasons.map(([reason, count]) => `${reason} ${count}`).join(', ');
  parts.push(`${all} dropped${all > 0 ? ` (${named})` : ''}`);
  if (taking !== null && taking.emptyRows > 0) parts.push(`${counted(taking.emptyRows, 'row')} without questions`);
  terminal.line(parts.join(' · '));
  if (terminal.verbose || taking !== null) {
    for (const [reason, meaning] of Object.entries(dropReasons))
      if (Object.hasOwn(end.dropped, reason)) terminal.line(`        ${reason}: ${meaning}`);
  }
  const spent = spentSummaryOf(budget);
  if (spent !== null) terminal.line(spent);
}
