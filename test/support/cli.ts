import { EventEmitter } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { run } from '../../src/cli/main.ts';

export type CliResult = { status: number; stdout: string; stderr: string };
export type CliWorld = {
  stdin?: string | Buffer | null;
  env?: Record<string, string>;
  cwd?: string;
  /** Stands for the digest of the code, which the sources have none of. */
  codeDigest?: string;
  /** Whether standard error plays a terminal. */
  terminal?: boolean;
  signals?: EventEmitter;
  /** Standard output plays a terminal as wide as that. */
  columns?: number;
  /** Called with every piece of standard output. */
  onOutput?: (text: string) => void;
};

/** Runs the command line in this process, with streams and an environment of its own: nothing of the real one shows. */
export async function ku(argv: string[], world: CliWorld = {}): Promise<CliResult> {
  const screen = world.columns === undefined ? {} : { isTTY: true, columns: world.columns };
  const stdout = Object.assign(collector(world.onOutput), screen);
  const stderr = Object.assign(collector(), { isTTY: world.terminal ?? false });
  const signals = world.signals ?? new EventEmitter();
  const status = await run(argv, {
    stdin: stdinOf(world.stdin),
    stdout,
    stderr,
    env: world.env ?? {},
    ...(world.codeDigest === undefined ? {} : { codeDigest: world.codeDigest }),
    cwd: () => world.cwd ?? process.cwd(),
    on: (event, listener) => signals.on(event, listener),
    off: (event, listener) => signals.off(event, listener),
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

/** Null is a terminal: nothing is piped in. */
function stdinOf(content: CliWorld['stdin']): Readable & { isTTY?: boolean } {
  if (content === null || content === undefined) return Object.assign(new PassThrough(), { isTTY: true });
  return Readable.from([typeof content === 'string' ? Buffer.from(content) : content]);
}

function collector(onOutput: (text: string) => void = () => undefined) {
  const pieces: string[] = [];
  const stream = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece.toString('utf8'));
      onOutput(piece.toString('utf8'));
      done();
    },
  });
  return Object.assign(stream, { text: () => pieces.join('') });
}

/** The lines of a JSON Lines text as values. */
export function jsonLines<Value>(text: string): Value[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Value);
}
