import { realpath, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { KuError } from '../errors.ts';
import { normaliseLine } from '../text/normalise.ts';
import type { Reading } from '../types/document.ts';
import { type Excluded, outputIn, withoutExcluded } from './excluded.ts';
import { counted, failureAt } from './failures.ts';
import { type Entry, walkFolder } from './folder.ts';
import { papersInFolder } from './folder-papers.ts';
import { formatNamed, formatOfEnding, formats } from './formats.ts';
import { expandGlob, fixedPart } from './glob.ts';
import type { Source } from './source.ts';

export type InputOptions = {
  cwd: string;
  stdin: NodeJS.ReadableStream | null;
  /** Name of the format that all inputs are read as; null where endings and first characters decide. */
  inputFormat: string | null;
  /** Files and folders that the run writes, which are no inputs of it where a folder or glob has them in itself. */
  outputs: readonly string[];
};

/** One step of a run, in the order of the inputs: something to read, or a failure or notice that is known already. */
export type Step = { kind: 'source'; source: Source } | Reading;

type Seen = { paths: Set<string>; stdin: boolean; excluded: Excluded };

/**
 * Finds all that the inputs name, and reads nothing of it: files, folders, globs, `-` for standard input. A path that exists
 * wins over its meaning as a glob. A file is taken as often as it is named itself, but once where folders or globs overlap.
 * What `!` stands before, a path or a glob, is left out of folders and globs.
 * @throws {KuError} `missing-input` where an input does not exist, matches nothing, or holds nothing to read;
 *   `usage` where there is no such format.
 */
export async function resolveInputs(inputs: string[], options: InputOptions): Promise<Step[]> {
  if (options.inputFormat !== null) formatNamed(options.inputFormat);
  const { named, excluded, notices } = await withoutExcluded(inputs, options.cwd);
  const seen: Seen = { paths: new Set(), stdin: false, excluded };
  const steps: Step[] = notices.map((message) => ({ kind: 'notice', message }));
  for (const input of named) steps.push(...(await resolveInput(input, options, seen)));
  return steps;
}

async function resolveInput(input: string, options: InputOptions, seen: Seen): Promise<Step[]> {
  if (input === '-' || input === '/dev/stdin') return standardInput(options, seen);
  const path = resolve(options.cwd, input);
  const found = input === '' ? 'missing' : await kindOf(path);
  if (found === 'folder') return folderSteps(input, path, options, seen);
  if (found === 'missing') return globSteps(input, options, seen);
  seen.paths.add(await realPath(path));
  return [entryStep({ kind: 'file', relative: basename(path), path, error: null }, input, options)];
}

/** What can't be looked at, for want of a permission or for its name, is a file here, and fails with its reason when it is read. */
async function kindOf(path: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const isThere = code === 'EACCES' || code === 'EPERM' || code === 'ELOOP' || path.includes('\ufffd');
    return isThere ? 'file' : 'missing';
  }
}

function standardInput(options: InputOptions, seen: Seen): Step[] {
  if (options.stdin === null)
    throw new KuError('missing-input', '-: there is no standard input', 'pipe text into ku, or name a file');
  if (seen.stdin)
    return [{ kind: 'notice', message: '-: standard input can be read once only; named again, left out' }];
  seen.stdin = true;
  return [{ kind: 'source', source: { stem: 'stdin', place: 'stdin', path: null, format: options.inputFormat } }];
}

/** The source of a file. Where no reader knows its ending, it is read as text. */
function entryStep(entry: Entry, place: string, options: InputOptions): Step {
  const stem = stemOf(entry.relative);
  if (entry.error !== null) {
    const id = entry.kind === 'file' ? stem : place;
    return failureAt({ id, place }, entry.error.code, entry.error.message, entry.error.hint);
  }
  const known = formatOfEnding(extname(entry.relative));
  // The format that was named is that of the files in an archive.
  const format = known?.contains === true ? known.name : (options.inputFormat ?? known?.name ?? 'txt');
  return { kind: 'source', source: { stem, place, path: entry.path, format } };
}

