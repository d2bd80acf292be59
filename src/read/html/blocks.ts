import type { Part } from '../../types/structured-text.ts';
import { type Cell, spread } from '../spread.ts';
import type { Article } from './article.ts';
import { childElements, isElement, isText, type PageElement, type PageNode } from './dom.ts';
import { isButton, withoutFurniture } from './furniture.ts';
import { inlineText, isUnread, plainText, rowsOf } from './inline.ts';
import { abstractNodes, isApart, isCaption, isEquation, isNote } from './names.ts';

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
  /** Notes of the section that is being read: they would part its sentences. */
  notes: PageElement[];
  /** Whether headings are made by bold type alone. */
  boldHeadings: boolean;
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
    notes: [],
    boldHeadings: root.querySelector('h2, h3, h4, h5, h6') === null,
    title,
    top: title === null ? topLevel(root) : 2,
  };
  visitAll(reading, root);
  flush(reading);
  addNotes(reading);
  return withoutFurniture(reading.parts);
}

const topLevel = (root: PageElement): number =>
  [1, 2, 3, 4].find((level) => root.querySelector(`h${level}`) !== null) ?? 1;

function visitAll(reading: Reading, element: PageElement): void {
  for (const child of element.childNodes) visit(reading, child);
}

function visit(reading: Reading, node: PageNode): void {
  if (isText(node)) add(reading, node.textContent ?? '');
  if (!isElement(node) || reading.foreign.has(node) || isUnread(node) || isApart(node)) return;
  if (isNote(node)) {
    reading.notes.push(node);
    return;
  }
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

/** Ends a block of text. */
function flush(reading: Reading): void {
  const text = reading.pieces.join('').replaceAll(/\\[()]/g, '$');
  reading.pieces = [];
  reading.tail = '';
  if (/[\p{L}\p{N}]/u.test(text) && !isButton(text))
    reading.parts.push({ kind: isFormula(text) ? 'formula' : 'paragraph', text });
}

/** Ends a section with the notes of its sentences. */
function addNotes(reading: Reading): void {
  for (const note of reading.notes.splice(0)) {
    visitAll(reading, note);
    flush(reading);
  }
}

/** One formula that stands alone, perhaps with its number. */
const isFormula = (text: string): boolean => /^\s*\$+[^$]+\$+[\s.,;]*(?:\(\w{1,8}\))?\s*$/.test(text);

function visitBlock(reading: Reading, element: PageElement): void {
  const { localName } = element;
  if (reading.boldHeadings && isBoldHeading(element)) addBoldHeading(reading, element);
  else if (isBareAbstract(element)) addAbstract(reading, element);
  else if (/^h[1-6]$/.test(localName)) addHeading(reading, element);
  else if (isEquation(element)) addEquation(reading, element);
  else if (isCaption(element) || isPicture(element)) addCaption(reading, element);
  else if (localName === 'table') addTable(reading, element);
  else if (localName === 'header') for (const abstract of abstractsIn(element)) visitBlock(reading, abstract);
  else if (localName !== 'pre' || element.querySelector('code') === null) visitAll(reading, element);
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

function addAbstract(reading: Reading, element: PageElement): void {
  reading.parts.push({ kind: 'heading', level: 1, text: 'Abstract' });
  for (const child of abstractNodes(element)) visit(reading, child);
  flush(reading);
  // What follows stands under its own heading, or under none.
  reading.parts.push({ kind: 'heading', level: 1, text: '' });
}

function addHeading(reading: Reading, element: PageElement): void {
  if (element === reading.title) return;
  addNotes(reading);
  const level = Math.max(1, Number(element.localName.slice(1)) - reading.top + 1);
  reading.parts.push({ kind: 'heading', level, text: plainText(element).replace(/\s*[¶#§]$/, '') });
}

/** A block of a few words, all in bold type, that end no sentence. */
function isBoldHeading(element: PageElement): boolean {
  const only = onlyChild(element);
  if (only === null) return false;
  if (!/^(?:b|strong)$/.test(only.localName)) return !blocks.has(only.localName) && isBoldHeading(only);
  const text = only.textContent?.trim() ?? '';
  return text.length < 120 && /[\p{L}\p{N})]$/u.test(text);
}

/** The element that all ink of another one is in. */
function onlyChild(element: PageElement): PageElement | null {
  let only: PageElement | null = null;
  for (const node of element.childNodes) {
    if (isText(node) && node.textContent?.trim() === '') continue;
    if (only !== null || !isElement(node)) return null;
    only = node;
  }
  return only;
}

function addBoldHeading(reading: Reading, element: PageElement): void {
  addNotes(reading);
  reading.parts.push({ kind: 'heading', level: 1, text: plainText(element) });
}

/** A figure of pictures: whatever is said in it is its caption. */
const isPicture = (element: PageElement): boolean =>
  element.localName === 'figure' &&
  element.querySelector('figcaption') !== null &&
  element.querySelector('table, pre, blockquote, h2, h3, h4') === null;

/** All blocks of a caption are one text; what is no text in it, as a table, comes behind it. */
function addCaption(reading: Reading, element: PageElement): void {
  const start = reading.parts.length;
  visitAll(reading, element);
  flush(reading);
  const own = reading.parts.splice(start);
  const texts = own.flatMap((part) => (part.kind === 'table' ? [] : [part.text.trim()]));
  if (texts.length > 0) reading.parts.push({ kind: 'caption', text: texts.join(' ') });
  reading.parts.push(...own.filter(({ kind }) => kind === 'table'));
}

function addEquation(reading: Reading, element: PageElement): void {
  const text = plainText(element);
  if (text !== '') reading.parts.push({ kind: 'formula', text });
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
  labelAbove(reading.parts);
  const cells = rows.map((row) => row.map(cellOf));
  reading.parts.push({ kind: 'table', rows: spread(cells) });
}

/** The line right above a table that has its label is its caption, whatever the element. */
function labelAbove(parts: Part[]): void {
  const last = parts.at(-1);
  if (last?.kind !== 'paragraph' || last.text.length > 400) return;
  if (/^\s*Table\s+S?\d+\s*(?:[.:|–-]\s*)?\p{Lu}/u.test(last.text))
    parts[parts.length - 1] = { ...last, kind: 'caption' };
}

const cellOf = (cell: PageElement): Cell => ({
  text: plainText(cell),
  columns: Number(cell.getAttribute('colspan') ?? 1),
  rows: Number(cell.getAttribute('rowspan') ?? 1),
});
