import { type Cell, spread } from '../spread.ts';
import { environmentSignatures } from './commands.ts';
import { plainText, takeArguments } from './inline.ts';
import type { Sink } from './sink.ts';
import { sourceOf } from './tokens.ts';
import { type Cursor, endOf, inside, takeArgument, takeOptional, takeStar, tokenAt } from './tree.ts';

/**
 * The rows of a table, a cell that spans columns or rows repeated in each.
 * @throws {DocumentError} `unsafe` where there are over 50,000 cells
 */
export function rowsOf(name: string, inner: Cursor, sink: Sink): string[][] {
  takeArguments(inner, sink, environmentSignatures.get(name) ?? 'od');
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let start = inner.at;
  const endCell = (): void => {
    row.push(cellOf(inside(inner, start, inner.at), sink));
    inner.at += 1;
    start = inner.at;
  };
  for (let token = tokenAt(inner, inner.at); token !== null; token = tokenAt(inner, inner.at)) {
    const { kind, text } = token;
    if (kind === 'tab') endCell();
    else if (kind === 'command' && (text === '\\' || text === 'tabularnewline')) {
      endCell();
      takeStar(inner);
      takeSpace(inner);
      start = inner.at;
      rows.push(row);
      row = [];
    } else inner.at = (kind === 'open' || kind === 'begin' ? (endOf(inner, inner.at) ?? inner.at) : inner.at) + 1;
  }
  endCell();
  rows.push(row);
  return repeatedDown(spread(rows.map((cells) => cells.map((cell) => ({ ...cell, rows: 1 })))), rows);
}

/** `\\\\ [2pt]`: in tables blanks may stand before it. */
function takeSpace(cursor: Cursor): void {
  const behind = { ...cursor, at: cursor.at + (tokenAt(cursor, cursor.at)?.kind === 'blank' ? 1 : 0) };
  const space = takeOptional(behind);
  if (space !== null && /^-?[\d.]+ ?(?:pt|ex|em|mm|cm|in|bp|pc|sp)$|^[^\p{L}\d]*\\/u.test(sourceIn(space)))
    cursor.at = behind.at;
}

/** A cell that spans rows stands over empty ones in LaTeX: they take its text. */
function repeatedDown(texts: string[][], rows: readonly (readonly Cell[])[]): string[][] {
  for (const [at, cells] of rows.entries()) {
    let column = 0;
    for (const { rows: span, columns, text } of cells) {
      for (const below of span > 1 ? texts.slice(at + 1, at + span) : []) below[column] ||= text;
      column += columns;
    }
  }
  return texts;
}

const most = 1_000;

function cellOf(cursor: Cursor, sink: Sink): Cell {
  let columns = 1;
  let rows = 1;
  const count = (): number => Math.min(Math.max(Math.trunc(Number(sourceIn(takeArgument(cursor)))) || 1, 1), most);
  for (;;) {
    while (isPassed(cursor)) cursor.at += 1;
    const token = tokenAt(cursor, cursor.at);
    if (token?.kind !== 'command' || (token.text !== 'multicolumn' && token.text !== 'multirow')) break;
    cursor.at += 1;
    if (token.text === 'multirow') takeOptional(cursor);
    if (token.text === 'multirow') rows = count();
    else columns = count();
    takeOptional(cursor);
    takeArgument(cursor);
    const inner = takeArgument(cursor);
    cursor = { ...inner };
  }
  return { text: plainText(cursor, sink), columns, rows };
}

const sourceIn = ({ tokens, at, end }: Cursor): string => sourceOf(tokens, at, end);

const rules: ReadonlySet<string> = new Set([
  ...['hline', 'toprule', 'midrule', 'bottomrule', 'endhead', 'endfirsthead', 'endfoot', 'endlastfoot', 'centering'],
]);

/** What may stand before the text of a cell: blanks, and rules between the rows. */
function isPassed(cursor: Cursor): boolean {
  const token = tokenAt(cursor, cursor.at);
  if (token === null) return false;
  return token.kind === 'blank' || token.kind === 'paragraph' || (token.kind === 'command' && rules.has(token.text));
}
