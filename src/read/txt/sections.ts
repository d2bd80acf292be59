import type { TextBlock } from '../../types/document.ts';
import {
  type HeadingLine,
  headingLines,
  isLoneBullet,
  isLoneLabel,
  isOneLineEach,
  type Line,
} from './heading-lines.ts';
import { inAbstracts, ofPapers } from './names.ts';

/** Words from which on a text may be a paper. What is shorter is an abstract, and read as one passage. */
const shortestPaper = 500;

/** The words and characters of a title, at most. */
const longestTitle = { words: 40, characters: 300 } as const;

export type PlainPaper = { title: string | null; blocks: TextBlock[] };

/**
 * What the lines of a plain text say of its sections; null where it is no paper: a short text, or one in which less than two of the
 * usual sections begin with a line of their own. Title, references and acknowledgements are no blocks. The text stays as it is.
 */
export function plainPaper(text: string): PlainPaper | null {
  if ((text.match(/\S+/g)?.length ?? 0) < shortestPaper) return null;
  const lines = linesOf(text);
  const headings = headingLines(lines);
  const parts = new Set(headings.flatMap(({ part }) => (part !== null && ofPapers.has(part) ? [part] : [])));
  if (parts.size < 2) return null;
  const title = titleOf(lines, headings);
  return { title, blocks: blocksOf(lines, headings, title === null ? 0 : 1) };
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const found = { start, text: line };
    start += line.length + 1;
    return found;
  });
}

/** The first line, where it stands alone and is no sentence. */
function titleOf([first, second]: readonly Line[], headings: readonly HeadingLine[]): string | null {
  const text = first?.text.trim() ?? '';
  const isLong = text.length > longestTitle.characters || text.split(/\s+/).length > longestTitle.words;
  if (text === '' || isLong || /[.:;,]$/.test(text) || headings[0]?.at === 0) return null;
  return second === undefined || second.text.trim() === '' || headings[0]?.at === 1 ? text : null;
}

function blocksOf(lines: readonly Line[], headings: readonly HeadingLine[], from: number): TextBlock[] {
  const blocks: TextBlock[] = [];
  const levels = levelsOf(headings);
  let path: { level: number; name: string }[] = [];
  let isRead = true;
  const bounds = [...headings.map(({ at }) => at), lines.length];
  const add = isOneLineEach(lines) ? addLines : addParagraphs;
  add(blocks, lines.slice(from, bounds[0]), []);
  for (const [number, { at, name, part }] of headings.entries()) {
    const level = levels[number] ?? 1;
    path = [...path.filter((one) => one.level < level), { level, name }];
    // What has no name of its own under "References" is an entry of them.
    isRead = part === 'unread' ? false : isRead || part !== null || level === 1;
    if (!isRead) continue;
    const section = path.map((one) => one.name);
    const line = lines[at];
    if (line === undefined) continue;
    const start = line.start + line.text.indexOf(name);
    blocks.push({ kind: 'heading', section, start, end: start + name.length, rows: null });
    add(blocks, lines.slice(at + 1, bounds[number + 1]), section);
  }
  return blocks;
}

/** Numbers tell levels; without them the usual sections are of the first, all else of the second, and so are those within an abstract. */
function levelsOf(headings: readonly HeadingLine[]): number[] {
  const introduction = headings.findLastIndex(({ part }) => part === 'introduction');
  const abstract = headings.findIndex(({ part }) => part === 'abstract');
  return headings.map(({ numbers, part }, at) => {
    if (numbers !== null) return numbers.length;
    const isInAbstract = abstract >= 0 && at > abstract && at < introduction;
    return part === null || part === 'detail' || (isInAbstract && inAbstracts.has(part)) ? 2 : 1;
  });
}

/** Where each sentence has a line of its own, what has no stop ends with its line: a label, or the text below a bullet. */
function addLines(blocks: TextBlock[], lines: readonly Line[], section: string[]): void {
  let from = 0;
  for (const at of lines.keys()) {
    const isCut = isLoneLabel(lines[at]) || isLoneLabel(lines[at - 1]) || isLoneBullet(lines[at - 2]);
    if (!isCut) continue;
    addParagraphs(blocks, lines.slice(from, at), section);
    from = at;
  }
  addParagraphs(blocks, lines.slice(from), section);
}

function addParagraphs(blocks: TextBlock[], lines: readonly Line[], section: string[]): void {
  let first: Line | null = null;
  let last: Line | null = null;
  const close = () => {
    if (first === null || last === null) return;
    const end = last.start + last.text.length;
    const kind = isCaption(first.text) ? 'caption' : 'paragraph';
    blocks.push({ kind, section, start: first.start + first.text.search(/\S/), end, rows: null });
    [first, last] = [null, null];
  };
  for (const line of lines) {
    if (line.text.trim() === '') close();
    else {
      first ??= line;
      last = line;
    }
  }
  close();
}

const isCaption = (text: string): boolean =>
  /^(?:Fig(?:ure|\.)?|Table|Scheme)\s*S?\d+\s*[.:|–-]\s+\p{Lu}/u.test(text.trim());
