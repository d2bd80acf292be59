import { splitSentences } from '../text/sentences.ts';
import type { Document, TextBlock } from '../types/document.ts';
import type { PassageKind, Sentence } from '../types/passage.ts';

/** A block that is read, as sentences with their bounds in the text of the document. */
export type Piece = {
  kind: PassageKind;
  section: string[];
  /** How many headings stand before it: what has the same number stands under one heading. */
  headings: number;
  sentences: Sentence[];
};

const kinds = { paragraph: 'prose', caption: 'caption', table: 'table', formula: 'formula' } as const;

/** The blocks of a document but its headings. A row of a table is a sentence, and so is a formula with what defines its symbols. */
export function piecesOf(document: Document, blocks: readonly TextBlock[]): Piece[] {
  let headings = 0;
  const pieces = blocks.flatMap((block): Piece[] => {
    if (block.kind === 'heading') {
      headings += 1;
      return [];
    }
    const text = document.text.slice(block.start, block.end);
    const sentences = sentencesOf(text, block).map((one) => moved(one, block.start));
    return sentences.length === 0 ? [] : [{ kind: kinds[block.kind], section: block.section, headings, sentences }];
  });
  return withDefinitions(document.text, pieces).filter(({ sentences }) => sentences.length > 0);
}

const moved = ({ start, end, text }: Sentence, by: number): Sentence => ({ start: start + by, end: end + by, text });

function sentencesOf(text: string, { kind }: TextBlock): Sentence[] {
  if (kind === 'formula') return [{ start: 0, end: text.length, text }];
  if (kind === 'table') return lines(text);
  return kind === 'caption' ? withLabel(text, splitSentences(text)) : splitSentences(text);
}

/** "Table 1." is no sentence of its own, but the beginning of the first. */
function withLabel(text: string, sentences: Sentence[]): Sentence[] {
  const [label, first, ...rest] = sentences;
  if (label === undefined || first === undefined || !/^(?:\p{L}+\.? ){1,2}[A-Z]?\d+[a-z]?[.:]$/u.test(label.text))
    return sentences;
  return [{ start: label.start, end: first.end, text: text.slice(label.start, first.end) }, ...rest];
}

function lines(text: string): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const ink = line.trim();
    const from = start + line.indexOf(ink);
    if (/[\p{L}\p{N}]/u.test(ink)) found.push({ start: from, end: from + ink.length, text: ink });
    start += line.length + 1;
  }
  return found;
}

/**
 * A formula takes the sentence that it ends ("The rate is") and the one that goes on behind it ("where k is …") from the prose
 * around it, as one sentence.
 */
function withDefinitions(text: string, pieces: Piece[]): Piece[] {
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind !== 'formula') continue;
    const before = openSentence(pieces[at - 1], piece);
    const after = continuing(pieces[at + 1], piece);
    const start = before?.start ?? piece.sentences[0]?.start ?? 0;
    const end = after?.end ?? piece.sentences.at(-1)?.end ?? start;
    piece.sentences = [{ start, end, text: text.slice(start, end) }];
  }
  return pieces;
}

const isBeside = (piece: Piece | undefined, formula: Piece): piece is Piece =>
  piece?.kind === 'prose' && isOneSection(piece, formula);

function openSentence(piece: Piece | undefined, formula: Piece): Sentence | undefined {
  if (!isBeside(piece, formula) || /[.!?…]["”’)\]]*$/u.test(piece.sentences.at(-1)?.text ?? '.')) return undefined;
  return piece.sentences.pop();
}

function continuing(piece: Piece | undefined, formula: Piece): Sentence | undefined {
  if (!isBeside(piece, formula) || !/^(?:\p{Ll}|Here )/u.test(piece.sentences[0]?.text ?? '')) return undefined;
  return piece.sentences.shift();
}

/** A section that ended without a heading, as that of an untitled part, is told by its path. */
export const isOneSection = (one: Piece, other: Piece): boolean =>
  one.headings === other.headings && one.section.length === other.section.length;
