import { subscript, superscript } from '../scripts.ts';
import { rawText, type XmlElement } from '../xml.ts';
import { formulaText } from './formulas.ts';

/** A run of text that is being put together, and what floats in it and belongs behind it. */
export type Run = { pieces: string[]; tail: string; floats: XmlElement[] };

export const emptyRun = (): Run => ({ pieces: [], tail: '', floats: [] });

/** Characters before a superscript that tell what it is. */
const tailLength = 40;

function add(run: Run, text: string): void {
  run.pieces.push(text);
  run.tail = text.length >= tailLength ? text.slice(-tailLength) : (run.tail + text).slice(-tailLength);
}

/** What can stand in the middle of a sentence and is no part of it. */
export const floating: ReadonlySet<string> = new Set([
  'fig',
  'fig-group',
  'table-wrap',
  'table-wrap-group',
  'supplementary-material',
  'media',
  'chem-struct-wrap',
  'fn',
  'boxed-text',
]);

/** References by which a sentence points at notes and addresses, not at literature or at figures. */
const marks: ReadonlySet<string> = new Set(['fn', 'table-fn', 'aff', 'corresp', 'author-notes', 'contrib']);

/** Adds the text of nodes to a run. */
export function addInline(run: Run, nodes: readonly (XmlElement | string)[]): void {
  for (const node of nodes) {
    if (typeof node === 'string') add(run, node);
    else if (floating.has(node.name)) run.floats.push(node);
    else addElement(run, node);
  }
}

function addElement(run: Run, element: XmlElement): void {
  const { name, attributes, children } = element;
  if (name === 'xref' && marks.has(attributes['ref-type'] ?? '')) return;
  if (name === 'label' || name === 'object-id') return;
  if (name === 'sup') addRaised(run, element);
  else if (name === 'sub') add(run, subscript(run.tail, plainText(element)));
  else if (name === 'inline-formula' || name === 'disp-formula' || name === 'mml:math') addFormula(run, element);
  else if (name === 'break') add(run, ' ');
  else if (name === 'xref' && isRaisedReference(element)) return;
  else addInline(run, children);
}

/** A raised number that points at literature is no exponent. */
function addRaised(run: Run, element: XmlElement): void {
  const isReference = element.children.some((child) => typeof child !== 'string' && child.name === 'xref');
  if (!isReference) add(run, superscript(run.tail, plainText(element)));
}

function isRaisedReference({ children }: XmlElement): boolean {
  const inked = children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  return inked.length > 0 && inked.every((child) => typeof child !== 'string' && child.name === 'sup');
}

function addFormula(run: Run, element: XmlElement): void {
  const text =
    element.name === 'mml:math' ? formulaText({ ...element, name: '', children: [element] }) : formulaText(element);
  if (text !== '') add(run, element.name === 'disp-formula' ? ` ${text} ` : text);
  else if (element.name !== 'disp-formula') addInline(run, element.children);
}

/** The text of an element on its own; what floats in it is left out. */
export function plainText(element: XmlElement): string {
  const run = emptyRun();
  addInline(run, element.children);
  return run.pieces.join('').replaceAll(/\s+/g, ' ').trim();
}

export const isBlank = (element: XmlElement): boolean => rawText(element).trim() === '';
