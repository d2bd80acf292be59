import type { Piece } from './pieces.ts';

/** What stands side by side over the width of a region, from left to right. `y` is the baseline of most of it. */
export type Row = { y: number; size: number; pieces: Piece[] };

/** Pieces smaller than this share of the usual size may be superscripts and subscripts, and join the row that they overlap. */
const smallShare = 0.85;

/** Baselines that differ by less, in sizes of the letters, are one. */
const levelShare = 0.05;

/** The size that most characters have, to a tenth of a point. */
export function usualSize(pieces: { size: number; text: string }[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of pieces) {
    const rounded = Math.round(size * 10) / 10;
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
  }
  let usual = 10;
  let most = 0;
  for (const [size, count] of counts) if (count > most) [usual, most] = [size, count];
  return usual;
}

/** Groups pieces by their baselines, from top to bottom. */
export function rowsOf(pieces: Piece[]): Row[] {
  const usual = usualSize(pieces);
  const regular = clustered(pieces.filter(({ size }) => size >= usual * smallShare));
  const small = clustered(pieces.filter(({ size }) => size < usual * smallShare));
  const own: Piece[] = [];
  for (const run of small.flatMap(runsOf)) {
    const hosts = run.map((piece) => hostOf(piece, regular));
    // On the line itself a run of smaller letters, as of code, is of it as a whole.
    const level = hosts.find((host) => host !== null && Math.abs(host.y - (run[0]?.y ?? 0)) < host.size * levelShare);
    for (const [at, piece] of run.entries()) {
      const host = hosts[at] ?? level ?? null;
      if (host === null) own.push(piece);
      else host.pieces.push(piece);
    }
  }
  // Smaller text has marks of its own; the usual size of the rest is among them, so that this ends.
  const rows = [...regular, ...(own.length === 0 ? [] : rowsOf(own))].sort((one, other) => one.y - other.y);
  for (const row of rows) row.pieces.sort((one, other) => one.left - other.left);
  return rows;
}

/** Pieces of a row that stand next to one another. */
function runsOf(row: Row): Piece[][] {
  return segmentsOf({ ...row, pieces: [...row.pieces].sort((one, other) => one.left - other.left) }, 0.8);
}

function clustered(pieces: Piece[]): Row[] {
  const rows: Row[] = [];
  for (const piece of [...pieces].sort((one, other) => one.y - other.y)) {
    const row = rows.at(-1);
    if (row !== undefined && piece.y - row.y <= 0.25 * Math.min(row.size, piece.size)) row.pieces.push(piece);
    else rows.push({ y: piece.y, size: piece.size, pieces: [piece] });
  }
  for (const row of rows) row.size = usualSize(row.pieces);
  return rows;
}

/** The row whose letters a small piece stands at: raised or lowered by less than a letter, and next to one of its pieces. */
function hostOf(piece: Piece, rows: Row[]): Row | null {
  let best: Row | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const row of rows.slice(firstBelow(rows, piece.y - 40), firstBelow(rows, piece.y + 40))) {
    const raised = (row.y - piece.y) / row.size;
    if (raised < -0.4 || raised > 0.75 || piece.size > row.size * smallShare) continue;
    const near = row.pieces.some(
      (other) => piece.left < other.right + row.size * 0.8 && piece.right > other.left - row.size * 0.8,
    );
    // A raised mark is farther from its line than a lowered one.
    const distance = Math.abs(raised - 0.15);
    if (near && distance < least) [best, least] = [row, distance];
  }
  return best;
}

function firstBelow(rows: Row[], y: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.y ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs of pieces without a gap wider than `gap` times the size of the row. */
export function segmentsOf(row: Row, gap: number): Piece[][] {
  const segments: Piece[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of row.pieces) {
    const last = segments.at(-1);
    if (last === undefined || piece.left - right > gap * row.size) segments.push([piece]);
    else last.push(piece);
    right = Math.max(right, piece.right);
  }
  return segments;
}
