import { CommanderError } from 'commander';
import { exitStatus, KuError } from '../errors.ts';
import { outputError } from '../write/index.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command line, without the name of the program, and returns the exit status. It never throws. */
export async function run(argv: string[], io: Io): Promise<number> {
  let status: number = exitStatus.done;
  const program = createProgram(io, (value) => {
    status = value;
  });
  let lost: NodeJS.ErrnoException | null = null;
  const failed = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost ??= error;
  };
  // Who can't be told can't be told that either.
  const unheard = () => undefined;
  io.stdout.on('error', failed);
  io.stderr.on('error', unheard);
  try {
    await program.parseAsync(argv, { from: 'user' });
    await afterWrites();
    return lost === null ? status : report(outputError('standard output', lost), io);
  } catch (error) {
    return report(error, io);
  } finally {
    await afterWrites();
    io.stdout.off('error', failed);
    io.stderr.off('error', unheard);
  }
}

/** A pipe that is closed, or a disk that is full, says so after the write, not in it. */
const afterWrites = () => new Promise((done) => setImmediate(done));

function report(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitStatus.done : exitStatus.cannotStart;
  }
  if (error instanceof KuError && error.code !== 'bug') {
    io.stderr.write(`ku: ${error.message}\n    ${error.hint}\n`);
    return error.exitStatus;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`ku: this is a bug in ku; please report it with what follows\n${stack}\n`);
  return exitStatus.bug;
}
