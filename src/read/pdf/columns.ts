import type { Piece } from './pieces.ts';
import { type Row, rowsOf, segmentsOf } from './rows.ts';

/** A part of a page that is read from top to bottom. */
export type Region = { left: number; right: number; rows: Row[] };

type Segment = { left: number; right: number; y: number; characters: number };

/** A gap wider than this, in sizes of the letters, parts columns or cells; the widest blank of justified text is narrower. */
const columnGap = 0.8;

/** Columns begin in the middle part of a page, as shares of the width of its text. */
const middle = { from: 0.2, to: 0.8 };

/** Lines that a column has at least, and the share of its width that they fill on average: cells of tables fill less. */
const minimalLines = 4;
const minimalFill = 0.5;

/** Share of the characters beside a column's beginning that may run over it. */
const maxCrossing = 0.4;

/** Lines of a column may be set in by so much, in points. */
const maxInset = 60;

/** The least gap between columns, in sizes of the letters, where punctuation hangs into the margins. */
const narrowGutter = 0.45;

/** Where columns begin on the pages so far, for pages that have text in the left one only. */
export type Gutters = { last: number | null };

/** The regions of a page in reading order: what spans the page between columns, and columns from left to right. */
export function regionsOf(pieces: Piece[], gutters: Gutters): Region[] {
  if (pieces.length === 0) return [];
  return split(pieces, gutters, 2);
}

function split(pieces: Piece[], gutters: Gutters | null, depth: number): Region[] {
  const rows = rowsOf(pieces);
  const { left, right } = boundsOf(pieces);
  const begin = depth === 0 ? null : (columnStart(rows, left, right) ?? sameAsBefore(rows, gutters, left, right));
  if (begin === null || (gutters === null && !isHalf(begin, left, right))) return [{ left, right, rows }];
  if (gutters !== null) gutters.last = begin;
  return bandsOf(rows, begin, right - left).flatMap((band): Region[] => {
    if (band.spans) return [{ left, right, rows: band.rows }];
    const all = band.rows.flatMap((row) => row.pieces);
    const isLeft = (piece: Piece) => (piece.left + piece.right) / 2 < begin - 3 || piece.left < begin - 8;
    const [one, other] = [all.filter(isLeft), all.filter((piece) => !isLeft(piece))];
    const parts = [one, other].filter((part) => part.length > 0);
    return parts.flatMap((part) => split(part, null, depth - 1));
  });
}

/** Columns are of one width; what stands side by side within one of them is a table, and read by its rows. */
const isHalf = (begin: number, left: number, right: number): boolean =>
  Math.abs(begin - left - (right - begin)) < (right - left) * 0.15;

function boundsOf(pieces: Piece[]): { left: number; right: number } {
  let [left, right] = [Number.POSITIVE_INFINITY, 0];
  for (const piece of pieces) {
    left = Math.min(left, piece.left);
    right = Math.max(right, piece.right);
  }
  return { left, right };
}

function segmentsIn(rows: Row[]): Segment[] {
  return rows.flatMap((row) =>
    segmentsOf(row, columnGap).map((pieces) => ({
      ...boundsOf(pieces),
      y: row.y,
      characters: pieces.reduce((sum, { text }) => sum + text.length, 0),
    })),
  );
}

/** Where the column with most text begins that is not the first one; null where there is one column only. */
function columnStart(rows: Row[], left: number, right: number): number | null {
  const segments = segmentsIn(rows);
  const width = right - left;
  const inMiddle = segments.filter(
    (one) => one.left > left + width * middle.from && one.left < left + width * middle.to,
  );
  const counts = new Map<number, number>();
  for (const one of inMiddle) {
    const at = Math.round(one.left);
    counts.set(at, (counts.get(at) ?? 0) + one.characters);
  }
  const best = [...counts].sort(([, one], [, other]) => other - one).slice(0, 5);
  const isOne = (at: number) => isColumn(at, inMiddle, segments, right);
  const found = best.map(([at]) => at).find(isOne);
  if (found === undefined) return null;
  // Where most lines of a column are set in, as captions are, it begins before them: nothing then runs over its beginning.
  const crossing = crossingShare(segments, found);
  const earlier = [...counts.keys()].filter((at) => at < found - 5 && at > found - maxInset && isOne(at));
  return earlier.sort((one, other) => one - other).find((at) => crossingShare(segments, at) < crossing / 2) ?? found;
}

