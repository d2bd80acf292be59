import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KuError } from '../errors.ts';
import { expandGlob } from './glob.ts';

/** Whether a real path, or a folder above it, is to be left out. */
export type Excluded = (path: string) => boolean;

/**
 * Parts inputs into those that are named and those that `!` stands before. A file whose name begins so is an input, and `!(a).txt` a glob.
 * @throws {KuError} `missing-input` where nothing is named beside them
 */
export async function withoutExcluded(
  inputs: string[],
  cwd: string,
): Promise<{ named: string[]; excluded: Excluded; notices: string[] }> {
  const named: string[] = [];
  const notices: string[] = [];
  const paths = new Set<string>();
  for (const input of inputs) {
    if (!/^!(?!\()/.test(input) || (await realPaths(input, cwd)).length > 0) {
      named.push(input);
      continue;
    }
    const found = await excludedBy(input.slice(1), cwd);
    if (found.length === 0) notices.push(`${input}: there is nothing of that name to leave out`);
    for (const path of found) paths.add(path);
  }
  if (inputs.length > 0 && named.length === 0)
    throw new KuError(
      'missing-input',
      'all inputs begin with ! and leave something out',
      'name what is to be read, too',
    );
  return { named, excluded: (path) => paths.size > 0 && isBelow(path, paths), notices };
}

/** Whether a real path is something that the run writes, where that lies inside of a folder. */
export async function outputIn(folder: string, outputs: readonly string[]): Promise<Excluded> {
  const [base] = await realPaths(folder, folder);
  if (base === undefined) return () => false;
  const written = (await Promise.all(outputs.map((output) => realPaths(output, folder)))).flat();
  const inside = new Set(written.filter((path) => path !== base && isBelow(path, new Set([base]))));
  return (path) => inside.size > 0 && isBelow(path, inside);
}

async function realPaths(path: string, cwd: string): Promise<string[]> {
  return realpath(resolve(cwd, path)).then(
    (found) => [found],
    () => [],
  );
}

async function excludedBy(pattern: string, cwd: string): Promise<string[]> {
  const itself = pattern === '' ? [] : await realPaths(pattern, cwd);
  if (itself.length > 0) return itself;
  const matches = (await expandGlob(pattern, cwd)) ?? [];
  return (await Promise.all(matches.map(({ path }) => realPaths(path, cwd)))).flat();
}

function isBelow(path: string, paths: ReadonlySet<string>): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (paths.has(at)) return true;
    if (at === dirname(at)) return false;
  }
}
