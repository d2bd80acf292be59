import * as z from 'zod';
import { schemaFiles } from '../src/cli/commands/schema.ts';
import { commands, commonOptions, type OptionDefinition } from '../src/cli/definitions.ts';
import { events } from '../src/cli/terminal.ts';
import { settingNames, settingsTable } from '../src/config/settings.ts';
import { wireSchema } from '../src/engines/openai/wire-schema.ts';
import { errorCodes, exitStatus } from '../src/errors.ts';
import { draftSchema } from '../src/types/draft.ts';
import { evaluationSchema } from '../src/types/evaluation.ts';
import { failureCodes } from '../src/types/failure.ts';
import { questionLineSchema } from '../src/types/question.ts';
import { unitSchema } from '../src/types/unit.ts';
import { cell, table } from './markdown.ts';

/** What is generated from the code: the files of `schemas/` and the tables of the README. A test compares both. */

const schemas: Record<string, Record<string, unknown>> = {
  unit: z.toJSONSchema(unitSchema, { target: 'draft-2020-12' }),
  draft: wireSchema(draftSchema),
  question: z.toJSONSchema(questionLineSchema, { target: 'draft-2020-12' }),
  evaluation: z.toJSONSchema(evaluationSchema, { target: 'draft-2020-12' }),
};

/** File name → its content. */
export function generatedSchemas(): Map<string, string> {
  return new Map(
    [...schemaFiles].map(([name, file]) => {
      const { $schema: _, ...body } = schemas[name] ?? {};
      const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: `Knowledge Unit: ${name}` };
      return [file, `${JSON.stringify({ ...head, ...body }, null, 2)}\n`];
    }),
  );
}

const code = (text: string) => `\`${cell(text)}\``;
const optionRows = (options: OptionDefinition[]) =>
  options.map(({ flags, description }) => [code(flags), cell(description)]);

const exitMeanings: Record<keyof typeof exitStatus, string> = {
  done: 'all done',
  incomplete:
    'done, but documents failed, problems were found, or a limit was reached; each is named on standard error',
  cannotStart: 'could not start: usage, configuration, missing input, wrong key',
  bug: 'a bug: the stack is shown',
  interrupted: 'interrupted (Ctrl-C, once: what is in flight is finished; twice: at once): what was done is kept',
  terminated: 'terminated: what was done is kept',
};

const ownOptions = (name: string) =>
  (commands.find((command) => command.name === name)?.options ?? []).filter(
    ({ flags }) => !settingNames.some((setting) => flags.startsWith(`--${setting} `)),
  );

/** Name of the marker in the README → the table between its lines. */
function generatedTables(): Map<string, string> {
  return new Map([
    [
      'commands',
      table(
        ['command', 'does'],
        commands.map(({ name, argument, description }) => [code(`ku ${name} ${argument}`.trimEnd()), description]),
      ),
    ],
    ['extract-flags', table(['flag', 'meaning'], optionRows([...ownOptions('extract'), ...commonOptions]))],
    [
      'settings',
      table(
        ['flag', 'environment', 'default', 'meaning'],
        settingNames.map((name) => {
          const { argument, environment, fallback, description } = settingsTable[name];
          return [
            code(`--${name} ${argument}`),
            environment === null ? '' : code(environment),
            cell(fallback),
            cell(description),
          ];
        }),
      ),
    ],
    [
      'exits',
      table(
        ['status', 'meaning'],
        (Object.keys(exitStatus) as (keyof typeof exitStatus)[]).map((name) => [
          String(exitStatus[name]),
          exitMeanings[name],
        ]),
      ),
    ],
    [
      'events',
      table(
        ['event', 'fields'],
        Object.entries(events).map(([name, fields]) => [code(name), cell(fields)]),
      ),
    ],
    [
      'failures',
      table(
        ['code', 'meaning'],
        Object.entries(failureCodes).map(([name, meaning]) => [code(name), meaning]),
      ),
    ],
    [
      'errors',
      table(
        ['code', 'meaning'],
        Object.entries(errorCodes).map(([name, meaning]) => [code(name), meaning]),
      ),
    ],
  ]);
}

/** A text with every generated table set between its markers. Throws where a marker is missing. */
export function withTables(text: string): string {
  let result = text;
  for (const [name, content] of generatedTables()) {
    const begin = `<!-- generated: ${name} -->`;
    const end = `<!-- end: ${name} -->`;
    const from = result.indexOf(begin);
    const to = result.indexOf(end);
    if (from < 0 || to < from) throw new Error(`the text has no place for the table ${name}: ${begin} … ${end}`);
    result = `${result.slice(0, from + begin.length)}\n${content}\n${result.slice(to)}`;
  }
  return result;
}
