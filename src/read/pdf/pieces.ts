import type { RawItem, RawPage } from './parser.ts';

/** A run of ink of one font on one line, in points from the upper left corner of the page; `y` is its baseline. */
export type Piece = {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
  bold: boolean;
  italic: boolean;
  /** Whether the file itself puts a blank before it. */
  spaced: boolean;
};

/** Text that runs more than this off the horizontal (in radians) is no part of what is read: stamps, labels of axes. */
const maxAngle = 0.05;

/** Points by which two runs of the same text may be apart and still be one, printed twice to look bold. */
const overprint = 0.8;

const ligatures: Record<string, string> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};

/** Accents that stand as characters of their own, before or over the letter that they belong to. */
const accents: Record<string, string> = {
  '¨': '\u0308',
  '´': '\u0301',
  '`': '\u0300',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¸': '\u0327',
  ˇ: '\u030c',
  '˚': '\u030a',
};

/** The ink of a page: upright text within its bounds, each run once, its characters made whole. */
export function piecesOf(page: RawPage): Piece[] {
  const pieces: Piece[] = [];
  const seen = new Map<string, RawItem[]>();
  let spaced = false;
  for (const item of page.items) {
    const text = mended(item.text);
    if (text.trim() === '') {
      spaced ||= item.text !== '';
      continue;
    }
    if (isShown(item, page) && !isRepeated(item, seen)) pieces.push(pieceOf(item, text, spaced));
    spaced = /\s$/.test(item.text);
  }
  return pieces;
}

function isShown({ x, y, size, angle }: RawItem, page: RawPage): boolean {
  if (![x, y, size, angle].every(Number.isFinite) || size <= 0.5) return false;
  const isInside = x > -1 && x < page.width && y > 0 && y < page.height + size;
  return isInside && Math.abs(angle) < maxAngle;
}

function isRepeated(item: RawItem, seen: Map<string, RawItem[]>): boolean {
  const others = seen.get(item.text) ?? [];
  if (others.some((other) => Math.abs(other.x - item.x) < overprint && Math.abs(other.y - item.y) < overprint)) {
    return true;
  }
  others.push(item);
  seen.set(item.text, others);
  return false;
}

function pieceOf(item: RawItem, text: string, spaced: boolean): Piece {
  const { x, width, y, size, font } = item;
  return {
    text: text.trim(),
    left: x,
    right: x + Math.max(0, width),
    y,
    size,
    bold: /bold|black|heavy|demi|[-,]bd|cmbx|cmssbx|\.b\b/i.test(font),
    italic: /ital|obli|slant|cmti|cmsl|[-,]it\b|\.i\b/i.test(font),
    spaced: spaced || /^\s/.test(text),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it matches
const noText = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u2060\ufeff\ue000-\uf8ff\ufffd]/gu;

/** Ligatures taken apart, accents joined to their letters, private and control characters left out, blanks made one. */
function mended(text: string): string {
  const clean = text.replace(noText, '');
  if (/^[\x20-\x7e]*$/.test(clean) && !clean.includes('`')) return clean;
  return clean
    .replace(/[ﬀ-ﬆ]/g, (ligature) => ligatures[ligature] ?? ligature)
    .replace(/([¨´`ˆ˜¸ˇ˚])\s?(\p{L})/gu, (_, accent: string, letter: string) => `${letter}${accents[accent] ?? ''}`)
    .replace(/\s+/g, ' ')
    .normalize('NFC');
}
