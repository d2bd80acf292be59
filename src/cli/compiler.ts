import { setFlagsFromString } from 'node:v8';

/**
 * For an engine that waits for nothing, code that runs is compiled at once and optimised as early as V8 does by itself, in place of what
 * bin/ku.js sets for one that waits for answers. (V8 12 and newer has no such budget and complains of the flag.)
 */
export function compileForSteadyWork(): void {
  // What lives is 45 MB a thread at any size of a corpus; left alone, each heap grows to five times that before it is swept.
  setFlagsFromString('--heap-growing-percent=15');
  setFlagsFromString('--always-sparkplug');
  if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=67584');
}
