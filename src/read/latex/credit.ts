import type { Credit } from '../../types/document.ts';
import { creditFrom } from '../credit.ts';
import { formulaEndsOf } from './formula-ends.ts';
import { plainText } from './inline.ts';
import type { Paper } from './sink.ts';
import type { Token } from './tokens.ts';
import { type Cursor, cursorOf, inside, type Tree, takeArgument, takeOptional, tokenAt } from './tree.ts';

/** Title, authors, year and DOI, as the commands of LaTeX and of usual classes give them. */
export function creditOf(tree: Tree, paper: Paper): Credit {
  const text = (cursor: Cursor): string => plainText(cursor, { paper, depth: 0 });
  const values: Record<string, string[]> = {};
  const authors: string[] = [];
  for (const [at, { kind, text: name }] of tree.tokens.entries()) {
    if (kind !== 'command' || !commands.has(name)) continue;
    const cursor = { ...cursorOf(tree), at: at + 1 };
    takeOptional(cursor);
    const argument = takeArgument(cursor);
    if (name === 'author') authors.push(...namesIn(argument, text));
    else values[name] = [...(values[name] ?? []), text(argument)];
  }
  const year = (values.date ?? []).flatMap((date) => /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(date)?.[0] ?? []);
  return creditFrom((field) => {
    if (field === 'authors') return authors.length === 0 ? [] : [authors];
    return (field === 'year' ? year : (values[field] ?? [])).filter((value) => value !== '');
  });
}

const commands: ReadonlySet<string> = new Set(['title', 'author', 'date', 'doi']);

const separators: ReadonlySet<string> = new Set(['and', 'And', 'AND', 'IEEEauthorblockN', 'quad', 'qquad']);

/** Names of people in the argument of `\author`: up to the first line break of each, without marks and addresses. */
function namesIn(argument: Cursor, text: (cursor: Cursor) => string): string[] {
  const names: string[] = [];
  let start = argument.at;
  for (let at = argument.at; at <= argument.end; at += 1) {
    const token = tokenAt(argument, at);
    if (token !== null && !(token.kind === 'command' && separators.has(token.text))) continue;
    names.push(...peopleIn(text(withoutMarks(firstLine(inside(argument, start, at))))));
    start = at + 1;
  }
  return names;
}

const isLineBreak = (token: Token): boolean => token.kind === 'command' && token.text === '\\';

function firstLine(cursor: Cursor): Cursor {
  let { at } = cursor;
  while (at < cursor.end && !/[\p{L}]/u.test(cursor.tokens[at]?.text ?? '')) at += 1;
  const found = cursor.tokens.slice(at, cursor.end).findIndex(isLineBreak);
  return inside(cursor, cursor.at, found < 0 ? cursor.end : at + found);
}

const marks: ReadonlySet<string> = new Set(['textsuperscript', 'inst', 'url', 'href', 'texttt', 'email', 'cref']);

/** Ends before the first mark of a note where nothing but marks can follow; formulas are marks here. */
function withoutMarks(cursor: Cursor): Cursor {
  const tokens: Token[] = [];
  let inFormula = false;
  for (let at = cursor.at; at < cursor.end; at += 1) {
    const token = cursor.tokens[at];
    if (token === undefined) break;
    if (token.kind === 'math') inFormula = !inFormula;
    else if (token.kind === 'command' && marks.has(token.text)) {
      const rest = { ...cursor, at: at + 1 };
      takeArgument(rest);
      at = rest.at - 1;
    } else if (!inFormula && token.kind !== 'open' && token.kind !== 'close') tokens.push(token);
    else if (!inFormula) tokens.push(token);
  }
  const ends = endsIn(tokens);
  return { tokens, ends, formulaEnds: formulaEndsOf(tokens, ends), at: 0, end: tokens.length };
}

function endsIn(tokens: readonly Token[]): Int32Array {
  const ends = new Int32Array(tokens.length);
  const stack: number[] = [];
  for (const [at, { kind }] of tokens.entries()) {
    if (kind === 'open') stack.push(at);
    const begin = kind === 'close' ? stack.pop() : undefined;
    if (begin !== undefined) ends[begin] = at;
  }
  return ends;
}

const longestName = 60;

function peopleIn(line: string): string[] {
  const names = line
    .split(/,(?!\s*(?:Jr|Sr|I{2,3}|IV)\b)|;|\sand\s|&/)
    .map((name) => name.replaceAll(/[*†‡§¶\d]+/g, '').trim());
  return names.filter((name) => /\p{L}{2}/u.test(name) && name.length <= longestName && !/@|:/.test(name));
}