function isColumn(at: number, inMiddle: Segment[], segments: Segment[], right: number): boolean {
  const own = inMiddle.filter((one) => Math.abs(one.left - at) <= 2);
  const filled = own.reduce((sum, one) => sum + one.right - one.left, 0) / own.length / (right - at);
  if (own.length < minimalLines || filled < minimalFill) return false;
  const [top, bottom] = [own[0]?.y ?? 0, own.at(-1)?.y ?? 0];
  return (
    crossingShare(
      segments.filter(({ y }) => y >= top && y <= bottom),
      at,
    ) <= maxCrossing
  );
}

function crossingShare(segments: Segment[], at: number): number {
  let crossing = 0;
  let all = 0;
  for (const one of segments) {
    if (one.left < at - 8 && one.right > at - 3) crossing += one.characters;
    all += one.characters;
  }
  return all === 0 ? 0 : crossing / all;
}

function sameAsBefore(rows: Row[], gutters: Gutters | null, left: number, right: number): number | null {
  const at = gutters?.last ?? null;
  if (at === null || at < left + 40 || at > right - 20) return null;
  return crossingShare(segmentsIn(rows), at) <= maxCrossing ? at : null;
}

type Band = { spans: boolean; rows: Row[] };

/** Rows that run over the beginning of the column, or are those of a table over the whole width, and rows that do not. */
function bandsOf(rows: Row[], begin: number, width: number): Band[] {
  const bands: Band[] = [];
  const tabular = rows.map((row) => isTabular(row, begin, width));
  const heads = headRows(rows, begin, width);
  rows.forEach((row, index) => {
    const inTable = tabular.slice(Math.max(0, index - 2), index + 3).filter((is) => is).length >= 3;
    const spans = index < heads || inTable || (isCrossing(row, begin) && !isOverfull(rows, index, begin));
    const last = bands.at(-1);
    if (last?.spans === spans) last.rows.push(row);
    else bands.push({ spans, rows: [row] });
  });
  return bands;
}

/** The rows at the top that stand in the middle of the page, as a title does over the middle one of three columns. */
function headRows(rows: Row[], begin: number, width: number): number {
  const bounds = rows.map((row) => boundsOf(row.pieces));
  const left = Math.min(...bounds.map((one) => one.left));
  const isCentred = (one: { left: number; right: number }) =>
    Math.abs((one.left + one.right) / 2 - left - width / 2) < width * 0.03 && one.left > left + width * 0.1;
  const count = bounds.findIndex((one) => !isCentred(one));
  // One row of a column in the middle is no title: below it the columns begin.
  return count > 0 && (bounds[count]?.left ?? begin) < begin - 8 ? count : 0;
}

/** A line of one column that is too long for it: the lines of the other column go on beside it as if it were not there. */
function isOverfull(rows: Row[], index: number, begin: number): boolean {
  const row = rows[index];
  if (row === undefined) return false;
  const isRight = (piece: Piece) => piece.left >= begin - 5;
  const isLeft = (piece: Piece) => piece.right <= begin + 1;
  return [isRight, isLeft].some((isBeside) => {
    const has = (other: Row) => other.pieces.some(isBeside);
    const above = rows.slice(Math.max(0, index - 3), index).findLast(has);
    const below = rows.slice(index + 1, index + 4).find(has);
    return above !== undefined && below !== undefined && below.y - above.y < row.size * 1.7;
  });
}

/** A row in which something begins just where the column does is of two columns, even where a long line of the left one runs over. */
function isCrossing(row: Row, begin: number): boolean {
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of row.pieces) {
    const offset = Math.abs(piece.left - begin);
    if (offset <= 1.5 || (offset <= 5 && piece.left - right > narrowGutter * row.size)) return false;
    right = Math.max(right, piece.right);
  }
  return segmentsOf(row, columnGap).some((pieces) => {
    const bounds = boundsOf(pieces);
    return bounds.left < begin - 8 && bounds.right > begin + 3;
  });
}

/**
 * Three cells or more on both sides of the column's beginning, none of them as wide as a line of a column. Where something begins just
 * there, and one side is a single piece, that is a line of one column beside a table in the other.
 */
function isTabular(row: Row, begin: number, width: number): boolean {
  const segments = segmentsOf(row, 1.2).map(boundsOf);
  if (segments.length < 3 || segments.some(({ left, right }) => right - left >= width * 0.32)) return false;
  const before = segments.filter(({ left }) => left < begin - 2);
  const behind = segments.slice(before.length);
  const [last, first] = [before.at(-1), behind[0]];
  if (last === undefined || first === undefined) return last !== undefined && last.right > begin + 3;
  const isParted = first.left <= begin + 2 && last.right < begin - 2;
  return !isParted || (before.length > 1 && behind.length > 1);
}
