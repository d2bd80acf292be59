import type { Credit } from '../../types/document.ts';
import type { Block } from './blocks.ts';
import { blockText, type Scene } from './classify.ts';
import { isKnownName, wordsIn } from './headings.ts';
import type { Line } from './lines.ts';

/** The title is larger than the text by this factor at least. */
const titleShare = 1.12;

/** A paragraph of so many words on the first page ends the names and addresses where no heading does. */
const proseWords = 20;

/** So many do in any language. */
const longProse = 50;

export type Metadata = { info: Record<string, unknown>; xmp: Record<string, string | string[]> };

/** What the first page says before its text begins, and the blocks from there on. */
export function splitFront(blocks: Block[], scene: Scene, metadata: Metadata): { front: Front; rest: Block[] } {
  const texts = blocks.map((block) => blockText(block, scene.vocabulary));
  const onFirst = blocks.findIndex(({ lines }) => lines[0]?.page !== blocks[0]?.lines[0]?.page);
  const count = onFirst < 0 ? blocks.length : onFirst;
  const known = titleOf(metadata);
  const at = titleAt(blocks.slice(0, count), texts, scene, known);
  if (at === null) return { front: { title: known, lines: [] }, rest: blocks };
  let end = at + 1;
  const size = blocks[at]?.lines[0]?.size ?? 0;
  while (end < count && Math.abs((blocks[end]?.lines[0]?.size ?? 0) - size) < 0.5 && !isKnownName(texts[end] ?? ''))
    end += 1;
  const title = texts.slice(at, end).join(' ');
  let start = end;
  while (start < count && !beginsText(blocks[start], texts[start] ?? '', scene)) start += 1;
  const lines = blocks.slice(end, start).flatMap((block) => block.lines);
  // Text that comes before the title, as where that stands over a column in the middle, is text all the same.
  const early = blocks.slice(0, at).findIndex((block, index) => beginsText(block, texts[index] ?? '', scene));
  const before = early < 0 ? [] : blocks.slice(early, at);
  return {
    front: { title: title.replace(/[*∗†‡§¶]+$/u, '').trim(), lines },
    rest: [...before, ...blocks.slice(start)],
  };
}

type Front = { title: string | null; lines: Line[] };

function beginsText(block: Block | undefined, text: string, scene: Scene): boolean {
  if (isKnownName(text) || /^(?:abstract|summary)\s?[.:—–-]/i.test(text)) return true;
  if (block?.lines[0]?.lead !== undefined && isKnownName(block.lines[0].lead)) return true;
  if (/^(?:\d{0,2}\.?\s?introduction|1\.?\s\p{Lu}\p{Ll}{3,20})$/iu.test(text) || scene.outline.has(wordsIn(text)))
    return true;
  const small = block?.lines.every(({ size }) => size < scene.style.body * 0.8) ?? true;
  const isAddress = /@|universit|department|institut/i.test(text.slice(0, 200));
  const functionWords = text.match(/\b(?:the|of|and|is|are|was|were|that|we|in|to|by|with)\b/g)?.length ?? 0;
  const words = text.split(' ').length;
  return !small && !isAddress && (words >= longProse || (words >= proseWords && functionWords >= 4));
}

/** The largest type of the first page, or the block that says what the metadata does. */
function titleAt(blocks: Block[], texts: string[], scene: Scene, known: string | null): number | null {
  if (known !== null) {
    const same = texts.slice(0, blocks.length).findIndex((text) => wordsIn(text) === wordsIn(known));
    if (same >= 0) return same;
  }
  let best: number | null = null;
  let largest = scene.style.body * titleShare;
  blocks.forEach(({ lines }, index) => {
    const text = texts[index] ?? '';
    const size = lines[0]?.size ?? 0;
    const isTitle = text.length >= 8 && text.includes(' ') && !isKnownName(text) && !/^\d+(?:\.\d+)*\.?\s/.test(text);
    if (isTitle && size > largest + 0.2 && text.length < 400) [best, largest] = [index, size];
  });
  return best;
}

