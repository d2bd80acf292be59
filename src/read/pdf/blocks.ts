import { captionStart } from './captions.ts';
import type { Line } from './lines.ts';
import type { Style } from './style.ts';

/** Lines that belong together: a paragraph or a part of one, a heading, a caption. */
export type Block = { lines: Line[]; indented: boolean; item: boolean };

/** An indent is at least so wide, in sizes of the letters. */
const indent = 0.7;

/** A step to the next line that is so much longer than usual ends a paragraph. */
const longStep = 1.3;

/** Cuts the lines of the document, in reading order, wherever something new begins. */
export function blocksOf(lines: Line[], style: Style): Block[] {
  const blocks: Block[] = [];
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    const last = blocks.at(-1);
    if (last !== undefined && above !== undefined && !isNew(line, above, last, style)) last.lines.push(line);
    else blocks.push({ lines: [line], indented: isIndented(line, style), item: line.item });
  });
  return blocks;
}

function isIndented(line: Line, style: Style): boolean {
  const left = style.margins.get(line.region)?.left ?? line.left;
  return line.left > left + indent * line.size;
}

/** Whether a line stands in the middle of its column. */
function isCentred(line: Line, style: Style): boolean {
  const margins = style.margins.get(line.region);
  if (margins === undefined) return false;
  const [before, after] = [line.left - margins.left, margins.right - line.right];
  return Math.min(before, after) > 0.25 * line.size && Math.abs(before - after) < 0.6 * line.size;
}

/** Farther in than the first line of most paragraphs is. */
function isFarIn(line: Line, style: Style): boolean {
  return line.left - (style.margins.get(line.region)?.left ?? line.left) > 1.2 * line.size;
}

/** Whether all lines are centred, one of them farther in than an indent. */
export function areCentred(lines: Line[], style: Style): boolean {
  return lines.every((line) => isCentred(line, style)) && lines.some((line) => isFarIn(line, style));
}

/** Whether the text of a line says that it goes on: no full stop or the like at its end. */
export function isOpen(text: string): boolean {
  return !/[.!?:;…]["'”’)\]]*$/.test(text);
}

function isNew(line: Line, above: Line, block: Block, style: Style): boolean {
  if (line.region !== above.region) return true;
  const step = line.y - above.y;
  const size = Math.max(line.size, above.size);
  if (step <= 0 || step > style.leading * size * longStep) return true;
  const isEnd = hasRoom(above, line, style) || !isOpen(above.text);
  const change = Math.abs(line.size - above.size) / size;
  if (change > 0.15 || (change > 0.06 && isEnd)) return true;
  if (captionStart(line) && (isEnd || line.lead !== '')) return true;
  if (beginsTable(line, block, isEnd) || line.item) return true;
  if (isCentredHeading(block, line, style)) return true;
  return isEnd && endsHere(line, above, block, style);
}

/** The first row of a table that is set solid with its caption. */
function beginsTable({ cells }: Line, { lines: [first] }: Block, isEnd: boolean): boolean {
  return first !== undefined && captionStart(first) && cells.length > (isEnd ? 1 : 2);
}

/** What begins anew where the line above is short or ends a sentence: other type, an indent, or room that was left. */
function endsHere(line: Line, above: Line, block: Block, style: Style): boolean {
  const room = hasRoom(above, line, style);
  if (line.bold !== above.bold || (line.italic !== above.italic && room)) return true;
  if (/^\p{Lu}.*\s.*[.:—]$/u.test(line.lead) && !isOpen(above.text)) return true;
  const shift = line.left - above.left;
  // An item goes on below its text.
  if (block.item && block.lines.length === 1 && shift > 0) return false;
  if (Math.abs(shift) > indent * line.size && (shift > 0 || block.lines.length > 1)) return true;
  return room && !isOpen(above.text);
}

/** Whether a block of centred lines is followed, a little farther than usual or from far in, by a line that is not centred. */
function isCentredHeading({ lines }: Block, line: Line, style: Style): boolean {
  const last = lines.at(-1);
  if (last === undefined || !areCentred(lines, style) || isCentred(line, style)) return false;
  const isApart = line.y - last.y > style.leading * line.size * 1.1;
  const inset = last.left - line.left;
  return inset > (isApart ? 0.2 : 2.5) * line.size;
}

/** Whether the first word of a line would have fitted at the end of the line above. */
export function hasRoom(above: Line, line: Line, style: Style): boolean {
  const right = style.margins.get(above.region)?.right ?? above.right;
  const word = line.text.search(/\s/);
  const letters = word < 0 ? line.text.length : word;
  const width = (letters / line.text.length) * (line.right - line.left);
  return above.right + width + 0.5 * above.size < right;
}
