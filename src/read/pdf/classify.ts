import type { Part } from '../../types/structured-text.ts';
import { type Block, isOpen } from './blocks.ts';
import { captionStart } from './captions.ts';
import { headingLook, type Look, type Outline, runInHeading } from './headings.ts';
import { joinLines, type Vocabulary } from './hyphens.ts';
import type { Line } from './lines.ts';
import type { Style } from './style.ts';
import { tableLength, tableRows } from './tables.ts';

/** A block whose kind is known. Paragraphs may still be parts of one that a column or page parts. */
export type Classified =
  | { kind: 'heading'; text: string; look: Look; page: number; y: number }
  | { kind: 'paragraph'; text: string; block: Block }
  | { kind: 'caption' | 'formula'; text: string }
  | { kind: 'table'; rows: string[][] };

export type Scene = { style: Style; outline: Outline; vocabulary: Vocabulary };

export function blockText({ lines }: Block, vocabulary: Vocabulary): string {
  return lines.reduce((text, line) => joinLines(text, line.text, vocabulary), '');
}

/** The kinds of the blocks, in their order; what only labels a figure is left out. */
export function classify(blocks: Block[], scene: Scene): Classified[] {
  const found: Classified[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const table = tableAt(blocks, at);
    if (table !== null) {
      found.push({ kind: 'table', rows: tableRows(table.lines) });
      at += table.blocks - 1;
      continue;
    }
    const block = blocks[at];
    if (block === undefined) continue;
    const beside = [blocks[at - 1]?.lines.at(-1), blocks[at + 1]?.lines[0]].filter((line) => line !== undefined);
    const kinds = kindsOf(block, { ...scene, beside });
    const last = found.at(-1);
    if (last?.kind === 'caption' && kinds[0]?.kind === 'paragraph' && continuesCaption(blocks, at, scene)) {
      last.text = `${last.text} ${kinds[0].text}`;
    } else found.push(...kinds);
  }
  return joinFormulas(found);
}

/** A formula of several lines, as one with fractions and bounds, is one: its pieces hold no words, and one number at most. */
function joinFormulas(items: Classified[]): Classified[] {
  const joined: Classified[] = [];
  let run: Classified[] = [];
  const close = () => {
    const texts = run.flatMap((item) => ('text' in item ? [item.text] : []));
    if (run.length > 1 && run.some(({ kind }) => kind === 'formula'))
      joined.push({ kind: 'formula', text: texts.join(' ') });
    else joined.push(...run);
    run = [];
  };
  for (const item of items) {
    if (!isOfFormula(item) || (isNumbered(item) && run.some(isNumbered))) close();
    if (isOfFormula(item)) run.push(item);
    else joined.push(item);
  }
  close();
  return joined;
}

const isNumbered = (item: Classified): boolean =>
  item.kind === 'formula' && /\(\d{1,3}(?:\.\d+)?[a-z]?\)/.test(item.text);

/** Longest piece of a formula that has no sign of mathematics itself. */
const maxFragment = 15;

const isOfFormula = (item: Classified): boolean =>
  item.kind === 'formula' ||
  (item.kind === 'paragraph' && item.text.length <= maxFragment && !/\p{L}{3}|[.!?:]$/u.test(item.text));

/** Whether a paragraph below a caption is of the caption: in its type, which is smaller than that of the text, or set solid with it. */
function continuesCaption(blocks: Block[], at: number, { style, vocabulary }: Scene): boolean {
  const [above, block, below] = [blocks[at - 1], blocks[at], blocks[at + 1]];
  const [last, first] = [above?.lines.at(-1), block?.lines[0]];
  if (block === undefined || last === undefined || first === undefined || last.region !== first.region) return false;
  const step = (first.y - last.y) / (style.leading * last.size);
  if (step > 1.8 || Math.abs(first.size - last.size) > 0.3) return false;
  if (first.size < style.body * 0.94) return true;
  const text = blockText(block, vocabulary);
  const isShort = block.lines.length <= maxSolidLines && (!isOpen(text) || text.endsWith(')'));
  return isShort && step < 1.15 && isApart(block, below, style);
}

