import { httpUrl, oneOf, positiveSeconds, someText, variableName, wholeNumber } from './parsers.ts';
import { noNumber, nothing, setting } from './setting.ts';

/** How a model is reached, and how hard it is pressed. */
export const endpointSettings = {
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
    description: 'requests in flight at the same time',
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
};
