import { normaliseLine } from '../text/normalise.ts';
import type { TextBlock } from '../types/document.ts';
import type { Part } from '../types/structured-text.ts';

/** What stands between the cells of a row in the text of a document. */
const cellSeparator = ' | ';

/**
 * The text of a structured document and the blocks in it: a blank line between two blocks, a line for each row of a table.
 * Captions and tables stand behind the prose of their section, which they would interrupt; parts without ink are left out.
 * The text is normalised, so that offsets hold in it.
 */
export function assemble(found: readonly Part[]): { text: string; blocks: TextBlock[] } {
  const parts = floatsLast(found);
  const pieces: string[] = [];
  const blocks: TextBlock[] = [];
  let path: { level: number; text: string }[] = [];
  let section: string[] = [];
  let length = 0;
  for (const part of parts) {
    const rows = part.kind === 'table' ? rowsOf(part.rows) : null;
    const text = part.kind === 'table' ? textOfRows(rows ?? []) : lineOf(part.text);
    if (part.kind === 'heading') {
      path = path.filter(({ level }) => level < part.level);
      if (text !== '') path = [...path, { level: part.level, text }];
      section = path.map((one) => one.text);
    }
    if (text === '') continue;
    const start = length === 0 ? 0 : length + 2;
    blocks.push({ kind: part.kind, section, start, end: start + text.length, rows });
    pieces.push(text);
    length = start + text.length;
  }
  return { text: pieces.join('\n\n'), blocks };
}

/** Places where a word may be parted are no part of it. */
const lineOf = (text: string): string => normaliseLine(text.replaceAll(/[\u00ad\u200b\u2060]/g, ''));

/** Rows without ink are left out; a row that ends with empty cells keeps them. */
function rowsOf(rows: readonly string[][]): string[][] {
  return rows.map((row) => row.map(lineOf)).filter((row) => row.some((cell) => cell !== ''));
}

/** `normaliseText` takes blanks from the ends of lines, so a row does not end with a separator. */
const textOfRows = (rows: readonly string[][]): string => rows.map((row) => row.join(cellSeparator).trim()).join('\n');

const floats: ReadonlySet<Part['kind']> = new Set(['caption', 'table']);

function floatsLast(parts: readonly Part[]): Part[] {
  const sorted: Part[] = [];
  let waiting: Part[] = [];
  for (const part of parts) {
    if (floats.has(part.kind)) waiting.push(part);
    else if (part.kind !== 'heading') sorted.push(part);
    else {
      for (const float of waiting) sorted.push(float);
      sorted.push(part);
      waiting = [];
    }
  }
  return sorted.concat(waiting);
}
