/** A line of a text with the offset at which it begins. */
export type Line = { start: number; text: string };

/** A picture with what is said of it: the lines that it takes and the bounds of the words; none where it has no words. */
export type Figure = { lines: number; start: number; end: number };

/** Lines that a picture takes, at most. */
const mostLines = 60;

/** The picture that begins at a line, in Markdown or as HTML, as pandoc writes it; null where none does. */
export function figureAt(lines: readonly Line[], at: number): Figure | null {
  const text = lines[at]?.text.trim() ?? '';
  if (text.startsWith('![')) return pictureAt(lines, at);
  if (!/^<figure\b/i.test(text)) return null;
  const length = lengthTo(lines, at, (line) => /<\/figure>/i.test(line.text));
  return length === null
    ? null
    : { lines: length, ...within(lines, at, length, /<figcaption\b[^>]*>/i, /<\/figcaption>/i) };
}

/** `![words](place)`, over one line or several, alone in its paragraph. */
function pictureAt(lines: readonly Line[], at: number): Figure | null {
  const length = lengthTo(lines, at, (line) =>
    /\]\([^()\s]*(?:\s"[^"]*")?\)(?:\{[^{}]*\})?$/.test(line.text.trimEnd()),
  );
  if (length === null || lines.slice(at, at + length).some(({ text }) => text.trim() === '')) return null;
  return { lines: length, ...within(lines, at, length, /!\[/, /\]\([^\]]*$/) };
}

function lengthTo(lines: readonly Line[], at: number, ends: (line: Line) => boolean): number | null {
  const found = lines.slice(at, at + mostLines).findIndex(ends);
  return found < 0 ? null : found + 1;
}

function within(lines: readonly Line[], at: number, length: number, opens: RegExp, closes: RegExp) {
  const from = lines[at]?.start ?? 0;
  const text = lines
    .slice(at, at + length)
    .map((line) => line.text)
    .join('\n');
  const open = opens.exec(text);
  if (open === null) return { start: from, end: from };
  const inside = open.index + open[0].length;
  const close = closes.exec(text.slice(inside));
  const words = text.slice(inside, close === null ? text.length : inside + close.index);
  const lead = words.length - words.trimStart().length;
  return { start: from + inside + lead, end: from + inside + lead + words.trim().length };
}
