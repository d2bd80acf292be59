import { type Merged, mergeFiles } from '../../corpus/merge.ts';
import type { Conflict } from '../../corpus/places.ts';
import { exitStatus } from '../../errors.ts';
import { printable } from '../../validate/problems.ts';
import { type CommandContext, inputsOf } from '../context.ts';
import { onInterrupt } from '../interruption.ts';
import { counted } from '../tally.ts';
import { writeUnits } from '../units-out.ts';

/** `ku merge`: unit files joined into one corpus, in which one id means one thing. */
export async function merge(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const inputs = inputsOf(context);
  const interruption = onInterrupt(io, terminal.notice, 0);
  let merged: Merged | null = null;
  async function* documents(): Merged['documents'] {
    merged = await mergeFiles(inputs, { stdin: io.stdin, cwd: io.cwd(), signal: interruption.drain });
    yield* merged.documents;
  }
  try {
    const written = await writeUnits(context, documents(), { interruption, goesOn: 'begins anew' });
    const conflicts = sayWhatCame(written, merged, context);
    return interruption.status() ?? (conflicts > 0 ? exitStatus.incomplete : exitStatus.done);
  } finally {
    interruption.release();
    await (merged as Merged | null)?.close();
  }
}

/** The conflicts among what was written, and how many they are. */
function sayWhatCame(
  written: { documents: number; units: number },
  merged: Merged | null,
  { terminal }: CommandContext,
): number {
  if (merged === null) return 0;
  const { conflicts, totals } = merged;
  for (const conflict of conflicts) terminal.line(conflictLine(conflict));
  if (terminal.quiet) return conflicts.length;
  const parts = [
    counted(written.documents, 'document'),
    counted(written.units, 'unit'),
    `${counted(totals.names, 'name')} of ${counted(totals.things, 'thing')}`,
  ];
  if (totals.twice > 0) parts.push(`${counted(totals.twice, 'unit')} came again and stand once`);
  if (conflicts.length > 0) parts.push(counted(conflicts.length, 'conflict'));
  terminal.line(parts.join(' · '));
  return conflicts.length;
}

function conflictLine({ document, start, end, units }: Conflict): string {
  const named = units.join(' and ');
  return `${printable(document)}: units ${named} say different things about one passage (${start} to ${end}); all are kept`;
}
