import { isAbsolute, posix } from 'node:path';
import { DocumentError } from '../../errors.ts';
import type { SourceFiles } from '../source-files.ts';
import { decodeWhole } from '../text.ts';

/** A file that a document names; `outside`: its path leads out of the folder. */
export type Loaded = { source: string } | 'missing' | 'outside';

const mostFiles = 1_000;

const named =
  /\\(?:@?input|include|subfile)\s*(?:\{([^{}]{0,500})\}|([^\s{}\\%]{1,500}))|\\(?:sub)?import\s*\{([^{}]{0,500})\}\s*\{([^{}]{0,500})\}|\\(?:usepackage|RequirePackage)\s*(?:\[[^\]]{0,300}\])?\s*\{([^{}]{0,2000})\}/g;

/** The path of a file in the folder as it is looked up: `a/./b` is `a/b`. */
export const resolve = (name: string, folder: string): string =>
  isAbsolute(name) ? name : posix.normalize(posix.join(folder, name));

/**
 * The files that a document puts in, and those that these put in, as far as they are named in plain. What a path leads out
 * to is not opened.
 * @throws {DocumentError} `too-large`, `unsafe` where there are over 1,000
 */
export async function loadFiles(
  source: string,
  folder: SourceFiles | null,
  maxBytes: number,
): Promise<Map<string, Loaded>> {
  const files = new Map<string, Loaded>();
  const waiting = [source];
  let bytes = 0;
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const path of pathsIn(text)) {
      if (files.has(path)) continue;
      const loaded = await load(path, folder, maxBytes);
      files.set(path, loaded);
      if (typeof loaded !== 'object') continue;
      bytes += loaded.source.length;
      if (bytes > maxBytes) {
        throw new DocumentError('too-large', 'with the files that it puts in it is over the size limit', 'split it');
      }
      waiting.push(loaded.source);
    }
    if (files.size > mostFiles) {
      throw new DocumentError('unsafe', `it names more than ${mostFiles} files`, 'put the files together');
    }
  }
  return files;
}

function pathsIn(text: string): string[] {
  return [...text.matchAll(named)].flatMap(([, braced, plain, folder, name, packages]) => {
    if (packages !== undefined) return packages.split(',').map((one) => resolve(`${one.trim()}.sty`, ''));
    return resolve((braced ?? plain ?? name ?? '').trim(), folder ?? '');
  });
}

const leadsOut = (path: string): boolean =>
  isAbsolute(path) || /^(?:\.\.(?:\/|$)|~|[A-Za-z]:)/.test(path) || path.includes('\\');

async function load(path: string, folder: SourceFiles | null, maxBytes: number): Promise<Loaded> {
  if (leadsOut(path)) return 'outside';
  for (const candidate of path.endsWith('.sty') ? [path] : [`${path}.tex`, path]) {
    const bytes = (await folder?.read(candidate, maxBytes)) ?? null;
    if (bytes === 'outside') return 'outside';
    if (bytes !== null) return { source: withoutPreamble(await decodeWhole(bytes)) };
  }
  return 'missing';
}

/** A part that is a whole document as well (`subfiles`, `standalone`) gives what stands in it. */
function withoutPreamble(source: string): string {
  if (!source.includes('\\documentclass')) return source;
  return /\\begin\{document\}([\s\S]*?)(?:\\end\{document\}|$)/.exec(source)?.[1] ?? source;
}
