import { sourceOf } from './tokens.ts';
import { type Cursor, cursorOf, type Tree, takeArgument, takeOptional, takeStar } from './tree.ts';

/** What an environment for statements is called, and how it is counted; `counter` is null where it has no number. */
export type Theorem = { title: string; counter: string | null; withinSection: boolean };

/** Environments that many classes have without a definition in the paper; how those count is not known. */
const usual = 'theorem lemma corollary proposition definition conjecture claim assumption remark example';

/** The environments of a paper for theorems and the like, by their names. */
export function theoremsOf(tree: Tree): Map<string, Theorem> {
  const found = new Map<string, Theorem>(
    usual.split(' ').map((name) => {
      const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return [name, { title, counter: name, withinSection: false }];
    }),
  );
  for (const [at, { kind, text }] of tree.tokens.entries()) {
    if (kind !== 'command' || text !== 'newtheorem') continue;
    const cursor = { ...cursorOf(tree), at: at + 1 };
    const isStarred = takeStar(cursor);
    const name = sourceIn(takeArgument(cursor));
    const shared = takeOptional(cursor);
    const title = sourceIn(takeArgument(cursor));
    const parent = takeOptional(cursor);
    const like = shared === null ? undefined : found.get(sourceIn(shared));
    const withinSection = like?.withinSection ?? (parent !== null && sourceIn(parent) === 'section');
    if (/^[\p{L}\p{M} '-]{1,40}$/u.test(title))
      found.set(name, { title, counter: isStarred ? null : (like?.counter ?? name), withinSection });
  }
  return found;
}

const sourceIn = ({ tokens, at, end }: Cursor): string => sourceOf(tokens, at, end).trim();
