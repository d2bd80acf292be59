import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { DocumentError } from '../errors.ts';
import { counted } from './failures.ts';
import { unreadable } from './source.ts';

/** A file, or a folder that can't be listed (then there is an error). */
export type Entry = {
  kind: 'file' | 'folder';
  /** Path from the folder that was given, with `/` between the names. */
  relative: string;
  /** Absolute; of a file that a walk found the real path. */
  path: string;
  /** Why it can't be read, where that shows before it is opened. */
  error: DocumentError | null;
};

export type Walked = { entries: Entry[]; notices: string[] };

type Skipped = { outside: number; twice: number };

type Walk = {
  entries: Entry[];
  links: Entry[];
  /** Real paths of what was found, so that nothing is read twice and no cycle is followed. */
  found: Set<string>;
};

/**
 * All files of a folder and of the folders in it, by code points of their paths. Hidden ones are left out. Symbolic links are
 * followed when their real path stays inside the folder; what a link leads to and the walk finds anyway is taken once, under
 * its real name.
 */
export async function walkFolder(folder: string): Promise<Walked> {
  const root = await realpath(folder);
  const walk: Walk = { entries: [], links: [], found: new Set() };
  await walkDown(walk, { kind: 'folder', relative: '', path: root, error: null });
  const skipped: Skipped = { outside: 0, twice: 0 };
  while (walk.links.length > 0) {
    const links = byCodePoints(walk.links);
    walk.links = [];
    for (const link of links) await followLink(walk, link, root, skipped);
  }
  const notices: string[] = [];
  if (skipped.outside > 0) notices.push(`${counted(skipped.outside, 'link')} out of the folder not followed`);
  if (skipped.twice > 0) notices.push(`${counted(skipped.twice, 'link')} to what is read anyway left out`);
  return { entries: byCodePoints(walk.entries), notices };
}

/** Paths below `start`, which is a real path; links are put aside. */
async function walkDown(walk: Walk, start: Entry): Promise<void> {
  const folders = [start];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    walk.found.add(folder.path);
    for (const item of await itemsOf(folder, walk)) {
      const relative = folder.relative === '' ? item.name : `${folder.relative}/${item.name}`;
      const entry: Entry = { kind: 'file', relative, path: join(folder.path, item.name), error: null };
      if (item.isSymbolicLink()) walk.links.push(entry);
      else if (item.isDirectory()) folders.push({ ...entry, kind: 'folder' });
      else addFile(walk, entry);
    }
  }
}

function addFile(walk: Walk, entry: Entry): void {
  walk.found.add(entry.path);
  walk.entries.push(entry);
}

async function itemsOf(folder: Entry, walk: Walk): Promise<Dirent[]> {
  try {
    const items = await readdir(folder.path, { withFileTypes: true });
    return items.filter((item) => !item.name.startsWith('.'));
  } catch (error) {
    walk.entries.push({ ...folder, error: unreadable(error) });
    return [];
  }
}

async function followLink(walk: Walk, link: Entry, root: string, skipped: Skipped): Promise<void> {
  try {
    const target = await realpath(link.path);
    const inside = target === root || target.startsWith(root.endsWith(sep) ? root : root + sep);
    if (!inside) skipped.outside++;
    else if (walk.found.has(target)) skipped.twice++;
    else if ((await stat(target)).isDirectory()) await walkDown(walk, { ...link, kind: 'folder', path: target });
    else addFile(walk, { ...link, path: target });
  } catch (error) {
    walk.entries.push({ ...link, error: unreadable(error) });
  }
}

/** UTF-8 sorts as its code points do; JavaScript's own order of strings does not beyond U+FFFF. */
export function byCodePoints(entries: Entry[]): Entry[] {
  return entries
    .map((entry) => ({ entry, key: Buffer.from(entry.relative) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}
