import { type Part, partNamed } from './names.ts';

/** A line of a text with the offset at which it begins. */
export type Line = { start: number; text: string };

/** A line that is a heading: its words without their number, and the part that it is the usual name of. */
export type HeadingLine = { at: number; name: string; numbers: number[] | null; part: Part | null };

const numbered = /^(?:(\d{1,2}(?:\.\d{1,2}){0,3})\.?|([IVX]{1,5})\.)[ \t]+(?=\p{Lu})/u;
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];

/** The words of a heading, at most, and its characters. */
const longest = { words: 14, characters: 120 } as const;

/** Characters from which on a line tells how the text is laid out, and a sentence can be the first of a section. */
const shortestProse = 40;
const shortestSentence = 30;

const isBlank = (line: Line | undefined): boolean => line === undefined || line.text.trim() === '';
const endsSentence = (line: Line | undefined): boolean => /[.!?…]["”’)\]]*$/u.test(line?.text ?? '');
const isBullet = (line: Line | undefined): boolean =>
  /^\s*(?:[•‣▪►▸●◦■◆➢➤✓*–-]|\(?[a-z\d]{1,3}[.)])(?:\s|$)/u.test(line?.text ?? '');
/** A line with nothing but the mark of an item, whose text is in the next. */
export const isLoneBullet = (line: Line | undefined): boolean => /^\s*[•‣▪►▸●◦■◆➢➤✓]\s*$/u.test(line?.text ?? '');
/** Two sentences, of which the first has ended without its line. */
const isCutInside = (text: string): boolean => /\p{Ll}{3}[.!?]\s*\p{Lu}/u.test(text);
/** A label that stands alone: "Supplementary Fig. 2". */
export const isLoneLabel = (line: Line | undefined): boolean =>
  isLabel(line?.text.trim() ?? '') && /^(?:[\p{L}.]+ ){1,2}[A-Z]?\d+[a-z]?[.:]?$/u.test(line?.text.trim() ?? '');
const isLabel = (text: string): boolean =>
  /^(?:(?:supplementa(?:ry|l) )?fig(?:ure|s|\.)?|tab(?:le|\.)?|scheme|box|eq(?:uation|\.)?|hypothesis|note)\b/i.test(
    text,
  );

/** The heading lines of a text, in order, where nothing but lines says what its headings are. */
export function headingLines(lines: readonly Line[]): HeadingLine[] {
  const found: HeadingLine[] = [];
  const look = lookOf(lines);
  let last: number[] | null = null;
  for (const at of lines.keys()) {
    const heading: HeadingLine | null =
      namedAt(lines, at, found) ?? numberedAt(lines, at, last) ?? unnamedAt(lines, at, found, look);
    if (heading === null) continue;
    if (heading.numbers !== null) last = heading.numbers;
    found.push(heading);
  }
  return found;
}

/** A line begins something of its own where nothing stands before it, or a sentence, an item of a list or a heading has ended there. */
function beginsAnew(lines: readonly Line[], at: number, found: readonly HeadingLine[]): boolean {
  const before = lines[at - 1];
  const isBehindItem = isBullet(before) || isLoneBullet(lines[at - 2]);
  return isBlank(before) || endsSentence(before) || isBehindItem || found.at(-1)?.at === at - 1;
}

function namedAt(lines: readonly Line[], at: number, found: readonly HeadingLine[]): HeadingLine | null {
  const text = lines[at]?.text.trim() ?? '';
  if (text.length > longest.characters) return null;
  const { numbers, name } = withoutNumber(text);
  const part = partNamed(name);
  // Above a bullet it stands as well: "Highlights".
  if (part === null || !(beginsAnew(lines, at, found) || isBullet(lines[at + 1]))) return null;
  return { at, name: name.replace(/[.:\s]+$/, ''), numbers, part };
}

function withoutNumber(text: string): { numbers: number[] | null; name: string } {
  const [whole = '', arabic, roman] = numbered.exec(text) ?? [];
  const name = text.slice(whole.length).trim();
  if (arabic !== undefined) return { numbers: arabic.split('.').map(Number), name };
  const number = romans.indexOf(roman ?? '') + 1;
  return number > 0 ? { numbers: [number], name } : { numbers: null, name: text };
}

/** "2.1 Sampling": the number goes on from that of the heading before; the items of a list follow one another at once. */
function numberedAt(lines: readonly Line[], at: number, last: readonly number[] | null): HeadingLine | null {
  const text = lines[at]?.text.trim() ?? '';
  const { numbers, name } = withoutNumber(text);
  if (
    numbers === null ||
    !hasShape(name) ||
    isContinued(lines, at) ||
    !(last === null ? numbers.join() === '1' : follows(last, numbers))
  )
    return null;
  const beside = [lines[at - 1], lines[at + 1]].map((line) => withoutNumber(line?.text.trim() ?? '').numbers);
  const isItem = beside.some((other) => other !== null && other.length === numbers.length);
  return isItem ? null : { at, name, numbers, part: null };
}

/** Whether the next line goes on with an item that is too long for one: in small letters, or below its text, as do those after it. */
function isContinued(lines: readonly Line[], at: number): boolean {
  const [own = '', next = '', after = ''] = lines.slice(at, at + 3).map(({ text }) => text);
  if (/^\s*\p{Ll}(?!\p{Ll}*[\p{Lu}\d-])/u.test(next)) return true;
  const hangs = (line: string) => line.search(/\S/) === own.length - own.replace(/^\s*\S+\s+/, '').length;
  return hangs(next) && (isBlank({ start: 0, text: after }) || hangs(after) || numbered.test(after.trim()));
}

/** The next at its level, the first of the next level, or the next of a level above. */
function follows(last: readonly number[], next: readonly number[]): boolean {
  const level = next.length - 1;
  if (next.slice(0, level).some((number, at) => number !== last[at])) return false;
  return level === last.length ? next[level] === 1 : next[level] === (last[level] ?? Number.NaN) + 1;
}

function hasShape(text: string): boolean {
  if (text.length > longest.characters || text.split(/\s+/).length > longest.words) return false;
  return (
    /^(?:[\p{Lu}\p{N}]|\p{Ll}+\p{Lu})/u.test(text) &&
    /\p{L}{3}/u.test(text) &&
    !/[.,;:!?…•=]["”’)\]]*$/u.test(text) &&
    !isLabel(text) &&
    !isCutInside(text)
  );
}

/** How a text is laid out: with a line for each sentence or paragraph, or with lines of about one width. */
type Look = { isOneLineEach: boolean; often: ReadonlyMap<string, number> };

/** Whether each sentence or paragraph has a line of its own. */
export function isOneLineEach(lines: readonly Line[]): boolean {
  const prose = lines.filter(({ text }) => text.length >= shortestProse);
  const ended = prose.filter((line) => endsSentence(line) || /[:;]$/.test(line.text));
  return ended.length >= 0.9 * prose.length;
}

function lookOf(lines: readonly Line[]): Look {
  const often = new Map<string, number>();
  for (const { text } of lines) often.set(text.trim(), (often.get(text.trim()) ?? 0) + 1);
  return { isOneLineEach: isOneLineEach(lines), often };
}

/**
 * A short line without a stop that prose follows. Where a sentence has a line of its own it need not stand between blank lines; where
 * lines are as wide as a page it must, and be no running head, which comes again or has numbers.
 */
function unnamedAt(lines: readonly Line[], at: number, found: readonly HeadingLine[], look: Look): HeadingLine | null {
  const text = lines[at]?.text.trim() ?? '';
  if (at === 0 || !hasShape(text) || [lines[at], lines[at - 1]].some(isBullet)) return null;
  if ((look.often.get(text) ?? 0) > 1) return null;
  const isOnLine = look.isOneLineEach && beginsAnew(lines, at, found) && isSentence(lines[at + 1]);
  const isHeading = isOnLine || (!/\d/.test(text) && isAlone(lines, at));
  return isHeading ? { at, name: text, numbers: null, part: null } : null;
}

const isSentence = (line: Line | undefined): boolean =>
  line !== undefined &&
  line.text.length >= shortestSentence &&
  endsSentence(line) &&
  /^[\p{Lu}\p{N}"“(]/u.test(line.text);

/** Between blank lines, with a paragraph below. */
function isAlone(lines: readonly Line[], at: number): boolean {
  const below = lines[at + 2]?.text ?? '';
  return isBlank(lines[at - 1]) && isBlank(lines[at + 1]) && below.length >= shortestProse && /^\p{Lu}/u.test(below);
}
