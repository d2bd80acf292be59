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
  const interruption = onInterrupt(io, terminal.notice, settings.timeout);
  const { drain, signal } = interruption;
  const totals = { documents: 0, units: 0, before: 0, after: 0, refused: 0, notes: 0, tokens: 0 };
  try {
    const wallet = { answers, budget: await openBudget(settings), drain };
    const resolver = await chooseResolver(settings, wallet, io.env, terminal.notice);
    const { concurrency } = settings;
    const options = { stdin: io.stdin, cwd: io.cwd(), resolver, concurrency, drain, signal };
    const isKept = resolver !== null && context.flags['no-cache'] !== true;
    const goesOn = isKept ? 'goes on from the answers in the cache' : 'begins anew';
    await writeUnits(context, told(resolveFiles(inputs, options), totals, terminal), { interruption, goesOn });
  } finally {
    interruption.release();
    answers.close();
  }
  if (!terminal.quiet) terminal.line(summaryOf(totals));
  return interruption.status() ?? (totals.notes > 0 ? exitStatus.incomplete : exitStatus.done);
}

type Totals = Record<'documents' | 'units' | 'before' | 'after' | 'refused' | 'notes' | 'tokens', number>;

/** Says what there is to say of each document, and counts it. */
async function* told(
  documents: AsyncIterable<ResolvedDocument>,
  totals: Totals,
  terminal: CommandContext['terminal'],
): AsyncGenerator<ResolvedDocument> {
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

/** Merges that were refused, each counted once, though every unit that it is about lists it. */
const refusalsOf = ({ units }: ResolvedDocument): number =>
  new Set(units.flatMap(({ resolution }) => (resolution?.refused ?? []).map(({ names }) => names.join('\n')))).size;

function summaryOf({ documents, units, before, after, refused, tokens }: Totals): string {
  const parts = [
    counted(documents, 'document'),
    counted(units, 'unit'),
    `${counted(before, 'entity', 'entities')} of passages are ${counted(after, 'thing')}`,
  ];
  if (refused > 0) parts.push(`${counted(refused, 'merge')} refused and listed`);
  if (tokens > 0) parts.push(counted(tokens, 'token'));
  return parts.join(' · ');
}
