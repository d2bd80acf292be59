import { DocumentError } from '../errors.ts';

export type Cell = { text: string; columns: number; rows: number };

/** Cells of one table, spanned ones counted as often as they are repeated: more is no table that anybody reads. */
const mostCells = 50_000;

/**
 * The rows of a table in which a cell that spans columns or rows is repeated in each.
 * @throws {DocumentError} `unsafe` where a table would grow beyond 50,000 cells
 */
export function spread(table: readonly (readonly Cell[])[]): string[][] {
  const rows: string[][] = table.map(() => []);
  let count = 0;
  for (const [at, cells] of table.entries()) {
    let column = 0;
    for (const { text, columns, rows: span } of cells) {
      while (rows[at]?.[column] !== undefined) column += 1;
      const below = rows.slice(at, at + atLeastOne(span));
      count += atLeastOne(columns) * below.length;
      if (count > mostCells) {
        throw new DocumentError('unsafe', 'a table has over 50,000 cells', 'correct its spans, or leave the table out');
      }
      for (const row of below) setCells(row, column, atLeastOne(columns), text);
      column += atLeastOne(columns);
    }
  }
  return rows.map((row) => Array.from(row, (cell) => cell ?? ''));
}

const atLeastOne = (span: number): number => (Number.isInteger(span) && span >= 1 ? span : 1);

function setCells(row: string[], from: number, count: number, text: string): void {
  for (let column = from; column < from + count; column += 1) row[column] = text;
}
