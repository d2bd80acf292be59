import { type ResolvedDocument, resolveFiles } from '../../corpus/resolve.ts';
import { exitStatus } from '../../errors.ts';
import { createAnswers } from '../answers.ts';
import { type CommandContext, inputsOf } from '../context.ts';
import { chooseResolver, openBudget } from '../engine.ts';
import { onInterrupt } from '../interruption.ts';
import { counted } from '../tally.ts';
import { writeUnits } from '../units-out.ts';

/** `ku resolve`: one id and one name for each thing of a document, from units alone. */
export async function resolve(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const settings = await context.settings();
  const inputs = inputsOf(context);
  const answers = createAnswers(context, settings);
  const wallet = { answers, budget: await openBudget(settings) };
  const resolver = await chooseResolver(settings, wallet, io.env, terminal.notice);
  const interruption = onInterrupt(io, terminal.notice, settings.timeout);
  // Nothing is lost by ending at once: answers are kept.
  const signal = interruption.drain;
  const { concurrency } = settings;
  const totals = { documents: 0, units: 0, before: 0, after: 0, refused: 0, notes: 0, tokens: 0 };
  const documents = resolveFiles(inputs, { stdin: io.stdin, cwd: io.cwd(), resolver, concurrency, signal });

  async function* told(): AsyncGenerator<ResolvedDocument> {
    for await (const done of documents) {
      for (const note of done.notes) terminal.notice(`${done.document.id}: ${note}`);
      totals.documents += 1;
      totals.units += done.units.length;
      totals.before += done.names.before;
      totals.after += done.names.after;
      totals.refused += refusalsOf(done);
      totals.notes += done.notes.length;
      totals.tokens += done.usage.inputTokens + done.usage.outputTokens;
      yield done;
    }
  }

  try {
    await writeUnits(context, told());
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    interruption.release();
    answers.close();
  }
  if (!terminal.quiet) terminal.line(summaryOf(totals));
  return interruption.status() ?? (totals.notes > 0 ? exitStatus.incomplete : exitStatus.done);
}

/** Merges that were refused, each counted once, though every unit that it is about lists it. */
const refusalsOf = ({ units }: ResolvedDocument): number =>
  new Set(units.flatMap(({ resolution }) => (resolution?.refused ?? []).map(({ names }) => names.join('\n')))).size;

function summaryOf({ documents, units, before, after, refused, tokens }: Record<string, number>): string {
  const parts = [
    counted(documents ?? 0, 'document'),
    counted(units ?? 0, 'unit'),
    `${counted(before ?? 0, 'entity', 'entities')} of passages are ${counted(after ?? 0, 'thing')}`,
  ];
  if ((refused ?? 0) > 0) parts.push(`${counted(refused ?? 0, 'merge')} refused and listed`);
  if ((tokens ?? 0) > 0) parts.push(counted(tokens ?? 0, 'token'));
  return parts.join(' · ');
}
