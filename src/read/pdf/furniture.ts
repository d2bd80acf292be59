import type { Line } from './lines.ts';

/** Share of the height of a page, at its top and at its foot, in which running heads and page numbers stand. */
const edge = 0.12;

/** The same for the first and the last line of a page, as margins may be wide. */
const wideEdge = 0.2;

/** Points by which a running head may stand higher or lower on another page. */
const wander = 4;

type PageLines = { height: number; lines: Line[] };

/** The lines without running heads, running feet and page numbers: what stands alike at the same height of several pages. */
export function withoutFurniture(pages: PageLines[]): Line[][] {
  const seen = new Map<string, { page: number; y: number }[]>();
  for (const page of pages) {
    const atEdge = edgeOf(page);
    for (const line of page.lines) {
      if (!atEdge(line)) continue;
      const key = likeness(line.text);
      const places = seen.get(key) ?? [];
      places.push({ page: line.page, y: line.y });
      seen.set(key, places);
    }
  }
  const isRepeated = (line: Line) =>
    (seen.get(likeness(line.text)) ?? []).some(
      (other) => other.page !== line.page && Math.abs(other.y - line.y) < wander,
    );
  return pages.map((page) => {
    const atEdge = edgeOf(page);
    return page.lines.filter((line) => !atEdge(line) || !(isRepeated(line) || isPageNumber(line, page.lines)));
  });
}

/** Whether a line stands so high or so low on its page that it may be of a running head or foot. */
function edgeOf({ height, lines }: PageLines): (line: Line) => boolean {
  const top = Math.min(...lines.map(({ y }) => y)) + 1;
  const foot = Math.max(...lines.map(({ y }) => y)) - 1;
  const within = (y: number, share: number) => y < height * share || y > height * (1 - share);
  return ({ y }) => within(y, edge) || ((y <= top || y >= foot) && within(y, wideEdge));
}

/** The same but for its numbers. */
function likeness(text: string): string {
  return text
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#]+/gu, ' ')
    .trim();
}

/** A number that stands alone above or below all else of its page. */
function isPageNumber(line: Line, lines: Line[]): boolean {
  if (!/^[-–—|\s]*(?:page\s*)?(?:\d{1,5}|[ivxl]{1,7})(?:\s*(?:of|\/)\s*\d{1,5})?[-–—|\s]*$/i.test(line.text))
    return false;
  return (
    lines.every((other) => other === line || other.y > line.y) ||
    lines.every((other) => other === line || other.y < line.y)
  );
}

const footnoteStart =
  /^(?:[*∗†‡§¶]|(?:e-?mail|corresponding author|correspondence|received|accepted|copyright|©|\(c\)|permission to)\b)/i;

/**
 * The lines of a region without the footnotes at its foot: smaller than the text, from the first line that begins with a mark on.
 * `body` is the usual size of the document.
 */
export function withoutFootnotes(lines: Line[], body: number, height: number): Line[] {
  let start = lines.length;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.size > body * 1.05 || line.y < height * 0.3) break;
    if (isNoteStart(line, lines[at - 1], body)) start = at;
    else if (line.size > body * 0.95 && lines[at - 1] !== undefined && line.y < height * 0.6) break;
  }
  return lines.slice(0, start);
}

function isNoteStart(line: Line, above: Line | undefined, body: number): boolean {
  const isFar = above === undefined || line.y - above.y > line.size * 1.5;
  // In the size of the text, only a mark below a gap tells a note.
  if (line.size > body * 0.95) return line.marked && isFar;
  const begins = line.marked || footnoteStart.test(line.text) || /^\d{1,2}\s?\p{Lu}/u.test(line.text);
  return begins && (above === undefined || startsAnew(line, above));
}

/** Not within a paragraph in small type: what stands above is larger, farther away, ended, or a footnote itself. */
function startsAnew(line: Line, above: Line): boolean {
  return (
    above.size > line.size * 1.04 ||
    line.y - above.y > line.size * 1.5 ||
    /[.)\d]$/.test(above.text) ||
    above.right < above.margins.right - 20
  );
}
