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
  const unwritten: NodeJS.ErrnoException[] = [];
  const onOutputError = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') unwritten.push(error);
  };
  // Where nobody can be told, there is nothing to say.
  const onMessageError = () => undefined;
  io.stdout.on('error', onOutputError);
  io.stderr.on('error', onMessageError);
  try {
    await program.parseAsync(argv, { from: 'user' });
    await lateErrors();
    if (unwritten.length > 0) throw (await import('../write/sink.ts')).outputError('standard output', unwritten[0]);
    return status;
  } catch (error) {
    return await report(error, io);
  } finally {
    await lateErrors();
    io.stdout.off('error', onOutputError);
    io.stderr.off('error', onMessageError);
  }
}

/** A stream that can't be written says so after the write, not in it. */
const lateErrors = (): Promise<void> => new Promise((done) => setImmediate(done));

async function report(error: unknown, io: Io): Promise<number> {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitStatus.done : exitStatus.cannotStart;
  }
  if (error instanceof KuError && error.code !== 'bug') {
    const { printable } = await import('../validate/problems.ts');
    // What an endpoint or a file says is in it.
    const lines = `ku: ${error.message}\n    ${error.hint}`.split('\n').map(printable);
    io.stderr.write(`${lines.join('\n')}\n`);
    return error.exitStatus;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`ku: this is a bug in ku; please report it with what follows\n${stack}\n`);
  return exitStatus.bug;
}
