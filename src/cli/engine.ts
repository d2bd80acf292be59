import type { Environment } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { engines } from '../engines/table.ts';
import { KuError } from '../errors.ts';
import { loadPrompt } from '../prompt/load.ts';
import type { Engine } from '../types/engine.ts';

/** Where the SDK goes when no base URL is set: a paid endpoint that wants a key. */
const paidEndpoint = 'https://api.openai.com/v1';

/** The engine that the settings ask for. `auto` takes a language model where one is set up, and says so where none is. */
export async function chooseEngine(
  settings: Settings,
  env: Environment,
  notify: (message: string) => void,
): Promise<Engine> {
  const key = env[settings['api-key-env']] || null;
  const configured = key !== null || settings['base-url'] !== null;
  if (settings.engine === 'offline') return engines.offline();
  if (settings.engine === 'auto' && !configured) {
    notify(
      `no ${settings['api-key-env']} and no --base-url: the offline engine reads the documents, which finds less than a ` +
        'language model does (--engine offline says that this is meant)',
    );
    return engines.offline();
  }
  return openai(settings, key, notify);
}

/** How the endpoint is reached, or a KuError that says what is not set. */
function endpointOf(settings: Settings, key: string | null) {
  const baseUrl = settings['base-url'];
  if (key === null && baseUrl === null) {
    throw new KuError(
      'key',
      `the engine openai needs a key: ${settings['api-key-env']} is not set`,
      'set it, or name a server that wants none with --base-url; --engine offline needs neither',
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
  };
}

/** What asks a model to write a text again from its unit alone. */
export async function chooseReconstructor(
  settings: Settings,
  env: Environment,
): Promise<(unitJson: string, signal: AbortSignal) => Promise<string>> {
  const endpoint = endpointOf(settings, env[settings['api-key-env']] || null);
  const { createReconstructor } = await import('../engines/openai/reconstruct.ts');
  return createReconstructor({ ...endpoint, prompt: await loadPrompt(null, 'reconstruct') });
}

async function openai(settings: Settings, key: string | null, notify: (message: string) => void): Promise<Engine> {
  return engines.openai({
    ...endpointOf(settings, key),
    structured: settings.structured,
    prompts: {
      extract: await loadPrompt(settings.prompt),
      repair: await loadPrompt(null, 'repair'),
      missing: await loadPrompt(null, 'missing'),
    },
    notify,
  });
}
