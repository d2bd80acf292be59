import type { Region } from './columns.ts';
import { isItem, isMark } from './items.ts';
import type { Piece } from './pieces.ts';
import { type Row, segmentsOf } from './rows.ts';
import { superscript } from './scripts.ts';

/** One line of text of one column. Lengths are points; `y` is the baseline. */
export type Line = {
  page: number;
  /** The region that it stands in, counted over the document, and the region's margins. */
  region: number;
  margins: { left: number; right: number };
  left: number;
  right: number;
  y: number;
  size: number;
  /** Whether most of its letters are. */
  bold: boolean;
  italic: boolean;
  text: string;
  /** Whether it begins an item of a list. */
  item: boolean;
  /** What it begins with in bold or italic type, where the rest is not; empty where there is no such beginning. */
  lead: string;
  leadBold: boolean;
  /** Whether it begins with a raised mark, as footnotes do. */
  marked: boolean;
  /** Its parts between wide gaps. */
  cells: Cell[];
  /** The same where it is a row of a table. */
  tableCells: Cell[];
};

export type Cell = { left: number; right: number; text: string };

/** A gap wider than this, in sizes of the letters, parts cells. */
const cellGap = 1.2;

/** The same within a table: columns of LaTeX are 12 points apart, whatever the size. In prose words may stand so far apart. */
const tableGap = 1.07;

/** A blank is at least so wide, in sizes of the letters, where the file has no blank of its own. */
const blank = 0.17;

export function linesOf(region: Region, page: number, number: number): Line[] {
  const margins = { left: region.left, right: region.right };
  return region.rows.flatMap((row) => {
    const line = { ...lineOf(row), page, region: number, margins };
    return line.text === '' ? [] : [line];
  });
}

function lineOf(row: Row): Omit<Line, 'page' | 'region' | 'margins'> {
  const apart = cellsOf(row, cellGap);
  const cells = withMark(apart);
  const letters = row.pieces.reduce((sum, { text }) => sum + text.length, 0);
  const share = (pieces: Piece[]) => pieces.reduce((sum, { text }) => sum + text.length, 0) / letters;
  return {
    left: Math.min(...row.pieces.map(({ left }) => left)),
    right: Math.max(...row.pieces.map(({ right }) => right)),
    y: row.y,
    size: row.size,
    bold: share(row.pieces.filter(({ bold }) => bold)) > 0.6,
    italic: share(row.pieces.filter(({ italic }) => italic)) > 0.8,
    text: cells.map(({ text }) => text).join(' '),
    item: cells.length < apart.length || isItem(cells[0]?.text ?? ''),
    lead: leadOf(row),
    leadBold: row.pieces[0]?.bold ?? false,
    marked: row.pieces.length > 1 && placeOf(row.pieces[0], row) === 'raised',
    cells,
    tableCells: apart.length > 1 ? cellsOf(row, tableGap) : cells,
  };
}

const cellsOf = (row: Row, gap: number): Cell[] =>
  segmentsOf(row, gap)
    .map((pieces) => cellOf(pieces, row))
    .filter(({ text }) => text !== '');

/** The mark of an item is one with its text, so that a list is no table. */
function withMark(cells: Cell[]): Cell[] {
  const [mark, next, ...rest] = cells;
  if (mark === undefined || next === undefined || !isMark(mark.text, cells.length)) return cells;
  return [{ left: mark.left, right: next.right, text: `${mark.text} ${next.text}` }, ...rest];
}

/** Text with the raised letters behind it, and the lowered ones below those, which are not yet part of it. */
type Written = { text: string; raised: string; lowered: string };

function cellOf(pieces: Piece[], row: Row): Cell {
  const left = pieces[0]?.left ?? 0;
  let right = left;
  const written: Written = { text: '', raised: '', lowered: '' };
  for (const piece of pieces) {
    write(written, piece, row, right);
    right = Math.max(right, piece.right);
  }
  return { left, right, text: tidy(whole(written)) };
}

function write(written: Written, piece: Piece, row: Row, right: number): void {
  const place = placeOf(piece, row);
  const space = isApart(piece, piece.left - right, row) ? ' ' : '';
  if (place === 'raised') written.raised += written.raised === '' ? piece.text : space + piece.text;
  // An index below an exponent is of the letter before both.
  else if (place === 'lowered' && written.raised !== '' && piece.left < right - 0.1 * piece.size)
    written.lowered += piece.text;
  else {
    written.text = whole(written) + (place === 'lowered' ? '' : space) + piece.text;
    written.raised = '';
    written.lowered = '';
  }
}

const whole = ({ text, raised, lowered }: Written): string =>
  raised === '' ? text : text + lowered + superscript(raised, text);

const isApart = (piece: Piece, gap: number, { size }: Row): boolean =>
  gap > blank * size || (piece.spaced && gap > 0.05 * size);

/** Raised and lowered letters are smaller and off the baseline by a tenth of the size at least. */
function placeOf(piece: Piece | undefined, row: Row): 'raised' | 'lowered' | 'level' {
  if (piece === undefined || piece.size > row.size * 0.86) return 'level';
  const raised = (row.y - piece.y) / row.size;
  return raised > 0.15 ? 'raised' : raised < -0.06 ? 'lowered' : 'level';
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim().normalize('NFC');
}

/** The bold or italic beginning of a line that goes on in plain type. */
function leadOf(row: Row): string {
  const first = row.pieces[0];
  if (first === undefined || !(first.bold || first.italic)) return '';
  const isLike = (piece: Piece) => piece.bold === first.bold && piece.italic === first.italic;
  const end = row.pieces.findIndex((piece) => !isLike(piece));
  return end < 0 ? '' : cellOf(row.pieces.slice(0, end), row).text;
}
