import { areCentred, type Block } from './blocks.ts';
import type { Line } from './lines.ts';
import type { Style } from './style.ts';

/** Sections that scholarly texts name alike; they are headings in any type, where they stand alone. */
const knownNames =
  /^(?:(?:graphical )?abstract|summary|highlights|key (?:points|messages)|author summary|editors['’] summary|introduction|background|related works?|(?:materials?|patients|subjects) and methods?|methods?(?: and materials?)?|methodology|experimental(?: section| procedures| setup)?|results?(?: and discussion)?|discussions?|conclusions?(?: and (?:future work|outlook))?|concluding remarks|limitations|future work|acknowledge?ments?|funding|references?|bibliography|literature cited|works cited|supporting information|supplementary (?:material|information)|appendix|author contributions|competing interests|conflicts? of interest|data availability|abbreviations|keywords|statistical analysis|ethics statement)$/i;

const numbering =
  /^(?:(\d{1,2}(?:\.\d{1,2}){0,4})\.?|(?:section|chapter|appendix)\s+\w+[.:]?|([IVX]{1,5})\.|([A-Z])\.)\s+(?=\p{Lu}|\p{Ll}-?\p{Lu})/u;

const maxCharacters = 220;
const maxLines = 4;

export type Outline = Map<string, number>;

/** Bookmarks of the file by their words; a level for each. */
export function outlineOf(bookmarks: { title: string; level: number }[]): Outline {
  return new Map(bookmarks.map(({ title, level }) => [wordsIn(title), level]));
}

/** Letters and digits alone, without the number that a heading begins with. */
export function wordsIn(title: string): string {
  return withoutNumber(title)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const withoutNumber = (title: string): string => title.trim().replace(numbering, '');

export function isKnownName(text: string): boolean {
  return knownNames.test(withoutNumber(text).replace(/[.:\s]+$/, ''));
}

/** How a heading is set; headings of one look have one level. */
export type Look = { size: number; bold: boolean; italic: boolean; capitals: boolean; depth: number | null };

/** What a heading is judged by beside its own look: the lines right above and below it, too. */
type Around = { style: Style; outline: Outline; beside: readonly Line[] };

/** The look of a block that is a heading; null where it is none. */
export function headingLook(block: Block, text: string, { style, outline, beside }: Around): Look | null {
  const [first] = block.lines;
  if (first === undefined || block.lines.length > maxLines || text.length > maxCharacters || !/\p{L}{2}/u.test(text))
    return null;
  const look = lookOf(block, text);
  if (isKnownName(text) || outline.has(wordsIn(text))) return look;
  return readsAsHeading(text, look) && isSetApart(block, look, style, beside) ? look : null;
}

/** No formula, no piece of a sentence, no whole one but where bold or numbered. */
function readsAsHeading(text: string, { bold, depth }: Look): boolean {
  if (/[,;]$|^[\p{Ll}(=]|[=∑∫≤≥]/u.test(text)) return false;
  if (/[.!?]$/.test(text) && depth === null && !bold) return false;
  return !(text.endsWith('.') && text.length > 100);
}

/** Larger than the text, or bold, in capitals, in italics or centred and not much smaller. */
function isSetApart({ lines }: Block, look: Look, style: Style, beside: readonly Line[]): boolean {
  if (look.size < style.body * (look.bold || look.depth !== null ? 0.82 : 0.93)) return false;
  if (look.size > style.body * 1.08 || look.bold || look.capitals) return true;
  return (look.italic && lines.length === 1) || (areCentred(lines, style) && !isInColumn(lines, beside));
}

/** Whether a line begins right above or below one of another length: by chance it stands in the middle. */
const isInColumn = ([first]: readonly Line[], beside: readonly Line[]): boolean =>
  first !== undefined &&
  beside.some(
    ({ region, left, right }) =>
      region === first.region && Math.abs(left - first.left) < 1 && Math.abs(right - first.right) > first.size,
  );

function lookOf({ lines }: Block, text: string): Look {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return {
    size: Math.round((lines[0]?.size ?? 0) * 2) / 2,
    bold: lines.every(({ bold }) => bold),
    italic: lines.every(({ italic }) => italic),
    capitals: letters.length >= 4 && letters === letters.toUpperCase(),
    depth: depthOf(text),
  };
}

/** How deep the number of a heading is: `3.1` is 2. */
function depthOf(text: string): number | null {
  const found = numbering.exec(text);
  if (found === null) return null;
  return found[1] === undefined ? (found[3] === undefined ? 1 : 2) : found[1].split('.').length;
}

/** Levels of the looks: by numbers where headings have them, else by size and weight, the largest first. */
export function levelsOf(looks: Look[]): (look: Look) => number {
  const keyOf = ({ size, bold, italic, capitals }: Look) => `${size} ${bold} ${italic} ${capitals}`;
  const weight = ({ size, bold, italic, capitals }: Look) =>
    size * 10 + (bold ? 4 : 0) + (capitals ? 2 : 0) - (italic ? 1 : 0);
  const depths = new Map<string, number>();
  for (const look of looks) if (look.depth !== null) depths.set(keyOf(look), look.depth);
  const ordered = [...new Map(looks.map((look) => [keyOf(look), look])).values()].sort(
    (one, other) => weight(other) - weight(one),
  );
  const rank = new Map<string, number>();
  let level = 0;
  for (const look of ordered) {
    level = depths.get(keyOf(look)) ?? level + 1;
    rank.set(keyOf(look), level);
  }
  return (look) => look.depth ?? rank.get(keyOf(look)) ?? 1;
}

/** The heading that a paragraph begins with on its own line: "Patients. We asked…" in bold or italic type. */
export function runInHeading(block: Block, text: string): string | null {
  const lead = block.lines[0]?.lead ?? '';
  const abstract = /^(?:abstract|summary|background)\s?(?:[.:–—-]|$)/i.exec(lead)?.[0];
  if (abstract !== undefined && text.startsWith(lead)) return lead;
  if (lead === '' || lead.length > 90 || !text.startsWith(lead) || !/^\p{Lu}|^\d/u.test(lead)) return null;
  const rest = text.slice(lead.length).trim();
  if (rest.length < 20 || !/\p{L}{3}/u.test(lead) || /^(?:fig|table)/i.test(lead)) return null;
  if (/[.:–—]$/.test(lead)) return lead;
  return isBoldLead(block) && /^\p{Lu}/u.test(rest) && lead.includes(' ') ? lead : null;
}

const isBoldLead = ({ lines }: Block): boolean => lines[0]?.leadBold === true;