/** A second paragraph of a caption has so many lines at most. */
const maxSolidLines = 8;

/** Whether a block ends its column, or the next one stands farther below it than lines do. */
function isApart(block: Block, below: Block | undefined, style: Style): boolean {
  const [last, next] = [block.lines.at(-1), below?.lines[0]];
  if (last === undefined || next === undefined || next.region !== last.region) return true;
  return next.y - last.y > style.leading * Math.max(last.size, next.size) * 1.3;
}

/** A table that begins with a block, and the blocks that it takes. A caption in cells ("Table 1.  Results") begins none. */
function tableAt(blocks: Block[], at: number): { lines: Line[]; blocks: number } | null {
  const [first] = blocks[at]?.lines ?? [];
  if (first === undefined || captionStart(first)) return null;
  const lines: Line[] = [];
  const ends: number[] = [];
  for (const block of blocks.slice(at, at + 80)) {
    if (block.lines[0]?.region !== first.region || block.lines.some(captionStart)) break;
    lines.push(...block.lines);
    ends.push(lines.length);
  }
  const length = tableLength(lines, 0);
  const count = ends.filter((end) => end <= length).length;
  return count === 0 ? null : { lines: lines.slice(0, ends[count - 1]), blocks: count };
}

function kindsOf(block: Block, scene: Scene & { beside: readonly Line[] }): Classified[] {
  const text = blockText(block, scene.vocabulary);
  const [first] = block.lines;
  if (first === undefined) return [];
  if (captionStart(first)) return [{ kind: 'caption', text }];
  const look = headingLook(block, text, scene);
  if (look !== null) return [{ kind: 'heading', text: tidyHeading(text), look, page: first.page, y: first.y }];
  if (block.lines.every(({ cells }) => cells.length > 2)) return [{ kind: 'table', rows: tableRows(block.lines) }];
  if (isFormula(block, text)) return [{ kind: 'formula', text }];
  if (isLabel(block, text, scene.style)) return [];
  const lead = runInHeading(block, text);
  if (lead === null) return [{ kind: 'paragraph', text, block }];
  const runIn = { size: 0, bold: first.leadBold, italic: !first.leadBold, capitals: false, depth: null };
  const rest = text.slice(lead.length).replace(/^[\s.:–—-]+/, '');
  return [
    { kind: 'heading', text: tidyHeading(lead), look: runIn, page: first.page, y: first.y },
    { kind: 'paragraph', text: rest, block },
  ];
}

function tidyHeading(text: string): string {
  return text.replace(/[\s.:–—-]+$/, '');
}

/** Few words and the signs of mathematics, away from the margin. */
function isFormula({ lines, indented }: Block, text: string): boolean {
  const words = text.match(/\p{L}{3,}/gu)?.length ?? 0;
  const signs = text.match(/[=<>≤≥≈∑∏∫√±×∂∈→+−^/|]/gu)?.length ?? 0;
  const isNumbered = /\(\d{1,3}(?:\.\d{1,3})?[a-z]?\)$/.test(text) && lines.some(({ cells }) => cells.length > 1);
  return (
    (indented || isNumbered) &&
    signs > 0 &&
    words <= 2 + signs &&
    lines.length <= 8 &&
    isOpen(text.replace(/[.,;]$/, ''))
  );
}

/** Text of a figure: a few words or numbers in other type than that of the text, no sentence. */
function isLabel({ lines }: Block, text: string, style: Style): boolean {
  if (!/\p{L}/u.test(text)) return true;
  const isOther = lines.every(({ size }) => Math.abs(size - style.body) > style.body * 0.06);
  const words = text.split(' ').length;
  if (isOther && words < 12 && !/[.!?]$/.test(text)) return true;
  const digits = text.replace(/[^\d]/g, '').length;
  return words < 12 && isOpen(text) && digits * 2 > text.replace(/\s/g, '').length;
}

export function partOf(item: Exclude<Classified, { kind: 'heading' }>): Part {
  return item.kind === 'table' ? { kind: 'table', rows: item.rows } : { kind: item.kind, text: item.text };
}
