import { KuError } from '../errors.ts';
import type { Unit } from '../types/unit.ts';
import { isBrokenPipe, openSink } from '../write/index.ts';
import { type CommandContext, pathFlag, textFlag } from './context.ts';
import type { Interruption } from './interruption.ts';

/**
 * Writes units where --out and --format say, a document at a time. A reader who is gone ends it quietly, and so does an interruption,
 * after a word. Then as after any error there is no file, as a part of the units would be believed to be all; elsewhere documents
 * that are done stay.
 * @param goesOn what the same command does after an interruption
 */
export async function writeUnits(
  context: CommandContext,
  documents: AsyncIterable<{ document: Unit['document']; units: Unit[] }>,
  { interruption, goesOn }: { interruption: Pick<Interruption, 'status'>; goesOn: string },
): Promise<{ documents: number; units: number }> {
  const sink = await openSink({
    out: pathFlag(context, 'out'),
    format: textFlag(context, 'format'),
    stdout: context.io.stdout,
  });
  const written = { documents: 0, units: 0 };
  try {
    for await (const { document, units } of documents) {
      await sink.write(document, units);
      written.documents += 1;
      written.units += units.length;
    }
    await sink.close();
  } catch (error) {
    if (isBrokenPipe(error)) return written;
    if (sink.abandon !== undefined) await sink.abandon();
    else if (written.documents > 0) await sink.close();
    if (interruption.status() === null || error instanceof KuError) throw error;
    const kept = sink.abandon === undefined ? 'next' : `${context.flags.out} was not written`;
    context.terminal.line(`${kept}: the same command ${goesOn}`);
  }
  return written;
}
