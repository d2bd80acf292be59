import { Command, Option } from 'commander';
import { createContext, type FlagValues } from './context.ts';
import { type CommandDefinition, commands, commonOptions, type OptionDefinition } from './definitions.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** The whole command line as commander knows it, from the definitions. `done` is told the status of the command that ran. */
export function createProgram(io: Io, done: (status: number) => void): Command {
  const program = new Command('ku')
    .description('Turns scholarly texts into Knowledge Units: what they state, and nothing of how they say it.')
    .version(version, '-V, --version')
    .showHelpAfterError('(ku --help lists the commands; ku COMMAND --help their flags)')
    .addHelpText('after', '\nBegin with:\n  ku extract seeds\n');
  withIo(program, io);
  for (const definition of commands) addCommand(program, definition, io, done);
  return program;
}

function withIo(command: Command, io: Io): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: (text) => void io.stderr.write(text),
  });
}

function addCommand(program: Command, definition: CommandDefinition, io: Io, done: (status: number) => void): void {
  const command = withIo(program.command(definition.name), io)
    .description(definition.description)
    .argument(definition.argument, definition.argumentHelp)
    .addHelpText('after', `\nExamples:\n${definition.examples.map((line) => `  ${line}\n`).join('')}`)
    .showHelpAfterError(`(ku ${definition.name} --help lists the flags)`);
  for (const option of [...definition.options, ...commonOptions]) command.addOption(optionOf(option));
  command.action(async (given: string | string[] | undefined) => {
    const inputs = given === undefined ? [] : Array.isArray(given) ? given : [given];
    const context = await createContext(inputs, flagsOf(command), io);
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
    return [
      [
        option.negate ? `no-${option.name().replace(/^no-/, '')}` : option.name(),
        option.negate ? true : (values[name] ?? true),
      ],
    ];
  });
  return Object.fromEntries(given);
}
