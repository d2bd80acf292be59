import type { Part } from '../../types/structured-text.ts';
import { type Cell, spread } from '../spread.ts';
import { elementAt, elementsNamed, type XmlElement } from '../xml.ts';
import { formulaText } from './formulas.ts';
import { addInline, emptyRun, floating, isBlank, plainText, type Run } from './inline.ts';

/**
 * The parts of an article in the order of reading: its abstract, its body, what is behind it, and what floats. Sections are emptied as
 * they are read: the tree of an article takes more memory than all that is made of it.
 */
export function partsOf(article: XmlElement): Part[] {
  const parts: Part[] = [];
  for (const abstract of abstractsOf(article)) addAbstract(parts, abstract);
  for (const name of ['body', 'back', 'floats-group']) {
    const element = elementAt(article, name);
    if (element === null) continue;
    // Text without a heading of its own stands under none, not under that of the part before.
    parts.push({ kind: 'heading', level: 1, text: '' });
    addBlocks(parts, element.children, 1);
  }
  return parts;
}

/** Short forms for tables of contents and pictures, which say again what the abstract says. */
const teasers = /^(?:toc|short|teaser|precis|graphical|web-summary|key-points|highlights)$/;

function abstractsOf(article: XmlElement): XmlElement[] {
  // The body, which is most of an article, has none.
  const abstracts = elementsNamed(elementAt(article, 'front') ?? article, 'abstract');
  const whole = abstracts.filter(({ attributes }) => !teasers.test(attributes['abstract-type'] ?? ''));
  return whole.length > 0 ? whole : abstracts.slice(0, 1);
}

function addAbstract(parts: Part[], abstract: XmlElement): void {
  const title = elementAt(abstract, 'title');
  const own = title === null ? '' : plainText(title);
  parts.push({ kind: 'heading', level: 1, text: 'Abstract' });
  if (own !== '' && !/^(?:abstract|summary)\W*$/i.test(own)) parts.push({ kind: 'heading', level: 2, text: own });
  addBlocks(
    parts,
    abstract.children.filter((child) => child !== title),
    own === '' ? 2 : 3,
  );
}

/** Elements that hold blocks and are nothing themselves. */
function addBlocks(parts: Part[], nodes: readonly (XmlElement | string)[], level: number): void {
  let behindSection = false;
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    const isSection = sections.has(node.name);
    if (behindSection && !isSection && !isBlank(node)) {
      parts.push({ kind: 'heading', level, text: '' });
      behindSection = false;
    }
    if (isSection) addSection(parts, node, level);
    else addBlock(parts, node, level);
    behindSection ||= isSection;
  }
}

const sections: ReadonlySet<string> = new Set(['sec', 'app', 'glossary', 'notes', 'boxed-text']);

function addSection(parts: Part[], section: XmlElement, level: number): void {
  const title = titleOf(section);
  const text = title === null ? '' : plainText(title);
  if (/^(?:references|literature cited|bibliography)$/i.test(text)) return;
  parts.push({ kind: 'heading', level, text: text === '' && section.name === 'glossary' ? 'Glossary' : text });
  addBlocks(
    parts,
    section.children.filter((child) => child !== title),
    level + 1,
  );
  section.children = [];
}

/** Boxes have their title in a caption, which is emptied of it. */
function titleOf(section: XmlElement): XmlElement | null {
  const caption = elementAt(section, 'caption');
  const inCaption = caption === null ? null : elementAt(caption, 'title');
  if (caption !== null) caption.children = caption.children.filter((child) => child !== inCaption);
  return elementAt(section, 'title') ?? inCaption;
}

function addBlock(parts: Part[], block: XmlElement, level: number): void {
  const { name } = block;
  if (name === 'attrib') addText(parts, { ...emptyRun(), pieces: [plainText(block)] }, 'caption');
  else if (name === 'statement') addStatement(parts, block, level);
  else if (name === 'p' || name === 'title' || hasOwnText(block)) addParagraph(parts, block, level);
  else if (name === 'table') addTable(parts, block);
  else if (name === 'disp-formula') addFormula(parts, block);
  else if (name === 'def-item') addDefinition(parts, block);
  else if (captioned.has(name)) addFloat(parts, block, level);
  else if (!unread.has(name)) addBlocks(parts, block.children, level);
}

