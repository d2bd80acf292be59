import { parseHTML } from 'linkedom';
import { DocumentError } from '../../errors.ts';
import type { Reading } from '../../types/document.ts';
import type { StructuredText } from '../../types/structured-text.ts';
import { collector } from '../collector.ts';
import { structuredReading } from '../document.ts';
import { tooLarge } from '../failures.ts';
import { articleOf } from '../html/article.ts';
import { partsOfArticle } from '../html/blocks.ts';
import { creditOfPage } from '../html/credit.ts';
import { childElements, isElement, isText, type Page, type PageElement } from '../html/dom.ts';
import { refuseBombs, withoutScripts } from '../html/guard.ts';
import { plainText } from '../html/inline.ts';
import { readBlocks } from '../lines.ts';
import type { TextInput } from '../text.ts';

/** HTML: a page is a document, and a fragment is a page. */
export async function* readHtml(input: TextInput): AsyncGenerator<Reading, void> {
  const collected = collector(input.maxBytes);
  for await (const block of readBlocks(input)) {
    if (block.kind === 'lines') collected.add(block.text, true);
    else collected.add(block.start, false);
  }
  const origin = { id: input.stem, place: input.place };
  const html = collected.text();
  if (html === null) yield tooLarge(origin, 'page', input.maxBytes);
  else yield structuredReading(origin, 'page', structureOf(html), input.maxBytes);
}

function structureOf(html: string): StructuredText {
  const text = withoutScripts(html);
  const depths = refuseBombs(text);
  try {
    return structureOfPage(pageOf(text), depths);
  } catch (error) {
    // What the guard let through and still goes too deep for a parser.
    if (!(error instanceof RangeError)) throw error;
    throw new DocumentError('unsafe', 'the page is nested too deeply', 'save the text of it alone', { cause: error });
  }
}

/** A page with one body that holds all of it: where the tags do not make one, as in a fragment, they are set anew. */
function pageOf(text: string): Page {
  const page = parse(text);
  if (isSound(page)) return page;
  const inside = text.replaceAll(/<!doctype[^<>]*>?|<\/?(?:html|head|body)(?:\s[^<>]*)?>/gi, '');
  const language = /<html\s[^<>]{0,500}?\blang="([A-Za-z-]{2,20})"/i.exec(text)?.[1] ?? '';
  return parse(`<!DOCTYPE html><html lang="${language}"><head></head><body>${inside}</body></html>`);
}

const parse = (html: string): Page => parseHTML(html).document as unknown as Page;

function isSound({ childNodes }: Page): boolean {
  const roots = [...childNodes].filter((node) => isElement(node) || isText(node));
  const [root] = roots;
  if (root === undefined || roots.length > 1 || !isElement(root) || root.localName !== 'html') return false;
  const names = childElements(root).map(({ localName }) => localName);
  return (
    names.filter((name) => name === 'body').length === 1 && names.every((name) => name === 'head' || name === 'body')
  );
}

function structureOfPage(page: Page, depths: number): StructuredText {
  const article = articleOf(page, depths);
  const title = titleOf(page, article.root);
  return {
    credit: creditOfPage(page, title === null ? null : plainText(title)),
    language: page.documentElement.getAttribute('lang') || null,
    parts: partsOfArticle(article, title),
  };
}

/** The only heading of the first level is the title; where there are several, they are sections. */
function titleOf(page: Page, root: PageElement): PageElement | null {
  for (const headings of [[...root.querySelectorAll('h1')], [...page.querySelectorAll('h1')]]) {
    if (headings.length > 1) return null;
    if (headings[0] !== undefined) return headings[0];
  }
  return null;
}
