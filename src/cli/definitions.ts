import { settingNames } from '../config/settings.ts';
import type { CommandContext } from './context.ts';
import { evalCommand } from './eval/definition.ts';
import {
  askingOptions,
  inputsHelp,
  modelOptions,
  noCache,
  type OptionDefinition,
  reading,
  settingOptions,
} from './option-sets.ts';
import { questionsCommand } from './questions-definition.ts';

export type { OptionDefinition };

/** A command is data: parsing, help and the tables of the README derive from it. */
export type CommandDefinition = {
  /** Two words for a command of a group. */
  name: string;
  /** Empty where it takes none. */
  argument: string;
  argumentHelp: string;
  description: string;
  options: OptionDefinition[];
  examples: string[];
  load: () => Promise<(context: CommandContext) => Promise<number>>;
};

/** Every command takes these. */
export const commonOptions: OptionDefinition[] = [
  { flags: '-q, --quiet', description: 'say nothing but errors and failures' },
  {
    flags: '-v, --verbose',
    description: 'say more: what to do about each failure, what the checks warn of, and what they dropped',
  },
  { flags: '--no-color', description: 'no colour, also on a terminal (NO_COLOR does the same)' },
];

/** The first words of commands with two. */
export const commandGroups: Record<string, string> = {
  cache: 'the answers of models and the finished documents that are kept, so that nothing is asked or done twice',
  batch: 'batches that are under way at a provider',
};

const cacheCommand = (
  name: 'info' | 'clear' | 'prune',
  description: string,
  own: { options: OptionDefinition[]; examples: string[] },
): CommandDefinition => ({
  name: `cache ${name}`,
  argument: '',
  argumentHelp: '',
  description,
  options: [...own.options, ...settingOptions(['cache'])],
  examples: own.examples,
  load: async () => (await import('./commands/cache.ts'))[name],
});

const unitFilesHelp = 'unit files (.json, .jsonl, .yaml), folders of them, or - for standard input';
const unitsOut: OptionDefinition[] = [
  {
    flags: '--out <PATH>',
    description: 'FILE.jsonl, .json, .yaml, or a folder (ending with /): one file a document',
  },
  { flags: '--format <jsonl|json|yaml>', description: 'form of the units (default: jsonl; json in a folder)' },
];

