import { isAbsolute, join, resolve } from 'node:path';
import type { Environment } from './load.ts';
import type { Settings } from './settings.ts';

/**
 * The folder of the cache of answers: the one that is set, else `ku` in the user's folder for caches (of which XDG says that a
 * relative one does not count). `off` where it is turned off, null where the environment names no such folder.
 */
export function cacheFolder({ cache }: Pick<Settings, 'cache'>, env: Environment, cwd: string): string | 'off' | null {
  if (cache === false) return 'off';
  if (cache !== null) return resolve(cwd, cache);
  if (env.XDG_CACHE_HOME !== undefined && isAbsolute(env.XDG_CACHE_HOME)) return join(env.XDG_CACHE_HOME, 'ku');
  if (env.HOME) return join(env.HOME, '.cache', 'ku');
  return env.LOCALAPPDATA ? join(env.LOCALAPPDATA, 'ku', 'cache') : null;
}
