import { KuError } from '../errors.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';
import { atomicFile } from './atomic-file.ts';
import { type FormatName, formatNames, formatOfPath, formats, piecesOf, startSequence } from './formats.ts';
import type { UnitSink } from './sink.ts';

/** The format of a file by its ending; a usage error where there is none, or another one than the format asked for. */
export function formatOfFile(path: string, asked: FormatName | null): FormatName {
  const format = formatOfPath(path);
  if (format === null) {
    const endings = formatNames.flatMap((name) => formats[name].endings).join(', ');
    const hint = `let the name end in one of ${endings}, or in / for a folder with one file per document`;
    throw new KuError('usage', `--out ${path} has no ending that stands for a format`, hint);
  }
  if (asked !== null && asked !== format) {
    const hint = `leave --format out, or let the name end in ${formats[asked].endings[0]}`;
    throw new KuError('usage', `--format ${asked} does not fit --out ${path}, which is ${format} by its ending`, hint);
  }
  return format;
}

/**
 * Writes units to one file, which is complete or not there at all. What an interrupted run has done is kept by `close`;
 * after a failed `write` there is no file. Throws KuError('usage') for an ending that is not the format's,
 * KuError('output') for what the file system refuses.
 */
export async function toFile(path: string, format: FormatName): Promise<UnitSink> {
  formatOfFile(path, format);
  const sequence = startSequence(format);
  const file = await atomicFile(path);
  let failed = false;

  async function writeAll(units: UnitsOfDocument): Promise<void> {
    for await (const piece of piecesOf(sequence, units)) await file.write(piece);
  }

  async function orDiscard(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      failed = true;
      await file.discard();
      throw error;
    }
  }

  return {
    write: (_document, units) => orDiscard(writeAll(units)),
    async close() {
      if (!failed) await orDiscard(file.write(sequence.end()).then(file.commit));
    },
    abandon: file.discard,
  };
}
