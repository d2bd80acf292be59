import type { Configuration, Environment } from '../config/load.ts';

import type { Settings } from '../config/settings.ts';
import { type Budget, createBudget } from '../engines/openai/budget/budget.ts';
import { createEstimator, loadTokenizer } from '../engines/openai/budget/estimate.ts';
import type { Transport } from '../engines/openai/chat.ts';
import type { PacingEvent } from '../engines/openai/pacing/settings.ts';
import { proxyFor } from '../engines/openai/which-proxy.ts';
import { engines } from '../engines/table.ts';
import { KuError } from '../errors.ts';
import { loadPrompt, type Prompt } from '../prompt/load.ts';
import type { Engine } from '../types/engine.ts';
import type { FactJudge } from '../types/fact-judge.ts';
import type { Price } from '../types/price.ts';
import { type QuestionModel, type QuestionStep, questionSteps } from '../types/question-step.ts';
import type { Reader } from '../types/reader.ts';
import type { Resolver } from '../types/resolution.ts';
import type { Answers } from './answers.ts';
import { compileForSteadyWork } from './compiler.ts';
import { sayPacing } from './pacing-notices.ts';

/** Where the SDK goes when no base URL is set: a paid endpoint that wants a key. */
export const paidEndpoint = 'https://api.openai.com/v1';

type EngineName = 'openai' | 'offline';

/** One that is not in capitals may be the key itself, given in place of its name. */
function shownVariable(settings: Settings): string {
  const name = settings['api-key-env'];
  return /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : 'the variable of --api-key-env';
}

/** The name of the engine that the settings ask for. `auto` takes a language model where one is set up, else says so. */
export function engineNameOf(settings: Settings, env: Environment, notify: (message: string) => void): EngineName {
  if (settings.engine !== 'auto') return settings.engine;
  const variable = shownVariable(settings);
  if (env[settings['api-key-env']] || settings['base-url'] !== null) return 'openai';
  notify(
    `no ${variable} and no --base-url: the offline engine reads the documents, which finds less than a ` +
      'language model does (--engine offline says that this is meant)',
  );
  return 'offline';
}

/** What the model of the settings costs; null where its price is not configured. */
export function priceOf({ prices, model }: Configuration): Price | null {
  return model !== null && Object.hasOwn(prices, model) ? (prices[model] ?? null) : null;
}

/** Where answers come from and what they may cost. */
export type Wallet = {
  budget: Budget;
  answers: Pick<Answers, 'open'>;
  /** In place of the way to the endpoint. */
  transport?: Transport;
  /** Once it is aborted no request waits any more, as in Pacing. */
  drain?: AbortSignal;
};

/** What counts the calls of a run, and holds the limits that the settings set. */
export async function openBudget(settings: Configuration): Promise<Budget> {
  const price = priceOf(settings);
  const limits = { cost: settings['max-cost'], tokens: settings['max-tokens'] };
  if (limits.cost !== null && price === null && settings.model !== null) {
    throw new KuError(
      'config',
      `--max-cost needs the price of ${settings.model}, which is not configured`,
      `write prices: {${settings.model}: {input: …, output: …}} into ku.yaml, in US dollars per million tokens`,
    );
  }
  const isLimited = limits.cost !== null || limits.tokens !== null;
  return createBudget({ price, limits, estimator: isLimited ? createEstimator(await loadTokenizer()) : null });
}

const withoutEndpoint = '--engine offline needs neither';

/** The engine that the settings ask for, with what its calls are counted by. */
export async function chooseEngine(
  settings: Configuration,
  wallet: Wallet,
  env: Environment,
  notify: (message: string) => void,
): Promise<Engine> {
  if (engineNameOf(settings, env, notify) === 'offline') {
    compileForSteadyWork();
    return engines.offline({ minConfidence: settings['min-confidence'] });
  }
  return engines.openai({
    ...(await askerOf(settings, wallet, env, notify, withoutEndpoint)),
    ...(wallet.transport === undefined ? {} : { transport: wallet.transport }),
    prompts: {
      ...(await loadExtractionPrompts(settings.prompt)),
      repair: await loadPrompt(null, 'repair'),
      missing: await loadPrompt(null, 'missing'),
      resolve: await loadPrompt(null, 'resolve'),
    },
  });
}

/** A key goes into a header, which takes neither line ends nor letters beyond Latin-1; a file that it was copied from ends in one. */
function keyIn(env: Environment, name: string): string | null {
  const key = env[name]?.trim() || null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in it
  if (key === null || !/[\x00-\x1f\x7f]|[^\x00-\xff]/.test(key)) return key;
  throw new KuError('key', `${name} holds a character that no key has`, 'copy the key again, as one line');
}

/**
 * How the endpoint is reached, or a KuError that says what is not set.
 * @param orElse what else the user can do who has none
 */
