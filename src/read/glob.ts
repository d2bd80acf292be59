import { relative, resolve, sep } from 'node:path';
import { byCodePoints, type Entry } from './folder.ts';

const longestPattern = 4096;

/**
 * The files that a pattern matches, by code points of their paths from the part of the pattern that is fixed; hidden files and
 * links are left out. Null where the input is no pattern.
 */
export async function expandGlob(pattern: string, cwd: string): Promise<Entry[] | null> {
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (pattern === '' || pattern.length > longestPattern || !isDynamicPattern(pattern)) return null;
  const matches = await glob(pattern, { cwd, followSymbolicLinks: false, expandDirectories: false });
  const base = resolve(cwd, fixedPart(pattern));
  const entries = matches.map((match): Entry => {
    const path = resolve(cwd, match);
    return { kind: 'file', relative: relative(base, path).split(sep).join('/'), path, error: null };
  });
  return byCodePoints(namesHidden(pattern) ? entries : entries.filter(({ relative }) => !isHidden(relative)));
}

/** Patterns like `!(a).txt` match hidden files as well, which nobody means who does not write the dot. */
const namesHidden = (pattern: string): boolean => /(?:^|\/)\.[^./]/.test(pattern);

const isHidden = (path: string): boolean => path.split('/').some((name) => name.startsWith('.') && name !== '..');

/** The folders before the first that has a wildcard in its name: `data/` of `data/*.txt`. */
export function fixedPart(pattern: string): string {
  const folders = pattern.split('/').slice(0, -1);
  const wild = folders.findIndex((name) => /[*?[\]{}()\\]/.test(name));
  const fixed = wild < 0 ? folders : folders.slice(0, wild);
  return fixed.map((name) => `${name}/`).join('');
}
