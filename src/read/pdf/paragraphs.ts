import { hasRoom, isOpen } from './blocks.ts';
import type { Classified } from './classify.ts';
import { joinLines, type Vocabulary } from './hyphens.ts';
import type { Style } from './style.ts';

type Paragraph = Extract<Classified, { kind: 'paragraph' }>;

/** So many paragraphs may stand between the parts of one, as the legends of figures do. */
const maxBetween = 8;

/** Joins the parts of paragraphs that a column, a page, a figure or a table parts; what stands between comes after them. */
export function joinParagraphs(items: Classified[], style: Style, vocabulary: Vocabulary): Classified[] {
  const joined: Classified[] = [];
  let recent: Paragraph[] = [];
  for (const [index, item] of items.entries()) {
    const near = {
      before: items.slice(Math.max(0, index - 2), index),
      after: items.slice(index + 1, index + maxBetween),
    };
    const start = item.kind === 'paragraph' ? startOf(item, recent, near, style) : null;
    if (item.kind === 'paragraph' && start !== null) {
      start.text = joinLines(start.text, item.text, vocabulary);
      start.block = { ...start.block, lines: [...start.block.lines.slice(-1), ...item.block.lines] };
      continue;
    }
    const kept: Classified = item.kind === 'paragraph' ? { ...item } : item;
    joined.push(kept);
    if (kept.kind === 'paragraph') recent = [...recent.slice(-maxBetween), kept];
    else if (kept.kind === 'heading') recent = [];
  }
  return joined;
}

/** The paragraph that another one goes on with: the one before it, else one before that, which was left open. */
function startOf(item: Paragraph, recent: Paragraph[], near: Near, style: Style): Paragraph | null {
  const last = recent.at(-1);
  if (last === undefined) return null;
  const isLegend = isOpen(last.text) && !beginsSmall(item.text) && isContinued(last, near, style);
  if (!isLegend && continues(last, item, style)) return last;
  if (!beginsSmall(item.text)) return null;
  const earlier = recent.slice(0, -1).reverse();
  return earlier.find((one) => isOpen(one.text) && isSameType(one, item, style) && isElsewhere(one, item)) ?? null;
}

type Near = { before: Classified[]; after: Classified[] };

/** Whether a later paragraph goes on in the middle of a sentence, beside a caption: what stands between is then a legend. */
function isContinued(last: Paragraph, { before, after }: Near, style: Style): boolean {
  let hasCaption = before.some(({ kind }) => kind === 'caption');
  for (const item of after) {
    if (item.kind === 'heading') return false;
    hasCaption ||= item.kind === 'caption';
    if (item.kind !== 'paragraph') continue;
    if (beginsSmall(item.text)) return hasCaption && isSameType(last, item, style) && isElsewhere(last, item);
    if (isOpen(item.text)) return false;
  }
  return false;
}

const beginsSmall = (text: string): boolean => /^[\p{Ll}(,;]/u.test(text);

/** Within brackets that have not ended, a stop ends nothing: "(Doe, 2001;". */
const isInBrackets = (text: string): boolean => /\([^()]{1,200}$/.test(text.slice(-201));

function isSameType(one: Paragraph, other: Paragraph, style: Style): boolean {
  const [last, first] = [one.block.lines.at(-1), other.block.lines[0]];
  return last !== undefined && first !== undefined && Math.abs(last.size - first.size) <= style.body * 0.15;
}

const isElsewhere = (one: Paragraph, other: Paragraph): boolean =>
  one.block.lines.at(-1)?.region !== other.block.lines[0]?.region;

function continues(one: Paragraph, other: Paragraph, style: Style): boolean {
  const [last, first] = [one.block.lines.at(-1), other.block.lines[0]];
  if (last === undefined || first === undefined || !isSameType(one, other, style)) return false;
  const isFull = !hasRoom(last, first, style);
  if (isAddress(one.text) || other.block.item || endsItem(one, other, isFull)) return false;
  const { indented } = other.block;
  if (isElsewhere(one, other)) {
    if (isOpen(one.text) || isInBrackets(one.text)) return beginsSmall(other.text) || isFull || !indented;
    return !indented && one.block.indented && isFull;
  }
  // A line with raised letters may stand farther from the one above it than others do.
  const isNext = first.y - last.y < style.leading * first.size * 1.4 && !indented;
  if (isInBrackets(one.text)) return isNext;
  return isOpen(one.text) && isFull && (beginsSmall(other.text) || isNext);
}

/** An address or a number of a document is no sentence that could go on. */
const isAddress = (text: string): boolean => text.length > 12 && /^(?:doi:\s?)?\S*\d\S*$/i.test(text);

/** An item that goes on in its column stands below its own text; what begins at the margin is the next paragraph. */
const endsItem = (one: Paragraph, other: Paragraph, isFull: boolean): boolean =>
  one.block.item && !beginsSmall(other.text) && !(isFull && isElsewhere(one, other));
