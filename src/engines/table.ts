import type { Engine } from '../types/engine.ts';
import type { OfflineSettings } from './offline/index.ts';
import type { OpenAiSettings } from './openai/index.ts';

/** Every engine, by name; each is loaded when it is asked for. A new one is a file and a line here. */
export const engines = {
  openai: async (settings: OpenAiSettings): Promise<Engine> =>
    (await import('./openai/index.ts')).createOpenAiEngine(settings),
  offline: async (settings: Partial<OfflineSettings> = {}): Promise<Engine> =>
    (await import('./offline/index.ts')).createOfflineEngine(settings),
};

export type EngineName = keyof typeof engines;
