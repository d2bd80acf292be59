import { extname, posix } from 'node:path';

const isTex = (path: string): boolean => /\.(?:tex|ltx)$/i.test(path);

/** A file that TeX can be given; one for `subfiles` or `standalone` is a part as well. */
const beginsPaper = /^[^%\n]*\\document(?:class|style)\s*(?:\[[^\]]{0,500}\])?\s*\{(?!subfiles|standalone)/m;
const drawn =
  /\\(?:includegraphics|includesvg|includepdf|lstinputlisting|verbatiminput)\*?\s*(?:\[[^\]]{0,500}\]){0,2}\s*\{([^{}]{1,500})\}/g;

/**
 * Which of these files are parts of LaTeX papers among them: sources that no class begins, in the folder of one that does or below,
 * and the pictures and listings that these sources name. The paths have `/` between their names; a source is null where it can't be
 * read, which shows when it is.
 */
export async function papersIn(
  paths: readonly string[],
  sourceOf: (path: string) => Promise<string | null>,
): Promise<(path: string) => boolean> {
  const parts = new Set<string>();
  const folders = new Set<string>();
  const pictures = new Set<string>();
  for (const path of paths.filter(isTex)) {
    const source = await sourceOf(path);
    if (source === null) continue;
    if (beginsPaper.test(source) && source.includes('\\begin{document}')) folders.add(posix.dirname(path));
    else parts.add(path);
    for (const [, name = ''] of source.matchAll(drawn)) pictures.add(name.trim().replace(/^(?:\.{1,2}\/)+/, ''));
  }
  return (path) => {
    if (!isUnder(path, folders)) return false;
    return parts.has(path) || (!isTex(path) && isNamed(path, pictures));
  };
}

/** Whether a path or its end is among these, with its ending or without. */
function isNamed(path: string, names: ReadonlySet<string>): boolean {
  const bare = path.slice(0, path.length - extname(path).length);
  for (let from = 0; ; from = path.indexOf('/', from) + 1) {
    if (names.has(path.slice(from)) || names.has(bare.slice(from))) return true;
    if (!path.includes('/', from)) return false;
  }
}

function isUnder(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    if (folders.has(folder)) return true;
    if (folder === posix.dirname(folder)) return false;
  }
}