/** Lines of verse, code, names of speakers: whatever holds text itself is read as a paragraph. */
const hasOwnText = ({ name, children }: XmlElement): boolean =>
  !unread.has(name) &&
  name !== 'disp-formula' &&
  children.some((child) => typeof child === 'string' && child.trim() !== '');

/** A theorem or the like keeps the name by which the text speaks of it. */
function addStatement(parts: Part[], statement: XmlElement, level: number): void {
  const label = elementAt(statement, 'label');
  const start = parts.length;
  addBlocks(parts, statement.children, level);
  const first = parts[start];
  if (label !== null && first?.kind === 'paragraph') first.text = `${endedByStop(plainText(label))} ${first.text}`;
}

const captioned: ReadonlySet<string> = new Set([
  'fig',
  'table-wrap',
  'supplementary-material',
  'media',
  'chem-struct-wrap',
]);
const unread: ReadonlySet<string> = new Set(['label', 'tex-math', 'mml:math', 'object-id', 'permissions', 'sec-meta']);

/** Blocks that a paragraph may hold: they end what stands before them. */
const inParagraphs: ReadonlySet<string> = new Set([
  'list',
  'def-list',
  'disp-quote',
  'preformat',
  'code',
  'speech',
  'statement',
  'verse-group',
  'table',
  'p',
]);

/** The text of a paragraph; a block in it cuts it in two, what floats in it comes behind it. */
function addParagraph(parts: Part[], paragraph: XmlElement, level: number): void {
  let run = emptyRun();
  const floats: XmlElement[] = [];
  const flush = () => {
    addText(parts, run);
    floats.push(...run.floats);
    run = emptyRun();
  };
  for (const child of paragraph.children) {
    if (typeof child !== 'string' && inParagraphs.has(child.name)) {
      flush();
      addBlock(parts, child, level);
    } else addInline(run, [child]);
  }
  flush();
  addBlocks(parts, floats, level);
  // What follows a box stands in the section around it.
  if (floats.some(({ name }) => sections.has(name))) parts.push({ kind: 'heading', level, text: '' });
}

function addText(parts: Part[], run: Run, kind: 'paragraph' | 'caption' = 'paragraph'): void {
  const text = run.pieces.join('');
  if (/[\p{L}\p{N}]/u.test(text)) parts.push({ kind, text });
}

function addFormula(parts: Part[], formula: XmlElement): void {
  const text = formulaText(formula) || plainText(formula);
  if (text !== '') parts.push({ kind: 'formula', text });
}

function addDefinition(parts: Part[], item: XmlElement): void {
  const term = elementAt(item, 'term');
  const meanings = elementsNamed(item, 'def').map(plainText);
  const text = [term === null ? '' : plainText(term), meanings.join(' ')].filter((part) => part !== '').join(': ');
  if (text !== '') parts.push({ kind: 'paragraph', text });
}

/** A figure or a table: its label and caption as one text, its rows, the notes under it. */
function addFloat(parts: Part[], float: XmlElement, level: number): void {
  const caption = elementAt(float, 'caption');
  const label = elementAt(float, 'label');
  const words = [label === null ? '' : endedByStop(plainText(label)), caption === null ? '' : captionText(caption)];
  const text = words.filter((part) => part !== '').join(' ');
  if (caption !== null && text !== '') parts.push({ kind: 'caption', text });
  for (const child of float.children) {
    if (typeof child === 'string' || child === caption || child === label) continue;
    if (child.name === 'table-wrap-foot') {
      for (const note of elementsNamed(child, 'p')) parts.push({ kind: 'caption', text: plainText(note) });
    } else addBlock(parts, child, level);
  }
}

/** A label without a full stop would read on into the caption. */
const endedByStop = (label: string): string => (label === '' || /[.:]$/.test(label) ? label : `${label}.`);

const captionText = (caption: XmlElement): string =>
  caption.children
    .flatMap((child) => (typeof child === 'string' || floating.has(child.name) ? [] : plainText(child)))
    .filter((text) => text !== '')
    .join(' ');

function addTable(parts: Part[], table: XmlElement): void {
  const rows = elementsNamed(table, 'tr').map((row) =>
    row.children.flatMap((cell): Cell[] => {
      if (typeof cell === 'string' || (cell.name !== 'td' && cell.name !== 'th')) return [];
      const { colspan = '1', rowspan = '1' } = cell.attributes;
      return [{ text: plainText(cell), columns: Number(colspan), rows: Number(rowspan) }];
    }),
  );
  if (rows.length > 0) parts.push({ kind: 'table', rows: spread(rows) });
}
