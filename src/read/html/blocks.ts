import type { Part } from '../../types/structured-text.ts';
import { isReferences } from '../markdown.ts';
import { type Cell, spread } from '../spread.ts';
import type { Article } from './article.ts';
import { childElements, isElement, isText, type PageElement, type PageNode } from './dom.ts';
import { inlineText, isUnread, plainText, rowsOf } from './inline.ts';

const blocks: ReadonlySet<string> = new Set(
  'address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table td th tr ul'.split(
    ' ',
  ),
);

type Reading = {
  parts: Part[];
  pieces: string[];
  tail: string;
  foreign: ReadonlySet<PageNode>;
  /** The heading that is the title, and the level of HTML that is level 1 of the document. */
  title: PageElement | null;
  top: number;
};

/** The parts of an article of a page, in order. `title` is the heading that is its title, and no part. */
export function partsOfArticle({ root, foreign }: Article, title: PageElement | null): Part[] {
  const reading: Reading = {
    parts: [],
    pieces: [],
    tail: '',
    foreign,
    title,
    top: title === null ? topLevel(root) : 2,
  };
  visitAll(reading, root);
  flush(reading);
  return withoutReferences(reading.parts);
}

const topLevel = (root: PageElement): number =>
  [1, 2, 3, 4].find((level) => root.querySelector(`h${level}`) !== null) ?? 1;

function visitAll(reading: Reading, element: PageElement): void {
  for (const child of element.childNodes) visit(reading, child);
}

function visit(reading: Reading, node: PageNode): void {
  if (isText(node)) add(reading, node.textContent ?? '');
  if (!isElement(node) || reading.foreign.has(node) || isUnread(node) || isApart(node)) return;
  if (!blocks.has(node.localName)) {
    const text = inlineText(node, reading.tail);
    if (text === null) visitAll(reading, node);
    else add(reading, text);
    return;
  }
  flush(reading);
  visitBlock(reading, node);
  flush(reading);
}

function add(reading: Reading, text: string): void {
  reading.pieces.push(text);
  reading.tail = (reading.tail + text).slice(-40);
}

function flush(reading: Reading, kind: 'paragraph' | 'caption' = 'paragraph'): void {
  const text = reading.pieces.join('');
  reading.pieces = [];
  reading.tail = '';
  if (/[\p{L}\p{N}]/u.test(text)) reading.parts.push({ kind, text: text.replaceAll(/\\[()]/g, '$') });
}

/** Lists of literature and of notes, by their role or their name. */
const isApart = (element: PageElement): boolean =>
  /^doc-(?:bibliography|endnotes|footnote)$/.test(element.getAttribute('role') ?? '') ||
  /(?:^| )(?:ref-list|references|bibliography|footnotes|ltx_bibliography|citation-list|toc)(?: |$)/i.test(
    `${element.className} ${element.id}`,
  );

function visitBlock(reading: Reading, element: PageElement): void {
  const { localName } = element;
  if (isBareAbstract(element)) addAbstract(reading, element);
  else if (/^h[1-6]$/.test(localName)) addHeading(reading, element);
  else if (localName === 'table') addTable(reading, element);
  else if (localName === 'header') for (const abstract of abstractsIn(element)) visitBlock(reading, abstract);
  else if (localName === 'figcaption') {
    visitAll(reading, element);
    flush(reading, 'caption');
  } else if (localName !== 'pre' || element.querySelector('code') === null) visitAll(reading, element);
}

/** The head of an article says what the credit says, but for an abstract. */
const abstractsIn = (header: PageElement): PageElement[] => {
  const [first] = header.querySelectorAll('.abstract, #abstract');
  return first === undefined ? [] : [first];
};

/** An abstract that no heading of the page names: its class or id does. */
const isBareAbstract = (element: PageElement): boolean =>
  (/(?:^| )abstract(?: |$)/i.test(element.className) || /^abstract$/i.test(element.id)) &&
  element.querySelector('h1, h2, h3, h4, h5, h6') === null;

const isAbstractWord = (node: PageNode): boolean =>
  isElement(node) && /^(?:abstract|summary)[.:]?$/i.test(node.textContent?.trim() ?? '');

function addAbstract(reading: Reading, element: PageElement): void {
  reading.parts.push({ kind: 'heading', level: 1, text: 'Abstract' });
  for (const child of element.childNodes) if (!isAbstractWord(child)) visit(reading, child);
  flush(reading);
  // What follows stands under its own heading, or under none.
  reading.parts.push({ kind: 'heading', level: 1, text: '' });
}

function addHeading(reading: Reading, element: PageElement): void {
  if (element === reading.title) return;
  const level = Math.max(1, Number(element.localName.slice(1)) - reading.top + 1);
  reading.parts.push({ kind: 'heading', level, text: plainText(element).replace(/\s*[¶#§]$/, '') });
}

/** A table of data gives its caption and rows; one that only arranges a page is read cell by cell. */
function addTable(reading: Reading, table: PageElement): void {
  const rows = rowsOf(table).map((row) => childElements(row).filter(({ localName }) => /^t[dh]$/.test(localName)));
  const isLayout =
    table.getAttribute('role') === 'presentation' || table.querySelector('table, p + p, h2, h3') !== null;
  if (isLayout || rows.every((cells) => cells.length < 2)) {
    visitAll(reading, table);
    return;
  }
  for (const caption of childElements(table).filter(({ localName }) => localName === 'caption')) {
    reading.parts.push({ kind: 'caption', text: plainText(caption) });
  }
  const cells = rows.map((row) => row.map(cellOf));
  reading.parts.push({ kind: 'table', rows: spread(cells) });
}

const cellOf = (cell: PageElement): Cell => ({
  text: plainText(cell),
  columns: Number(cell.getAttribute('colspan') ?? 1),
  rows: Number(cell.getAttribute('rowspan') ?? 1),
});

/** Sections that are called so, with all that stands under them. */
function withoutReferences(parts: readonly Part[]): Part[] {
  let from: number | null = null;
  return parts.filter((part) => {
    if (part.kind === 'heading') {
      if (from !== null && part.level <= from) from = null;
      if (from === null && isReferences(part.text.trim())) from = part.level;
    }
    return from === null;
  });
}
