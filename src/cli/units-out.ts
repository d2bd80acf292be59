import type { Unit } from '../types/unit.ts';
import { isBrokenPipe, openSink } from '../write/index.ts';
import { type CommandContext, pathFlag, textFlag } from './context.ts';

/**
 * Writes units where --out and --format say, a document at a time. A reader who is gone ends it quietly; after any other error
 * there is no file.
 */
export async function writeUnits(
  context: CommandContext,
  documents: AsyncIterable<{ document: Unit['document']; units: Unit[] }>,
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
    await sink.abandon?.();
    throw error;
  }
  return written;
}
