import { askingOptions, inputsHelp, type OptionDefinition, settingOptions } from './option-sets.ts';

/** Of questions that somebody else wrote. */
const fromOptions: OptionDefinition[] = [
  {
    flags: '--from <FILES...>',
    description:
      'take questions from Parquet, JSON or JSON Lines files (columns text, question, answer; options in a column or behind their letters) instead of writing them',
  },
  {
    flags: '--keep <CHECKS>',
    description: 'with --from: keep what fails these checks of quality, of length, text-named and copied',
  },
  {
    flags: '--write-texts <FILE>',
    description:
      'with --from: write the texts of the questions there (.jsonl), as a --source for ku extract and ku eval',
  },
];

/** The definition of `ku questions`. */
export const questionsCommand = {
  name: 'questions',
  argument: '[inputs...]',
  argumentHelp: inputsHelp,
  description: 'write exam questions about documents, checked and screened, into one frozen file',
  options: [
    { flags: '--out <FILE>', description: 'FILE.jsonl (default: standard output)' },
    {
      flags: '--per-document <N>',
      description: 'questions that are asked for of each document (default: 8; with --from all that it has)',
    },
    { flags: '--quick', description: 'one call a document: no proposers, selector, evaluator or refiner' },
    { flags: '--no-screen', description: 'leave out the screening, in which the model sits each question' },
    { flags: '--seed <N>', description: 'decides the order of options and the places of right ones (default: 1)' },
    { flags: '--limit <N>', description: 'stop after N documents' },
    ...fromOptions,
    ...settingOptions(['structured']),
    ...askingOptions,
  ],
  examples: [
    'ku questions abstracts/ --model gpt-4.1-mini --out questions.jsonl',
    'ku questions paper.txt --model gpt-4.1-mini --quick --no-screen',
    'ku questions --from theirs.parquet --no-screen --out questions.jsonl --write-texts texts.jsonl',
  ],
  load: async () => (await import('./commands/questions.ts')).questions,
};
