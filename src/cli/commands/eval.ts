import type { Configuration } from '../../config/load.ts';
import { exitStatus, KuError } from '../../errors.ts';
import type { AnswerStore } from '../../types/answer-store.ts';
import { type Answers, createAnswers } from '../answers.ts';
import type { CommandContext } from '../context.ts';
import { openBudget } from '../engine.ts';
import { type Given, givenTo } from '../eval/given.ts';
import { evaluateOne } from '../eval/one.ts';
import type { Outcome } from '../eval/outcome.ts';
import { sceneOf } from '../eval/scene.ts';
import { evaluateSeveral } from '../eval/several.ts';
import { type Interruption, onInterrupt } from '../interruption.ts';
import { writePieces } from '../output.ts';
import { spentSummaryOf } from '../tally.ts';
import { openFiles, type WholeFiles } from '../whole-files.ts';

/** `ku eval`: how much of a text a reader finds in its units, with the copying audit of the same units beside it. */
export async function evaluate(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const given = givenTo(context);
  const settings = await context.settings();
  // Opened at once: a place that can't be written is known before anything is paid for.
  const files = await openFiles(context, ['out', 'html']);
  const interruption = onInterrupt(io, terminal.notice, settings.timeout);
  const answers = createAnswers(context, settings);
  try {
    const outcome = await outcomeOf(context, given, { settings, interruption, answers: once(answers) });
    // An audit that was cut short is none.
    interruption.drain.throwIfAborted();
    await present(outcome, context, files);
    return outcome.isIncomplete ? exitStatus.incomplete : exitStatus.done;
  } catch (error) {
    // Answers are kept, so that the next run begins where this one ended.
    const status = interruption.status();
    if (status === null || error instanceof KuError) throw error;
    const kept = context.flags['no-cache'] === true ? '' : ': the same command goes on from the answers in the cache';
    terminal.line(`no report was written${kept}`);
    return status;
  } finally {
    await files.discard();
    answers.close();
    interruption.release();
  }
}

/** The exam and the judging of facts keep their answers in one store. */
function once(answers: Answers): Pick<Answers, 'open'> {
  let opened: Promise<AnswerStore | null> | null = null;
  return {
    open() {
      opened ??= answers.open();
      return opened;
    },
  };
}

type With = { settings: Configuration; interruption: Interruption; answers: Pick<Answers, 'open'> };

async function outcomeOf(context: CommandContext, given: Given, { settings, interruption, answers }: With) {
  const { terminal } = context;
  const scene = await sceneOf(context, settings, given, interruption.drain);
  const wallet = { budget: await openBudget(settings), answers, drain: interruption.drain };
  const run = { context, settings, given, scene, wallet, interruption };
  const [only] = scene.systems;
  const outcome = given.compare || only === undefined ? await evaluateSeveral(run) : await evaluateOne(run, only);
  const spent = spentSummaryOf(wallet.budget);
  if (spent !== null && !terminal.quiet) terminal.line(spent);
  return outcome;
}

/** What goes into a file or a pipe has one table, however wide. */
const widthOf = ({ stdout }: CommandContext['io']): number =>
  stdout.isTTY === true ? (stdout.columns ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;

async function present(outcome: Outcome, context: CommandContext, files: WholeFiles): Promise<void> {
  const { report, lines, page, remarks } = outcome;
  const { io, terminal, flags } = context;
  const json = `${JSON.stringify(report, null, 2)}\n`;
  await files.write({ out: json, ...(files.has('html') ? { html: page() } : {}) });
  await writePieces(io.stdout, flags.json === true ? [json] : lines(widthOf(io)).map((line) => `${line}\n`));
  for (const remark of remarks) terminal.line(remark);
}
