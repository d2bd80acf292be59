import { normaliseLine, normaliseText } from '../../text/normalise.ts';
import type { Reading } from '../../types/document.ts';
import { collector } from '../collector.ts';
import { creditFrom, domainFrom, ownId } from '../credit.ts';
import { readingOf } from '../document.ts';
import { type Origin, tooLarge } from '../failures.ts';
import { type Fields, lookupIn } from '../fields.ts';
import { readBlocks } from '../lines.ts';
import { markdownBlocks } from '../markdown.ts';
import { isFields } from '../records.ts';
import { subscript, superscript } from '../scripts.ts';
import type { TextInput } from '../text.ts';

/** Front matter beyond this is taken for text, in characters. */
const maxFrontMatter = 65_536;

type Parts = { fields: Fields; body: string };

/**
 * Markdown: one document. Credit and id come from YAML front matter, and the title from a leading `# Heading` where it is
 * not known; neither is part of the text, which stays as it is otherwise.
 */
export async function* readMd(input: TextInput): AsyncGenerator<Reading, void> {
  const collected = collector(input.maxBytes);
  for await (const block of readBlocks(input)) {
    if (block.kind === 'lines') collected.add(block.text, true);
    else collected.add(block.start, false);
  }
  const place: Origin = { id: input.stem, place: input.place };
  const text = collected.text();
  if (text === null) {
    yield tooLarge(place, 'file', input.maxBytes);
    return;
  }
  const { fields, body } = await withoutFrontMatter(text, input);
  const lookup = lookupIn(fields);
  const credit = creditFrom(lookup);
  const { title, rest } = withoutTitle(normaliseText(withoutTags(body)), credit.title);
  const origin = { id: ownId(lookup) ?? place.id, place: place.place };
  const whole = normaliseText(abstractIn(fields) + rest);
  const found = {
    text: whole,
    blocks: markdownBlocks(whole),
    language: languageIn(fields),
    credit: { ...credit, title },
    ...domainFrom(lookup),
  };
  yield readingOf(origin, 'file', found, input.maxBytes);
}

/** The abstract that front matter may hold, as a section of its own, its headings one level down. */
function abstractIn({ abstract }: Fields): string {
  if (typeof abstract !== 'string' || abstract.trim() === '') return '';
  return `# Abstract\n\n${withoutTags(abstract).replaceAll(/^#/gm, '##')}\n\n`;
}

/** `10^-3^` and `H~2~O`, as pandoc writes them; more than signs, digits or a letter may be a formula, or struck out. */
const raisedOrLowered =
  /(?<=[\p{L}\p{N})])(?:\^([-−+]?\d{1,3}[-−+]?|[-−+]|\p{L})\^|(?<!~)~(\d{1,2}|\p{L}{1,3})~(?!~))/gu;

/** HTML within lines: superscripts, of which Markdown has none of its own, become text; marks of looks and links go. */
const withoutTags = (text: string): string =>
  text
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/<!--(?<=\S[ \t]*<!--)[^<\n]{0,2000}-->/g, '')
    .replaceAll(/<\/?(?:a|abbr|b|cite|em|font|i|mark|q|s|small|span|strong|u)(?:\s[^<>]{0,1000})?>/gi, '')
    .replaceAll(
      raisedOrLowered,
      (_, raised: string | undefined, lowered: string | undefined, at: number, whole: string) => {
        const before = whole.slice(Math.max(0, at - 40), at);
        return lowered === undefined ? superscript(before, raised ?? '') : subscript(before, lowered);
      },
    )
    .replaceAll(/<(sup|sub)>([^<]{0,200})<\/\1>/g, (_, tag: string, inside: string, at: number, whole: string) => {
      const before = whole.slice(Math.max(0, at - 40), at);
      return tag === 'sup' ? superscript(before, inside) : subscript(before, inside);
    });

function languageIn({ lang, language }: Fields): string | null {
  const named = lang ?? language;
  return typeof named === 'string' && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(named) ? named : null;
}

/** Lines between `---` and `---` (or `...`) at the very top, when they are a YAML map. */
async function withoutFrontMatter(text: string, input: TextInput): Promise<Parts> {
  const none: Parts = { fields: {}, body: text };
  if (!/^---[ \t]*\n/.test(text)) return none;
  const start = text.indexOf('\n') + 1;
  const end = /^(?:---|\.\.\.)[ \t]*$/m.exec(text.slice(start, start + maxFrontMatter));
  if (end === null) return none;
  const fields = await parseYaml(text.slice(start, start + end.index));
  if (fields === null) {
    input.notice(`${input.place}:1: the front matter is not a YAML map and is read as text`);
    return none;
  }
  return { fields, body: text.slice(start + end.index + end[0].length) };
}

async function parseYaml(source: string): Promise<Fields | null> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(source, { schema: 'core', strict: true, uniqueKeys: true, logLevel: 'error' });
  if (document.errors.length > 0) return null;
  try {
    const value: unknown = document.toJS({ maxAliasCount: 20 });
    return value === null ? {} : isFields(value) ? value : null;
  } catch (error) {
    // Aliases that multiply beyond the count.
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

function withoutTitle(text: string, known: string | null): { title: string | null; rest: string } {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  if (!/^#[ \t]/.test(first)) return { title: known, rest: text };
  const heading = normaliseLine(first.slice(1)).replace(/ #+$/, '');
  if (heading === '' || (known !== null && known !== heading)) return { title: known, rest: text };
  return { title: heading, rest: text.slice(first.length) };
}
