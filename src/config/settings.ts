import { KuError } from '../errors.ts';
import {
  byteCount,
  dollars,
  type FailureLimit,
  failureLimit,
  folderOrFalse,
  httpUrl,
  oneOf,
  positiveSeconds,
  SettingError,
  sectionNames,
  share,
  someText,
  variableName,
  wholeNumber,
} from './parsers.ts';

/**
 * Every setting, once: flags, environment, `ku.yaml`, help and the table in the README derive from here.
 * The key is the name in `ku.yaml` and, behind two dashes, the flag.
 */

type Setting<Value> = {
  argument: string;
  environment: string | null;
  /** In words, for help; `parse` is not run on it. */
  fallback: string;
  value: Value;
  description: string;
  parse: (text: string) => Value;
};

const setting = <Value>(definition: Setting<Value>): Setting<Value> => definition;

const nothing = null as string | null;
const noNumber = null as number | null;

export const settingsTable = {
  engine: setting<'auto' | 'openai' | 'offline'>({
    argument: 'auto|openai|offline',
    environment: 'KU_ENGINE',
    fallback: 'auto: openai where a key or base URL is set, else offline with a notice',
    value: 'auto',
    description: 'what reads the passages',
    parse: oneOf('auto', 'openai', 'offline'),
  }),
  'base-url': setting({
    argument: 'URL',
    environment: 'OPENAI_BASE_URL',
    fallback: "the SDK's",
    value: nothing,
    description: 'endpoint that speaks chat completions; usually ends with /v1',
    parse: httpUrl as (text: string) => string | null,
  }),
  model: setting({
    argument: 'NAME',
    environment: 'KU_MODEL',
    fallback: 'none: it must be named for the engine openai',
    value: nothing,
    description: 'model of the endpoint',
    parse: someText as (text: string) => string | null,
  }),
  'api-key-env': setting({
    argument: 'NAME',
    environment: null,
    fallback: 'OPENAI_API_KEY',
    value: 'OPENAI_API_KEY',
    description: 'name of the environment variable that holds the key',
    parse: variableName,
  }),
  concurrency: setting({
    argument: 'N',
    environment: 'KU_CONCURRENCY',
    fallback: '16',
    value: 16,
    description: 'passages worked on at the same time',
    parse: wholeNumber(1, 4096),
  }),
  rpm: setting({
    argument: 'N',
    environment: null,
    fallback: 'what the endpoint says of its limits',
    value: noNumber,
    description: 'requests a minute at most, retries included',
    parse: wholeNumber(1, 1e9) as (text: string) => number | null,
  }),
  tpm: setting({
    argument: 'N',
    environment: null,
    fallback: 'what the endpoint says of its limits',
    value: noNumber,
    description: 'tokens a minute at most, those of the answers included',
    parse: wholeNumber(1, 1e12) as (text: string) => number | null,
  }),
  'max-wait': setting({
    argument: 'SECONDS',
    environment: null,
    fallback: '120',
    value: 120,
    description: 'longest pause at a time, whatever the endpoint asks for',
    parse: positiveSeconds,
  }),
  'max-retries': setting({
    argument: 'N',
    environment: null,
    fallback: '6',
    value: 6,
    description: 'how often a request is sent again after a failure of the endpoint',
    parse: wholeNumber(0, 100),
  }),
  prompt: setting({
    argument: 'ID|FILE',
    environment: null,
    fallback: 'the newest released: one for whole texts, one for passages of a paper',
    value: nothing,
    description: 'extraction prompt, for both',
    parse: someText as (text: string) => string | null,
  }),
  structured: setting<'auto' | 'schema' | 'object' | 'text'>({
    argument: 'auto|schema|object|text',
    environment: null,
    fallback: 'auto: the first of schema, object, text that the endpoint takes',
    value: 'auto',
    description: "how the answer's form is asked for",
    parse: oneOf('auto', 'schema', 'object', 'text'),
  }),
  gate: setting<'fail' | 'warn'>({
    argument: 'fail|warn',
    environment: null,
    fallback: 'fail: what fails a check after repair is dropped and listed',
    value: 'fail',
    description: 'what happens to facts that fail; warn publishes them with their findings',
    parse: oneOf('fail', 'warn'),
  }),
  repairs: setting({
    argument: 'N',
    environment: null,
    fallback: '3',
    value: 3,
    description: 'rounds of repair per passage: facts that fail go back to the model',
    parse: wholeNumber(0, 3),
  }),
  passes: setting({
    argument: 'N',
    environment: null,
    fallback: '2',
    value: 2,
    description: 'passes over a passage; 1 is no second look at what no fact says',
    parse: wholeNumber(1, 3),
  }),
  'min-confidence': setting({
    argument: 'N',
    environment: null,
    fallback: '0',
    value: 0,
    description: 'offline engine: facts below this confidence, from 0 to 1, are left out',
    parse: share,
  }),
  'passage-words': setting({
    argument: 'N',
    environment: null,
    fallback: '200; a text without headings is one passage up to 2.5 times as many',
    value: 200,
    description: 'words of a passage, at most',
    parse: wholeNumber(20, 5000),
  }),
  'context-words': setting({
    argument: 'N',
    environment: null,
    fallback: '150',
    value: 150,
    description: 'words of read-only text before and after each passage, at most',
    parse: wholeNumber(0, 5000),
  }),
  sections: setting({
    argument: 'NAMES',
    environment: null,
    fallback: 'all',
    value: null as string[] | null,
    description: 'sections that are read, like abstract,methods,results; a text without headings is read whole',
    parse: sectionNames as (text: string) => string[] | null,
  }),
  mode: setting<'parallel' | 'sequential'>({
    argument: 'parallel|sequential',
    environment: null,
    fallback: 'parallel: the passages of a document are independent',
    value: 'parallel',
    description: 'sequential reads the passages of a document in turn, with the names of the ten units before',
    parse: oneOf('parallel', 'sequential'),
  }),
  timeout: setting({
    argument: 'SECONDS',
    environment: null,
    fallback: '120',
    value: 120,
    description: 'how long to wait for an answer before it is asked for again',
    parse: positiveSeconds,
  }),
  cache: setting<string | false | null>({
    argument: 'DIR',
    environment: 'KU_CACHE',
    fallback: '$XDG_CACHE_HOME/ku, or ~/.cache/ku',
    value: null,
    description: 'folder of the answers of models, so that nothing is asked and paid twice; --no-cache goes without',
    parse: folderOrFalse,
  }),
  'max-cost': setting({
    argument: 'USD',
    environment: null,
    fallback: 'no limit',
    value: null as number | null,
    description: 'end before the request that would bring the cost of the run over this; needs prices in ku.yaml',
    parse: dollars as (text: string) => number | null,
  }),
  'max-tokens': setting({
    argument: 'N',
    environment: null,
    fallback: 'no limit',
    value: null as number | null,
    description: 'end before the request that would bring the tokens of the run, input and output, over this',
    parse: wholeNumber(0, 1e15) as (text: string) => number | null,
  }),
  'max-failures': setting({
    argument: 'N|P%',
    environment: null,
    fallback: 'no limit',
    value: null as FailureLimit | null,
    description: 'end when more than N documents failed, or more than P% of at least 50',
    parse: failureLimit as (text: string) => FailureLimit | null,
  }),
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
    description: 'format of the inputs: txt, md, html, jats, jsonl, json, csv, tsv',
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

export type SettingName = keyof typeof settingsTable;
export type Settings = { [Name in SettingName]: (typeof settingsTable)[Name]['value'] };
export const settingNames = Object.keys(settingsTable) as SettingName[];

/** Reads a value and says where it stood when it is wrong. */
export function parseSetting<Name extends SettingName>(name: Name, text: string, origin: string): Settings[Name] {
  try {
    return settingsTable[name].parse(text) as Settings[Name];
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new KuError(
      'config',
      `${origin} ${error.message}`,
      `correct ${origin}; ku extract --help lists the settings`,
    );
  }
}
