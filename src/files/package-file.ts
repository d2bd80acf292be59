import { existsSync } from 'node:fs';

/** The folder of the package: `src/`, `dist/` and `bundle/` lie in it, their files at different depths. */
const root = findRoot(new URL('./', import.meta.url));

function findRoot(folder: URL): URL {
  if (existsSync(new URL('package.json', folder))) return folder;
  const above = new URL('../', folder);
  if (above.href === folder.href) throw new Error(`no package.json above ${import.meta.url}: the package is not whole`);
  return findRoot(above);
}

/** The address of a file or folder that comes with the package, by its path in it. */
export const packageFile = (path: string): URL => new URL(path, root);