/** The title of the metadata, unless it is the name of a file or of the program. */
function titleOf({ info, xmp }: Metadata): string | null {
  const raw = xmp['dc:title'] ?? info.Title;
  const title = (Array.isArray(raw) ? raw[0] : typeof raw === 'string' ? raw : '')?.replace(/\s+/g, ' ').trim() ?? '';
  const isName =
    /^(?:untitled|microsoft (?:word|powerpoint)|title|document\d*|slide \d)|\.(?:docx?|tex|dvi|pdf|indd|qxd|fm|rtf|odt|ps)$|^\S+$/i;
  return title.length < 8 || isName.test(title) ? null : title;
}

const nameParticle = '(?:de|del|della|van|von|der|den|la|le|di|da|dos|du|bin|al|el|ter|ten|zu|st\\.?)';
const personName = new RegExp(
  `^\\p{Lu}[\\p{L}'’.-]*(?:\\s(?:\\p{Lu}[\\p{L}'’.-]*|${nameParticle}))*\\s(?:${nameParticle}\\s)?\\p{Lu}[\\p{L}'’-]+(?:,?\\s(?:Jr|Sr|II|III|IV)\\.?)?$`,
  'u',
);
const placeWord =
  /\b(?:universit\w*|departments?|institut\w*|school|college|hospital|laborator\w*|cent(?:er|re)|faculty|division|research|group|inc|ltd|usa|china|germany|kingdom|states|street|road|journal|article|open|access|january|february|march|april|may|june|july|august|september|october|november|december|published|received|accepted|editor)\b/i;

/** The names of people in a list, its marks left out. */
function namesIn(raw: string): string[] {
  return raw
    .replace(/e-?mail:.*$/i, '')
    .split(/\s*(?:[,;|·•\n&]|\band\b)\s*/)
    .map((name) =>
      name
        .replace(/[\d*∗†‡§¶^#]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(
      (name) => name.length <= 60 && name.split(' ').length <= 6 && personName.test(name) && !placeWord.test(name),
    );
}

function authorsOf(front: Line[], { info, xmp }: Metadata): string[] {
  const raw = xmp['dc:creator'] ?? info.Author;
  const known = namesIn(Array.isArray(raw) ? raw.join(';') : typeof raw === 'string' ? raw : '');
  if (known.length > 1) return known;
  const found: string[] = [];
  for (const line of front.slice(0, 12)) {
    const names = line.cells.flatMap(({ text }) => namesIn(text));
    if (names.length === 0 && found.length > 0 && placeWord.test(line.text)) break;
    found.push(...names.filter((name) => !found.includes(name)));
  }
  return found.length === 0 ? known : found;
}

/** DOIs by the registry's own form: a prefix of 10 and four to nine digits, and a suffix without blanks. */
const doi = /\b10\.\d{4,9}\/[-._;()/:\w]*[\w)]/;

/** Title, authors, year and DOI. `firstPage` is all the text of the first page, with its heads and feet. */
export function creditOf(front: Front, firstPage: string, metadata: Metadata): Partial<Credit> {
  const { info, xmp } = metadata;
  const stated = [xmp['prism:doi'], xmp['pdfx:doi'], info.doi, info.Subject, xmp['dc:identifier']].join(' ');
  const date = [xmp['prism:publicationdate'], xmp['prism:coverdate'], xmp['prism:coverdisplaydate']].join(' ');
  const year = /\b(?:19|20)\d\d\b/.exec(date)?.[0] ?? yearIn(firstPage, front);
  return {
    title: front.title,
    authors: authorsOf(front.lines, metadata),
    year: year === null ? null : Number(year),
    doi: (doi.exec(stated) ?? doi.exec(firstPage))?.[0].replace(/[.,;]+$/, '').toLowerCase() ?? null,
    license: /https?:\/\/creativecommons\.org\/[\w/.-]*\w/i.exec(firstPage)?.[0] ?? null,
  };
}

/** The year that the first page says it was published in: never that of the file, which may be made anew at any time. */
function yearIn(firstPage: string, front: Front): string | null {
  const published = /(?:published|accepted|copyright|©|\(c\))[^\d]{0,60}(?:\d{1,2}[^\d]{1,20})?((?:19|20)\d\d)\b/i.exec(
    firstPage,
  )?.[1];
  if (published !== undefined) return published;
  const dated = front.lines.map(({ text }) => /^(?:\p{L}+\.?\s)?(?:\d{1,2},?\s)?((?:19|20)\d\d)$/u.exec(text)?.[1]);
  return dated.find((year) => year !== undefined) ?? null;
}
