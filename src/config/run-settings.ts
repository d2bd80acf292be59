import { dollars, type FailureLimit, failureLimit, folderOrFalse, positiveSeconds, wholeNumber } from './parsers.ts';
import { noNumber, setting } from './setting.ts';

/** What bounds a run. */
export const runSettings = {
  workers: setting({
    argument: 'N',
    environment: 'KU_WORKERS',
    fallback: 'one a core but one; with a model 2 at most, and only where hundreds of documents come from the cache',
    value: noNumber,
    description:
      'threads that work on passages once one is kept busy, beside the one that reads and writes (and with the offline engine works too)',
    parse: wholeNumber(0, 256) as (text: string) => number | null,
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
    description:
      'folder of the answers of models, so that nothing is asked and paid twice, and of finished documents; --no-cache goes without',
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
};
