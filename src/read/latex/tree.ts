import { DocumentError } from '../../errors.ts';
import { formulaEndsOf } from './formula-ends.ts';
import type { Token } from './tokens.ts';

/** Tokens of which each beginning of a group or an environment knows its end; what has no other side is left out. */
export type Tree = {
  tokens: readonly Token[];
  /** By the place of a beginning, the place of its end; 0 elsewhere. */
  ends: Int32Array;
  /** By the place of a sign that begins a formula, the place of the one that ends it; 0 elsewhere. */
  formulaEnds: Int32Array;
};

/** Groups and environments in one another. */
const deepest = 200;

type Open = { at: number; name: string };

/** @throws {DocumentError} `unsafe` where they stand in one another deeper than 200 */
export function treeOf(tokens: readonly Token[]): Tree {
  const ends = new Int32Array(tokens.length);
  const groups: Open[] = [];
  const environments: Open[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'open') begin(groups, { at, name: '' });
    else if (kind === 'begin') begin(environments, { at, name: text });
    else if (kind === 'close') end(groups, at, '', ends);
    else if (kind === 'end') end(environments, at, text, ends);
  }
  return { tokens, ends, formulaEnds: formulaEndsOf(tokens, ends) };
}

function begin(stack: Open[], opened: Open): void {
  stack.push(opened);
  if (stack.length > deepest) {
    const message = `groups stand in one another deeper than ${deepest}, or are not closed`;
    throw new DocumentError('unsafe', message, 'close them, or flatten the source');
  }
}

function end(stack: Open[], at: number, name: string, ends: Int32Array): void {
  const place = stack.findLastIndex((opened) => opened.name === name);
  const opened = stack[place];
  if (opened === undefined) return;
  ends[opened.at] = at;
  stack.length = place;
}

/** A place in the tokens, and where what is read of them ends. */
export type Cursor = Tree & { at: number; end: number };

export const cursorOf = (tree: Tree): Cursor => ({ ...tree, at: 0, end: tree.tokens.length });

export const inside = (cursor: Cursor, at: number, end: number): Cursor => ({ ...cursor, at, end });

export const tokenAt = ({ tokens, end }: Cursor, at: number): Token | null => (at < end ? (tokens[at] ?? null) : null);

const isText = (token: Token | null, text: string): boolean => token?.kind === 'text' && token.text === text;

/** Where the group or environment ends that begins there; null where it has no end before that of the cursor. */
export function endOf({ ends, end }: Cursor, at: number): number | null {
  const found = ends[at] ?? 0;
  return found > at && found < end ? found : null;
}

function skipBlanks(cursor: Cursor): void {
  while (tokenAt(cursor, cursor.at)?.kind === 'blank') cursor.at += 1;
}

/** The group that comes next, without its braces, or the single token; empty at the end of a paragraph. */
export function takeArgument(cursor: Cursor): Cursor {
  skipBlanks(cursor);
  const { at } = cursor;
  const token = tokenAt(cursor, at);
  if (token === null || token.kind === 'paragraph' || token.kind === 'end' || token.kind === 'close') {
    return inside(cursor, at, at);
  }
  const close = token.kind === 'open' ? endOf(cursor, at) : null;
  cursor.at = (close ?? at) + 1;
  return close === null ? inside(cursor, at, cursor.at) : inside(cursor, at + 1, close);
}

/** How far a closing bracket may be, in tokens. */
const longestOptional = 300;

/** What stands in brackets right here, without them. */
export function takeOptional(cursor: Cursor): Cursor | null {
  if (!isText(tokenAt(cursor, cursor.at), '[')) return null;
  const start = cursor.at + 1;
  for (let at = start; at < start + longestOptional; at += 1) {
    const token = tokenAt(cursor, at);
    if (token === null || token.kind === 'paragraph') return null;
    if (isText(token, ']')) {
      cursor.at = at + 1;
      return inside(cursor, start, at);
    }
    if (token.kind === 'open') at = endOf(cursor, at) ?? at;
  }
  return null;
}

export function takeStar(cursor: Cursor): boolean {
  if (!isText(tokenAt(cursor, cursor.at), '*')) return false;
  cursor.at += 1;
  return true;
}
