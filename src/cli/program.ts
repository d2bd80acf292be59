import { Command, Option } from 'commander';
import { createContext, type FlagValues } from './context.ts';
import {
  type CommandDefinition,
  commandGroups,
  commands,
  commonOptions,
  type OptionDefinition,
} from './definitions.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

const namesWithDashes = '; a name that begins with a dash goes behind --';

/** The whole command line as commander knows it, from the definitions. `done` is told the status of the command that ran. */
export function createProgram(io: Io, done: (status: number) => void): Command {
  const program = new Command('ku')
    .description('Turns scholarly texts into Knowledge Units: what they state, and nothing of how they say it.')
    .version(version, '-V, --version')
    .showHelpAfterError('(ku --help lists the commands; ku COMMAND --help their flags)')
    .addHelpText('after', '\nBegin with:\n  ku extract seeds\n');
  withIo(program, io);
  const groups = new Map(
    Object.entries(commandGroups).map(([name, description]) => [
      name,
      withIo(program.command(name), io).description(description),
    ]),
  );
  for (const definition of commands) {
    const [first = '', second] = definition.name.split(' ');
    addCommand(second === undefined ? program : (groups.get(first) ?? program), second ?? first, definition, io, done);
  }
  return program;
}

function withIo(command: Command, io: Io): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: (text) => void io.stderr.write(text),
  });
}

function addCommand(
  parent: Command,
  name: string,
  definition: CommandDefinition,
  io: Io,
  done: (status: number) => void,
): void {
  const command = withIo(parent.command(name), io)
    .description(definition.description)
    .addHelpText('after', `\nExamples:\n${definition.examples.map((line) => `  ${line}\n`).join('')}`)
    .showHelpAfterError(
      `(ku ${definition.name} --help lists the flags${definition.argument === '' ? '' : namesWithDashes})`,
    );
  if (definition.argument !== '') command.argument(definition.argument, definition.argumentHelp);
  for (const option of [...definition.options, ...commonOptions]) command.addOption(optionOf(option));
  command.action(async () => {
    const context = await createContext(command.args, flagsOf(command), io);
    const action = await definition.load();
    done(await action(context));
  });
}

function optionOf({ flags, description }: OptionDefinition): Option {
  return new Option(flags, description);
}

/** Commander's camel-cased values by the flags' own names, those alone that were given. */
function flagsOf(command: Command): FlagValues {
  const values = command.opts() as FlagValues;
  const given = command.options.flatMap((option): [string, FlagValues[string]][] => {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') return [];
    // --cache DIR and --no-cache are two options of one value.
    if (option.negate !== (values[name] === false)) return [];
    return [
      [
        option.negate ? `no-${option.name().replace(/^no-/, '')}` : option.name(),
        option.negate || (values[name] ?? true),
      ],
    ];
  });
  return Object.fromEntries(given);
}