export const commands: CommandDefinition[] = [
  {
    name: 'extract',
    argument: '[inputs...]',
    argumentHelp: inputsHelp,
    description: 'read documents, extract what they state, write Knowledge Units',
    options: [
      ...unitsOut,
      { flags: '--limit <N>', description: 'stop after N documents' },
      {
        flags: '--prune',
        description: 'remove the files of --out whose source is no longer among the inputs; each is named',
      },
      { flags: '--report <FILE>', description: 'write how every document ended, as JSON' },
      {
        flags: '--retry-failed <REPORT>',
        description: 'do those documents alone that failed in the run of this report, by their ids and places',
      },
      { flags: '--strict', description: 'drop what is only inferred: facts about what the passage does not name' },
      { flags: '--dry-run', description: 'count documents, tokens, calls and money; send and write nothing' },
      { flags: '--log-json', description: 'events as JSON Lines on standard error instead of prose' },
      ...settingOptions(settingNames),
      { flags: '--batch', description: "send through the provider's Batch API: half the price, within 24 hours" },
      noCache,
    ],
    examples: [
      'ku extract seeds',
      'ku extract abstracts/ --model gpt-4.1-mini --out units.jsonl',
      "ku extract corpus.csv --text-field abstract | jq -r '.entities[].name'",
      'ku extract notes/ --base-url http://localhost:11434/v1 --model qwen3 --out units/',
    ],
    load: async () => (await import('./commands/extract.ts')).extract,
  },
  {
    name: 'validate',
    argument: '[files...]',
    argumentHelp: unitFilesHelp,
    description: 'check unit files: schema, references, evidence, ids',
    options: [{ flags: '--json', description: 'write the problems to standard output, one JSON object a line' }],
    examples: ['ku validate units/', 'ku extract seeds | ku validate -'],
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    name: 'resolve',
    argument: '[files...]',
    argumentHelp: unitFilesHelp,
    description: 'give each thing of a document one id and one name, from its units alone',
    options: [...unitsOut, ...settingOptions(['engine', 'structured']), ...modelOptions],
    examples: [
      'ku resolve units.jsonl --engine offline --out resolved.jsonl',
      'ku resolve units.jsonl --model gpt-4.1-mini --out resolved.jsonl',
    ],
    load: async () => (await import('./commands/resolve.ts')).resolve,
  },
  {
    name: 'merge',
    argument: '[files...]',
    argumentHelp: `${unitFilesHelp}; a temporary file holds the units, memory each different name (3 kB)`,
    description: 'join unit files into one corpus, in which one id means one thing',
    options: unitsOut,
    examples: ['ku merge a.jsonl b.jsonl --out corpus.jsonl', 'ku merge units/ | ku validate -'],
    load: async () => (await import('./commands/merge.ts')).merge,
  },
  {
    name: 'audit',
    argument: '[units...]',
    argumentHelp:
      'unit files (.json, .jsonl, .yaml), folders of them, what another extractor wrote (JSON or text), or - for standard input; they are held in memory',
    description: 'check units against their sources: copied wording, numbers, names, evidence, coverage',
    options: [
      { flags: '--source <INPUTS...>', description: 'the documents: files, folders, globs, or -; may be repeated' },
      {
        flags: '--match <digest|id|order>',
        description:
          'how a unit finds its source (default: digest); what has none goes by its id, its file name without one ending (ID.json, not ID.triples.json), its folder, or the only source',
      },
      { flags: '--json', description: 'write the whole report to standard output, as one JSON object' },
      { flags: '--fail-on <fail|warn>', description: 'findings that make the exit status 1 (default: fail)' },
      { flags: '--show-text', description: 'show what is copied or missing, in the words of the source' },
      { flags: '--worst <N>', description: 'worst findings that are shown (default: 10)' },
      { flags: '--strict', description: 'what is only inferred fails' },
      {
        flags: '--reconstruct',
        description: 'have a model rebuild each text from the unit alone, and measure what it copied (needs --model)',
      },
      ...askingOptions,
    ],
    examples: [
      'ku audit units.jsonl --source seeds',
      'ku extract seeds | ku audit - --source seeds --json',
      'ku audit theirs.json --source paper.txt --show-text',
      'ku audit units.jsonl --source seeds --reconstruct --model gpt-4.1-mini',
    ],
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  questionsCommand,
  {
    name: 'schema',
    argument: '[name]',
    argumentHelp: 'unit (the default), draft, question or evaluation',
    description: 'print a JSON Schema',
    options: [],
    examples: ['ku schema unit > unit.schema.json'],
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    name: 'prompt',
    argument: '[inputs...]',
    argumentHelp: inputsHelp,
    description: 'print the messages that would be sent, and send nothing',
    options: [
      { flags: '--json', description: 'one JSON array of messages a line' },
      { flags: '--text', description: 'print the normalised text that offsets and digests refer to' },
      ...settingOptions(['prompt', 'passage-words', 'context-words', 'sections', ...reading]),
    ],
    examples: ['ku prompt seeds | less', 'ku prompt paper.txt --json'],
    load: async () => (await import('./commands/prompt.ts')).prompt,
  },
  evalCommand,
  {
    name: 'batch list',
    argument: '',
    argumentHelp: '',
    description: 'list the batches that are under way',
    options: settingOptions(['cache']),
    examples: ['ku batch list'],
    load: async () => (await import('./commands/batch.ts')).list,
  },
  {
    name: 'batch resume',
    argument: '',
    argumentHelp: '',
    description: 'send what is written, wait for every batch and keep its answers',
    options: settingOptions(['base-url', 'model', 'api-key-env', 'cache']),
    examples: ['ku batch resume --model gpt-4.1-mini'],
    load: async () => (await import('./commands/batch.ts')).resume,
  },
  {
    name: 'batch cancel',
    argument: '[names...]',
    argumentHelp: 'names or ids as ku batch list has them; none means all',
    description: 'cancel batches; what they have answered is collected by the next run',
    options: settingOptions(['base-url', 'model', 'api-key-env', 'cache']),
    examples: ['ku batch cancel --model gpt-4.1-mini'],
    load: async () => (await import('./commands/batch.ts')).cancel,
  },
  cacheCommand('info', 'say what the cache holds: answers of models, and finished documents', {
    options: [],
    examples: ['ku cache info'],
  }),
  cacheCommand('clear', 'remove every answer and document that is kept', { options: [], examples: ['ku cache clear'] }),
  cacheCommand('prune', 'remove the answers and documents that were not used for some time', {
    options: [{ flags: '--older-than <AGE>', description: 'an age like 12h, 30d or 4w' }],
    examples: ['ku cache prune --older-than 30d'],
  }),
];
