import { askingOptions, settingOptions } from '../option-sets.ts';

/** The definition of `ku eval`. */
export const evalCommand = {
  name: 'eval',
  argument: '[units...]',
  argumentHelp: 'unit files (.json, .jsonl, .yaml) or folders of them; they are held in memory',
  description: 'measure how much of its text a reader finds in the units, and what they copy',
  options: [
    { flags: '--source <INPUTS...>', description: 'the documents: files, folders, globs, or -; may be repeated' },
    { flags: '--questions <FILE>', description: 'what ku questions wrote about them' },
    {
      flags: '--facts',
      description:
        'list the facts of the texts, and have the model judge which of them the units state, and which of their facts the texts state; with or without --questions',
    },
    {
      flags: '--compare',
      description:
        'each unit file or folder, and each --as-context, is a system of its own: one table, the first against the others',
    },
    {
      flags: '--as-context <PATHS...>',
      description:
        "what another extractor wrote, in place of units: files or folders of JSON or text, found by the document's id or digest (in the record, as the name of its file, with further endings or not, or of its folder, or as a key of one object), and given as they stand",
    },
    {
      flags: '--choices <5|4>',
      description:
        'options of a question (default: 5, the fifth is "the context does not say", and the words that decide are asked for and checked); 4 asks for a letter alone',
    },
    { flags: '--shuffles <K>', description: 'orders of the options in which each question is put (default: 1)' },
    { flags: '--margin <POINTS>', description: 'loss that is taken for none, in points of a hundred (default: 2)' },
    { flags: '--out <FILE>', description: 'write the report there, as JSON' },
    { flags: '--html <FILE>', description: 'write the report there, as a page that opens from disk' },
    { flags: '--json', description: 'write the report to standard output, as one JSON object' },
    ...settingOptions(['structured']),
    ...askingOptions,
  ],
  examples: [
    'ku eval units.jsonl --source papers/ --questions questions.jsonl --model gpt-4.1-mini',
    'ku eval units/ --source papers/ --questions questions.jsonl --shuffles 4 --out report.json',
    'ku eval units.jsonl --source papers/ --facts --model gpt-4.1-mini',
    'ku eval --compare a.jsonl b.jsonl --as-context theirs/ --source papers/ --questions questions.jsonl',
  ],
  load: async () => (await import('../commands/eval.ts')).evaluate,
};
