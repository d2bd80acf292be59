import { byteCount, someText } from './parsers.ts';
import { nothing, setting } from './setting.ts';

/** How inputs are read. */
export const readingSettings = {
  'text-field': setting({
    argument: 'NAME',
    environment: null,
    fallback: 'found by its usual names',
    value: nothing,
    description: 'column or key that holds the text of a record',
    parse: someText as (text: string) => string | null,
  }),
  'input-format': setting({
    argument: 'NAME',
    environment: null,
    fallback: "by the file's ending; standard input by its first characters",
    value: nothing,
    description: 'format of the inputs: txt, md, html, jats, pdf, tex, jsonl, json, csv, tsv, gz, zip, tar',
    parse: someText as (text: string) => string | null,
  }),
  'max-bytes': setting({
    argument: 'SIZE',
    environment: null,
    fallback: '10M',
    value: 10 * 1024 ** 2,
    description: 'size of one document above which it is a named failure',
    parse: byteCount,
  }),
};