export function endpointOf(
  settings: Settings,
  env: Environment,
  notify: (message: string) => void,
  orElse: string | null = null,
) {
  const key = keyIn(env, settings['api-key-env']);
  const baseUrl = settings['base-url'];
  if (key === null && baseUrl === null) {
    throw new KuError(
      'key',
      `the engine openai needs a key: ${shownVariable(settings)} is not set`,
      ['set it, or name a server that wants none with --base-url', ...(orElse === null ? [] : [orElse])].join('; '),
    );
  }
  if (settings.model === null) {
    throw new KuError('model', 'no model is named', 'name one with --model, KU_MODEL, or model: in ku.yaml');
  }
  return {
    baseUrl: baseUrl ?? paidEndpoint,
    apiKey: key,
    apiKeyName: settings['api-key-env'],
    model: settings.model,
    timeoutMs: settings.timeout * 1000,
    proxy: proxyFor(baseUrl ?? paidEndpoint, env),
    pacing: {
      concurrency: settings.concurrency,
      requestsPerMinute: settings.rpm,
      tokensPerMinute: settings.tpm,
      maxWaitMs: settings['max-wait'] * 1000,
      maxRetries: settings['max-retries'],
      onEvent: (event: PacingEvent) => sayPacing(event, notify),
    },
  };
}

/** What all that asks the endpoint needs: where it is, how it is spoken to, what counts the calls and keeps the answers. */
async function askerOf(
  settings: Configuration,
  { budget, answers, drain }: Wallet,
  env: Environment,
  notify: (message: string) => void,
  orElse: string | null = null,
) {
  const endpoint = endpointOf(settings, env, notify, orElse);
  const pacing = drain === undefined ? endpoint.pacing : { ...endpoint.pacing, drain };
  return { ...endpoint, pacing, structured: settings.structured, budget, answers: await answers.open(), notify };
}

type Asker = Parameters<typeof askerOf>;

/** What sits an exam. */
export async function chooseReader(...how: Asker): Promise<Reader> {
  const asker = await askerOf(...how);
  const { createReader } = await import('../engines/openai/answer.ts');
  return createReader({ ...asker, prompt: await loadPrompt(null, 'answer') });
}

/** What lists facts and judges whether a context entails them. */
export async function chooseFactJudge(...how: Asker): Promise<FactJudge> {
  const asker = await askerOf(...how);
  const { createFactJudge } = await import('../engines/openai/facts.ts');
  const prompts = { facts: await loadPrompt(null, 'facts'), entailment: await loadPrompt(null, 'entailment') };
  return createFactJudge({ ...asker, prompts });
}

/** What asks a model to write a text again from its unit alone. */
export async function chooseReconstructor(
  ...how: Asker
): Promise<(unitJson: string, signal: AbortSignal) => Promise<string>> {
  const asker = await askerOf(...how);
  const { createReconstructor } = await import('../engines/openai/reconstruct.ts');
  return createReconstructor({ ...asker, prompt: await loadPrompt(null, 'reconstruct') });
}

/** What asks a model which names mean one thing; null, and said, where rules alone decide. */
export async function chooseResolver(...how: Asker): Promise<Resolver | null> {
  const [settings, , env, notify] = how;
  const isOff = settings.engine === 'offline';
  const name = shownVariable(settings);
  if (isOff || (settings.engine === 'auto' && !env[settings['api-key-env']] && settings['base-url'] === null)) {
    const why = isOff ? '--engine offline' : `no ${name} and no --base-url`;
    notify(`${why}: names are resolved by rules alone; a language model finds more of them`);
    return null;
  }
  const asker = await askerOf(settings, how[1], env, notify, withoutEndpoint);
  const { createResolver } = await import('../engines/openai/index.ts');
  return createResolver({ ...asker, prompt: await loadPrompt(null, 'resolve') });
}

/** What asks a model for questions, and to answer them. */
export async function chooseQuestionModel(...how: Asker): Promise<QuestionModel> {
  const asker = await askerOf(...how);
  const { createQuestionModel } = await import('../engines/openai/questions.ts');
  const steps = Object.keys(questionSteps) as QuestionStep[];
  const prompts = await Promise.all(steps.map(async (step) => [step, await loadPrompt(null, `question-${step}`)]));
  return createQuestionModel({ ...asker, prompts: Object.fromEntries(prompts) as Record<QuestionStep, Prompt> });
}

const isReleasedForPassages = (named: string): boolean => /^passage\.v[1-9]\d*$/.test(named);

/**
 * The prompts for whole texts and for passages of a document. One that the user names is asked for both, but for a released one for
 * passages, which knows of nothing else.
 */
export async function loadExtractionPrompts(named: string | null): Promise<{ extract: Prompt; passage: Prompt }> {
  if (named !== null && isReleasedForPassages(named)) {
    return { extract: await loadPrompt(null), passage: await loadPrompt(named, 'passage') };
  }
  const extract = await loadPrompt(named);
  return { extract, passage: named === null ? await loadPrompt(null, 'passage') : extract };
}
