import { isOneSection, type Piece } from './pieces.ts';

/** What belongs to a caption or a table: the text whose label says what the prose mentions, and what is read before it. */
export type Beside = { label: string; before: string };

/** So many pieces are looked at on each side, at most. */
const farthest = 20;

const none: Beside = { label: '', before: '' };

const ofFigure = /^(?:supplementa\p{L}+ )?(?:fig|movie|video|scheme|audio|photo|illustration)/iu;
const ofTable = /^(?:supplementa\p{L}+ )?tab/iu;

const headOf = ({ sentences }: Piece): string => sentences[0]?.text ?? '';
const textOf = (pieces: readonly Piece[]): string =>
  pieces.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join(' ');

/** Of a table its caption and the notes under it; of a caption its own text, and of a note the caption of its table. */
export function besideOf(pieces: readonly Piece[], at: number): Beside {
  const own = pieces[at];
  if (own?.kind === 'table') {
    const captions = textOf([...titleOf(pieces, at), ...notesOf(pieces, at)]);
    return { label: captions, before: captions };
  }
  if (own?.kind !== 'caption') return none;
  const table = tableOfNote(pieces, at);
  const title = table === null ? [] : titleOf(pieces, table);
  return title.length === 0 ? { label: textOf([own]), before: '' } : { label: textOf(title), before: textOf(title) };
}

/** The caption above a table, or below it where the first table of the section has none above; one that names a figure is none. */
function titleOf(pieces: readonly Piece[], at: number): Piece[] {
  const [above, below] = [captionAt(pieces, at, at - 1), captionAt(pieces, at, at + 1)].map((piece) =>
    piece === null || ofFigure.test(headOf(piece)) ? null : piece,
  );
  const isBelow = below && ofTable.test(headOf(below)) && (!above || firstIsTable(pieces, at));
  const title = isBelow ? below : above;
  return title ? [title] : [];
}

function captionAt(pieces: readonly Piece[], table: number, at: number): Piece | null {
  const [own, piece] = [pieces[table], pieces[at]];
  return own !== undefined && piece?.kind === 'caption' && isOneSection(piece, own) ? piece : null;
}

/** Whether the tables and captions that a table stands among begin with a table. */
function firstIsTable(pieces: readonly Piece[], at: number): boolean {
  const own = pieces[at];
  let first = at;
  for (let before = at - 1; before >= at - farthest; before -= 1) {
    const piece = pieces[before];
    if (own === undefined || piece === undefined || !isOneSection(piece, own)) break;
    if (piece.kind === 'table' || (piece.kind === 'caption' && ofTable.test(headOf(piece)))) first = before;
    else if (piece.kind !== 'caption') break;
  }
  return pieces[first]?.kind === 'table';
}

const isLabelled = (piece: Piece): boolean => ofFigure.test(headOf(piece)) || ofTable.test(headOf(piece));

/** Captions without a label right under a table. */
function notesOf(pieces: readonly Piece[], table: number): Piece[] {
  const notes: Piece[] = [];
  for (let at = table + 1; at <= table + farthest; at += 1) {
    const note = captionAt(pieces, table, at);
    if (note === null || isLabelled(note)) break;
    notes.push(note);
  }
  return notes;
}

function tableOfNote(pieces: readonly Piece[], at: number): number | null {
  for (let before = at; before >= at - farthest; before -= 1) {
    const piece = pieces[before];
    if (piece?.kind === 'table') return captionAt(pieces, before, at) === null ? null : before;
    if (piece?.kind !== 'caption' || isLabelled(piece)) break;
  }
  return null;
}
