import type { Io } from './io.ts';
import type { Tally } from './tally.ts';
import type { Terminal } from './terminal.ts';

export type Progress = { update(tally: Tally): void; stop(): void };

const silent: Progress = { update: () => undefined, stop: () => undefined };

/** One line on standard error that follows the run; only on a terminal, where it makes way for every other line. */
export async function createProgress(io: Io, terminal: Terminal): Promise<Progress> {
  if (io.stderr.isTTY !== true || terminal.quiet) return silent;
  const { SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar({
    format: '{documents} documents · {facts} facts · {failed} failed · {duration_formatted}',
    stream: io.stderr as NodeJS.WritableStream,
    clearOnComplete: true,
    hideCursor: true,
    fps: 8,
  });
  bar.start(1, 0, { documents: 0, facts: 0, failed: 0 });
  terminal.beforeLine = () => void io.stderr.write('\r\u001b[K');
  return {
    update: ({ documents, facts, failed }) => bar.update(0, { documents, facts, failed }),
    stop: () => {
      terminal.beforeLine = null;
      bar.stop();
    },
  };
}
