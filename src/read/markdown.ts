import { normaliseLine } from '../text/normalise.ts';
import type { BlockKind, TextBlock } from '../types/document.ts';
import { figureAt, type Line } from './markdown-figures.ts';

type Bounds = { start: number; end: number };
type Found = {
  kind: BlockKind | 'unread';
  level: number;
  heading: string;
  rows: string[][] | null;
  lines: number;
  /** Where they are not those of its lines without their marks. */
  bounds?: Bounds;
};

/**
 * The blocks of a Markdown text, whose bounds leave out the marks of headings, quotations and lists. Code, comments, rules and
 * pictures without words are no blocks, and neither is what stands under a heading like "References".
 */
export function markdownBlocks(text: string): TextBlock[] {
  const lines = linesOf(text);
  const blocks: TextBlock[] = [];
  let path: { level: number; heading: string }[] = [];
  for (let at = 0; at < lines.length; ) {
    const found = blockAt(lines, at);
    if (found.kind === 'heading') {
      path = [...path.filter(({ level }) => level < found.level), found];
    }
    const bounds = found.bounds ?? boundsOf(lines.slice(at, at + found.lines), found.kind);
    const section = path.map(({ heading }) => heading);
    if (found.kind !== 'unread' && bounds.end > bounds.start && !section.some((heading) => isReferences(heading))) {
      blocks.push({ kind: found.kind, section, ...bounds, rows: found.rows });
    }
    at += found.lines;
  }
  return blocks;
}

/** What the lists of literature are called, whatever their number. */
export const isReferences = (heading: string): boolean =>
  /^(?:[\dIVX]+\.?\s+)?(?:references|literature(?: cited)?|works cited|bibliography)\W*$/i.test(heading);

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const found = { start, text: line };
    start += line.length + 1;
    return found;
  });
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?$/;
const tableRule = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/;
/** A number but 1 at the start of a line is one of the sentence, unless an item stands before: "(Doe,\n2004) found". */
const interrupting = /^[ \t]*(?:[-*+]|1[.)])[ \t]+/;
const caption = /^(?:\*\*|\*|_)?(?:Table:?|Figure|Fig\.|:)\s*(?:\d+[.:]|[A-Z])/;
const tag = /^ {0,3}<\/?(?:div|section|article|details|center|main|aside|span|a)(?:\s[^<>]{0,500})?\/?>\s*$/i;

const unread = (lines: number): Found => ({ kind: 'unread', level: 0, heading: '', rows: null, lines });
const block = (kind: BlockKind, lines: number, rows: string[][] | null = null): Found => ({
  ...unread(lines),
  kind,
  rows,
});

/** The block that begins at a line. Each takes one line at least, so that the reading ends. */
const blockAt = (lines: readonly Line[], at: number): Found =>
  unreadAt(lines, at) ?? headingAt(lines, at) ?? apartAt(lines, at) ?? paragraphAt(lines, at);

/** Blank lines, rules, code, comments and tags that stand alone. */
function unreadAt(lines: readonly Line[], at: number): Found | null {
  const text = lines[at]?.text ?? '';
  if (text.trim() === '' || rule.test(text) || tag.test(text)) return unread(1);
  const fenced = fence.exec(text)?.[1];
  if (fenced !== undefined) return unread(until(lines, at, (line) => line.trim().startsWith(fenced)));
  if (!/^ {0,3}<!--/.test(text)) return null;
  return unread(text.includes('-->') ? 1 : until(lines, at, (line) => line.includes('-->')));
}

/** A heading of number signs, or one that is underlined. */
function headingAt(lines: readonly Line[], at: number): Found | null {
  const text = lines[at]?.text ?? '';
  const found = heading.exec(text);
  if (found !== null) return headingOf(found[1]?.length ?? 1, found[2] ?? '', 1);
  const below = lines[at + 1]?.text ?? '';
  if (!/^ {0,3}(?:=+|-{2,})$/.test(below) || item.test(text)) return null;
  return headingOf(below.includes('=') ? 1 : 2, text, 2);
}

/** Formulas, tables and pictures. */
function apartAt(lines: readonly Line[], at: number): Found | null {
  const text = lines[at]?.text ?? '';
  if (/^\s*(?:\$\$|\\\[)/.test(text)) return formulaAt(lines, at);
  const below = lines[at + 1]?.text ?? '';
  if (text.includes('|') && tableRule.test(below) && below.includes('-')) return tableAt(lines, at);
  const figure = figureAt(lines, at);
  if (figure === null) return null;
  const { lines: count, ...bounds } = figure;
  return bounds.end === bounds.start ? unread(count) : { ...block('caption', count), bounds };
}

const paragraphAt = (lines: readonly Line[], at: number): Found =>
  block(caption.test(lines[at]?.text ?? '') ? 'caption' : 'paragraph', paragraphLines(lines, at));

const headingOf = (level: number, text: string, lines: number): Found => ({
  ...block('heading', lines),
  level,
  heading: normaliseLine(text),
});

/** How many lines there are to the one that ends the block, that one included; all where none does. */
function until(lines: readonly Line[], at: number, ends: (line: string) => boolean): number {
  for (let next = at + 1; next < lines.length; next += 1) if (ends(lines[next]?.text ?? '')) return next + 1 - at;
  return lines.length - at;
}

function formulaAt(lines: readonly Line[], at: number): Found {
  const first = (lines[at]?.text ?? '').trim();
  const closes = (line: string): boolean => /(?:\$\$|\\\])\s*\S{0,12}$/.test(line);
  return block('formula', first.length > 2 && closes(first.slice(2)) ? 1 : until(lines, at, closes));
}

function tableAt(lines: readonly Line[], at: number): Found {
  let count = 2;
  while ((lines[at + count]?.text ?? '').includes('|')) count += 1;
  const rows = lines.slice(at, at + count).filter((_, number) => number !== 1);
  return block(
    'table',
    count,
    rows.map(({ text }) => cellsOf(text)),
  );
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => normaliseLine(cell.replaceAll('\\|', '|')));

/** A paragraph goes on to a blank line, or to a line that begins something else; each item of a list is one of its own. */
function paragraphLines(lines: readonly Line[], at: number): number {
  const begins = item.test(lines[at]?.text ?? '') ? item : interrupting;
  let count = 1;
  for (;;) {
    const next = lines[at + count]?.text;
    if (next === undefined || next.trim() === '' || fence.test(next) || heading.test(next) || begins.test(next))
      return count;
    if (/^\s*\$\$/.test(next) || tableRule.test(lines[at + count + 1]?.text ?? '')) return count;
    count += 1;
  }
}

/** From the first character behind the marks of the first line to the last of the last line. */
function boundsOf(lines: readonly Line[], kind: Found['kind']): Bounds {
  const [first] = lines;
  const last = kind === 'heading' ? first : lines.at(-1);
  if (first === undefined || last === undefined) return { start: 0, end: 0 };
  const marks =
    kind === 'heading'
      ? /^ {0,3}(?:#{1,6}[ \t]+)?/
      : /^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\s]{1,40}\]:)[ \t]+)?/;
  const lead = kind === 'table' || kind === 'formula' ? 0 : (marks.exec(first.text)?.[0].length ?? 0);
  const trail = kind === 'heading' ? (/[ \t]+#+$/.exec(last.text)?.[0].length ?? 0) : 0;
  return { start: first.start + lead, end: last.start + last.text.length - trail };
}
