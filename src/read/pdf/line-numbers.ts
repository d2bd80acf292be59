import type { Piece } from './pieces.ts';

/** So many numbers that count on, one below the other, are those of lines. */
const fewest = 3;

/** Points by which numbers of one column may be apart, and that they stand away from the text at least. */
const drift = 1.5;
const distance = 3;

/** The ink of a page without the numbers of lines that manuscripts have in their margins: alone in their column, and counting on. */
export function withoutLineNumbers(pieces: Piece[]): Piece[] {
  const numbers = pieces.filter(({ text }) => /^\d{1,4}$/.test(text));
  if (numbers.length < fewest) return pieces;
  const text = pieces.filter(({ text: own }) => !/^\d{1,4}$/.test(own));
  const found = new Set<Piece>();
  for (const edge of ['left', 'right'] as const) {
    for (const column of columnsBy(edge, numbers)) {
      if (column.length >= fewest && countsOn(column) && standsAlone(column, text))
        for (const piece of column) found.add(piece);
    }
  }
  return found.size === 0 ? pieces : pieces.filter((piece) => !found.has(piece));
}

function columnsBy(edge: 'left' | 'right', numbers: Piece[]): Piece[][] {
  const columns: Piece[][] = [];
  for (const piece of [...numbers].sort((one, other) => one[edge] - other[edge])) {
    const last = columns.at(-1);
    if (last?.[0] !== undefined && piece[edge] - last[0][edge] <= drift) last.push(piece);
    else columns.push([piece]);
  }
  return columns.map((column) => column.sort((one, other) => one.y - other.y));
}

/** Nearly all of them are the one above and the same step: each line, or each fifth. */
function countsOn(column: Piece[]): boolean {
  const steps = column.slice(1).map(({ text }, at) => Number(text) - Number(column[at]?.text));
  const [step = 0] = [...steps].sort((one, other) => one - other).slice(steps.length >> 1);
  return step > 0 && step <= 10 && steps.filter((one) => one === step).length >= steps.length * 0.9;
}

/** Whether hardly any other ink of the page stands above or below them, or near to them on their own lines. */
function standsAlone(column: Piece[], text: Piece[]): boolean {
  const left = Math.min(...column.map((piece) => piece.left)) - distance;
  const right = Math.max(...column.map((piece) => piece.right)) + distance;
  return text.filter((piece) => piece.left < right && piece.right > left).length <= text.length * 0.02;
}
