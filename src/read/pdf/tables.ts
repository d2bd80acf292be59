import type { Cell, Line } from './lines.ts';

/** Lines without a second cell that may stand within a table: wrapped cells, heads of groups. */
const maxLoneLines = 2;

/** Number of lines from `start` on that are a table: at least two of them with cells, none with a line of prose. 0: no table. */
export function tableLength(lines: Line[], start: number): number {
  const first = lines[start];
  if (first === undefined || first.cells.length < 2) return 0;
  let end = start + 1;
  let lone = 0;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || line.region !== first.region) break;
    if (line.cells.length >= 2) {
      end = at + 1;
      lone = 0;
    } else if (++lone > maxLoneLines || isProse(line)) break;
  }
  const rows = lines.slice(start, end).filter(({ cells }) => cells.length >= 2);
  return rows.length >= 2 && rows.some((row) => !isNumbered(row)) && hasGrid(rows) ? end - start : 0;
}

const isProse = (line: Line): boolean => line.right - line.left > (line.margins.right - line.margins.left) * 0.85;

/** A displayed formula with its number. */
const isNumbered = ({ cells }: Line): boolean => cells.length === 2 && /^\(\d+[a-z]?\)$/.test(cells[1]?.text ?? '');

/** Whether half of the cells of most lines begin, end or centre where one of the line before does. */
function hasGrid(rows: Line[]): boolean {
  let aligned = 0;
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before === undefined) return;
    const fitting = row.cells.filter((cell) => before.cells.some((other) => isAligned(cell, other)));
    if (fitting.length * 2 >= Math.min(row.cells.length, before.cells.length)) aligned += 1;
  });
  return aligned * 3 >= (rows.length - 1) * 2;
}

function isAligned(one: Cell, other: Cell): boolean {
  const centre = (one.left + one.right - other.left - other.right) / 2;
  return Math.abs(one.left - other.left) < 4 || Math.abs(one.right - other.right) < 4 || Math.abs(centre) < 4;
}

/** The rows of a table by its columns; a cell over several columns is repeated in each, a wrapped line joins the row above. */
export function tableRows(lines: Line[]): string[][] {
  const columns = columnsOf(lines);
  const rows: string[][] = [];
  for (const line of lines) {
    const row = columns.map((column) => cellAt(line.tableCells, column));
    const above = rows.at(-1);
    if (above !== undefined && row[0] === '' && line.tableCells.length < columns.length) {
      row.forEach((text, index) => {
        above[index] = `${above[index] ?? ''} ${text}`.trim();
      });
    } else rows.push(row);
  }
  return rows;
}

type Column = { left: number; right: number };

/** The stretches of x that cells cover, of the lines that have most of them. */
function columnsOf(lines: Line[]): Column[] {
  const most = Math.max(...lines.map(({ tableCells }) => tableCells.length));
  const full = lines.filter(({ tableCells }) => tableCells.length >= Math.max(2, most - 1));
  const cells = full.flatMap((line) => line.tableCells).sort((one, other) => one.left - other.left);
  const columns: Column[] = [];
  for (const { left, right } of cells) {
    const last = columns.at(-1);
    if (last !== undefined && left <= last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

function cellAt(cells: Cell[], column: Column): string {
  const inside = cells.filter(({ left, right }) => left < column.right && right > column.left);
  return inside.map(({ text }) => text).join(' ');
}
