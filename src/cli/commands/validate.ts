import { exitStatus } from '../../errors.ts';
import { type Problem, validateUnits } from '../../validate/index.ts';
import { printable } from '../../validate/problems.ts';
import { type CommandContext, inputsOf } from '../context.ts';
import { writePieces } from '../output.ts';
import { counted } from '../tally.ts';

/** `ku validate`: every problem of every unit file, as it is found. */
export async function validate(context: CommandContext): Promise<number> {
  const { io, terminal } = context;
  const { problems, totals } = validateUnits(inputsOf(context), { stdin: io.stdin, cwd: io.cwd() });
  const say = context.flags.json === true ? sayAsJson : sayInWords;
  for await (const problem of problems) await say(problem, context);
  if (!terminal.quiet) {
    const checked = `${counted(totals.units, 'unit')} in ${counted(totals.files, 'file')}`;
    terminal.line(
      totals.problems === 0 ? `${checked}: all valid` : `${checked}: ${counted(totals.problems, 'problem')}`,
    );
  }
  return totals.problems === 0 ? exitStatus.done : exitStatus.incomplete;
}

function sayAsJson(problem: Problem, { io }: CommandContext): Promise<void> {
  return writePieces(io.stdout, [`${JSON.stringify(problem)}\n`]);
}

function sayInWords(
  { file, line, column, pointer, code, message, expected }: Problem,
  { terminal }: CommandContext,
): void {
  const place = printable([file, line, column].filter((part) => part !== null).join(':'));
  const where = pointer === '' ? place : `${place} ${terminal.colors.dim(printable(pointer))}`;
  terminal.line(`${where}: ${terminal.colors.red(code)}: ${printable(message)}; expected ${expected}`);
}
