import { CommanderError } from 'commander';
import { exitStatus, KuError } from '../errors.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command line, without the name of the program, and returns the exit status. It never throws. */
export async function run(argv: string[], io: Io): Promise<number> {
  let status: number = exitStatus.done;
  const program = createProgram(io, (value) => {
    status = value;
  });
  const ignoreBrokenPipe = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  };
  io.stdout.on('error', ignoreBrokenPipe);
  io.stderr.on('error', ignoreBrokenPipe);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    return report(error, io);
  } finally {
    // A pipe that is closed says so after the write, not in it.
    await new Promise((done) => setImmediate(done));
    io.stdout.off('error', ignoreBrokenPipe);
    io.stderr.off('error', ignoreBrokenPipe);
  }
}

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