/** What a document is called by the path of its file. */
export const stemOf = (path: string): string => normaliseLine(withoutEnding(path)) || 'unnamed';

/** `a/b.txt` is `a/b`; what follows the last dot of `arXiv-2401.00001` is no ending. */
function withoutEnding(relative: string): string {
  const ending = extname(relative);
  return /^\.[a-z][a-z0-9]*$/i.test(ending) ? relative.slice(0, -ending.length) : relative;
}

async function folderSteps(input: string, path: string, options: InputOptions, seen: Seen): Promise<Step[]> {
  const { entries, notices } = await walkFolder(path);
  const isReadable = (entry: Entry) =>
    entry.kind === 'folder' || options.inputFormat !== null || formatOfEnding(extname(entry.relative)) !== null;
  const known = entries.filter(isReadable);
  const isPart = await papersInFolder(known);
  const readable = known.filter((entry) => !isPart(entry.relative));
  if (readable.length < known.length) {
    notices.push(`${counted(known.length - readable.length, 'file')} left out: parts of LaTeX papers in the folder`);
  }
  const skipped = endingsInWords(entries.filter((entry) => !isReadable(entry)));
  if (readable.length === 0) {
    const endings = formats.flatMap((format) => format.endings).join(' ');
    const message = `${input}: the folder has no files to read${skipped === '' ? '' : `, only ${skipped}`}`;
    throw new KuError('missing-input', message, `ku reads ${endings}; --input-format reads files of any ending`);
  }
  if (skipped !== '') notices.push(`files whose ending no reader knows skipped: ${skipped}`);
  const placeOf = (entry: Entry) => join(input, entry.relative);
  return [
    ...notices.map((message) => noticeAt(input, message)),
    ...(await takeOnce({ input, base: path, areReal: true }, readable, placeOf, options, seen)),
  ];
}

function endingsInWords(entries: Entry[]): string {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const ending = extname(entry.relative).toLowerCase() || 'without an ending';
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([ending, count]) => `${count} ${ending}`).join(', ');
}

function noticeAt(input: string, message: string): Step {
  return { kind: 'notice', message: `${input}: ${message}` };
}

async function takeOnce(
  { input, base, areReal }: { input: string; base: string; areReal: boolean },
  entries: Entry[],
  placeOf: (entry: Entry) => string,
  options: InputOptions,
  seen: Seen,
): Promise<Step[]> {
  const steps: Step[] = [];
  let again = 0;
  let written = 0;
  const isOutput = await outputIn(base, options.outputs);
  for (const entry of entries) {
    const path = areReal && entry.error === null ? entry.path : await realPath(entry.path);
    if (seen.excluded(path)) continue;
    if (isOutput(path)) {
      written++;
      continue;
    }
    if (seen.paths.has(path)) again++;
    else steps.push(entryStep(entry, placeOf(entry), options));
    seen.paths.add(path);
  }
  if (written > 0) steps.unshift(noticeAt(input, `${counted(written, 'file')} left out: they are what is written`));
  if (steps.length === 0 && again === 0)
    throw new KuError('missing-input', `${input}: all of it is left out`, 'see the patterns that begin with !');
  if (again > 0) steps.unshift(noticeAt(input, `${counted(again, 'file')} that another input names already left out`));
  return steps;
}

/** The path itself where a link leads nowhere: that shows when it is read. */
async function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function globSteps(input: string, options: InputOptions, seen: Seen): Promise<Step[]> {
  const entries = await expandGlob(input, options.cwd);
  if (entries === null) {
    const hint = 'check the path; it is taken from the working folder';
    throw new KuError('missing-input', `${input || '""'}: there is no such file or folder`, hint);
  }
  if (entries.length === 0) {
    throw new KuError(
      'missing-input',
      `${input}: the pattern matches no files`,
      'check the pattern; hidden files and links are left out',
    );
  }
  const placeOf = (entry: Entry) => (isAbsolute(input) ? entry.path : relative(options.cwd, entry.path));
  const base = resolve(options.cwd, fixedPart(input));
  return takeOnce({ input, base, areReal: false }, entries, placeOf, options, seen);
}
