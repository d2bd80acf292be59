import { mergeFiles } from '../../corpus/merge.ts';
import type { Conflict } from '../../corpus/places.ts';
import { exitStatus } from '../../errors.ts';
import { printable } from '../../validate/problems.ts';
import { type CommandContext, inputsOf } from '../context.ts';
import { counted } from '../tally.ts';
import { writeUnits } from '../units-out.ts';

/** `ku merge`: unit files joined into one corpus, in which one id means one thing. */
export async function merge(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const { documents, conflicts, totals, close } = await mergeFiles(inputsOf(context), {
    stdin: io.stdin,
    cwd: io.cwd(),
  });
  try {
    const written = await writeUnits(context, documents);
    for (const conflict of conflicts) terminal.line(conflictLine(conflict));
    if (!terminal.quiet) {
      const parts = [
        counted(written.documents, 'document'),
        counted(written.units, 'unit'),
        `${counted(totals.names, 'name')} of ${counted(totals.things, 'thing')}`,
      ];
      if (totals.twice > 0) parts.push(`${counted(totals.twice, 'unit')} came again and stand once`);
      if (conflicts.length > 0) parts.push(counted(conflicts.length, 'conflict'));
      terminal.line(parts.join(' · '));
    }
  } finally {
    await close();
  }
  return conflicts.length > 0 ? exitStatus.incomplete : exitStatus.done;
}

function conflictLine({ document, start, end, units }: Conflict): string {
  const named = units.join(' and ');
  return `${printable(document)}: units ${named} say different things about one passage (${start} to ${end}); all are kept`;
}
